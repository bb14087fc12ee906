import { describeWith } from '../support/web-servers.js';
import { testFixes } from './fixes.js';
import { nginxCases } from './nginx-cases.js';

describeWith('nginx', () => {
  testFixes(nginxCases);
});
