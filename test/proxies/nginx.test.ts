import { jest } from '@jest/globals';
import { describeWith } from '../support/web-servers.js';
import { testFixes } from './fixes.js';
import { nginxCases } from './nginx-cases.js';

jest.setTimeout(30_000);

describeWith('nginx', () => {
  testFixes(nginxCases);
});
