import { jest } from '@jest/globals';
import { describeWith } from '../support/web-servers.js';
import { testFixes } from './fixes.js';
import { caddyCases } from './caddy-cases.js';

jest.setTimeout(30_000);

describeWith('caddy', () => {
  testFixes(caddyCases);
});
