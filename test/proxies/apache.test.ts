import { jest } from '@jest/globals';
import { describeWith } from '../support/web-servers.js';
import { testFixes } from './fixes.js';
import { apacheCases } from './apache-cases.js';

jest.setTimeout(30_000);

describeWith('apache', () => {
  testFixes(apacheCases);
});
