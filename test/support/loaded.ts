// What the first assertion would load. From TypeScript that takes longer than a test may on a busy machine.
import '../../src/diagnosis/diagnose-outcome.js';
import '../../src/matchers/judge-call.js';
import '../../src/matchers/to-allow-only-origins.js';
import '../../src/matchers/to-match-cors-contract.js';
import '../../src/matchers/to-pass-cors-audit.js';
