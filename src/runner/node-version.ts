import { checkLeast } from './least-version.js';

// Imported first, before what an older Node cannot load.
checkLeast('Node.js', process.versions.node);
