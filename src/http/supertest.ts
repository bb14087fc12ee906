import { UsageError } from '../errors/usage-error.js';
import { checkLeast } from '../runner/least-version.js';
import { required } from '../runner/required.js';

const supertest = required('supertest');
const manifest = required<{ readonly version: string }>('supertest/package.json');

/**
 * supertest, on first use: an eager import would break every jsdom test file of a mixed project.
 *
 * @throws {UsageError} `missing-dependency`, `unsupported-version`.
 */
export function loadSupertest(): unknown {
  try {
    checkLeast('supertest', manifest().version);
    return supertest();
  } catch (error) {
    throw isMissing(error) ? notInstalled(error) : error;
  }
}

/** Node, Jest and Yarn each say so in words of their own. Behind the first line, a stack may name what is there. */
function isMissing(error: unknown): boolean {
  const { code, message = '' } = Object(error) as NodeJS.ErrnoException;
  return code === 'MODULE_NOT_FOUND' && /\bsupertest\b/.test(message.split('\n')[0] ?? '');
}

function notInstalled(cause: unknown): UsageError {
  return new UsageError(
    'missing-dependency',
    'expect-cors sends its requests through supertest, which is not installed. Install it: npm install --save-dev supertest',
    { cause },
  );
}
