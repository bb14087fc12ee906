import { expect, test } from '@jest/globals';
import { loadAllInTime } from '../../src/runner/between-tests.js';
import { required } from '../../src/runner/required.js';

test('loads a package when it is first asked for, once', () => {
  const mimetype = required<object>('whatwg-mimetype');
  expect(mimetype()).toHaveProperty('MIMEType');
  expect(mimetype()).toBe(mimetype());
});

test('throws what is said of a package that is missing', () => {
  const missing = required('no-such-package');
  expect(missing).toThrow("Cannot find module 'no-such-package'");
  expect(loadAllInTime).not.toThrow();
});
