import '../../src/entry/jest.js';
import './loaded.js';
import { beforeEach } from '@jest/globals';
import { forgetCauses } from '../../src/failure/cause-facts.js';

// Each test tells every cause in full, whichever tests ran before it.
beforeEach(forgetCauses);
