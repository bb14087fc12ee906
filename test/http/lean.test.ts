import { beforeAll, jest } from '@jest/globals';
import { carrier } from './ask.js';

// A lean exchange is one like any other: the same tests, in which supertest cannot even be loaded.
import './exchange.test.js';
import './exchange-failure.test.js';
import './hosting.test.js';
import './http2.test.js';
import './wire.test.js';

jest.mock('supertest', () => {
  throw new Error('supertest is not for lean exchanges');
});

beforeAll(() => {
  carrier.lean = true;
});
