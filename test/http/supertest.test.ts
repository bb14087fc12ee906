import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type * as Library from '../../src/index.js';
import type * as Supertest from '../../src/http/supertest.js';
import type { Target } from '../../src/http/target.js';

const origin = 'https://app.example';
const app: Target = (_: unknown, response: { end: () => void }) => {
  response.end();
};

/** As Node, Jest and Yarn put it. */
const notFound = {
  Node: "Cannot find module 'supertest'\nRequire stack:\n- /project/node_modules/expect-cors/dist/cjs/engine.js",
  Jest: "Cannot find module 'supertest' from 'node_modules/expect-cors/dist/cjs/engine.js'",
  Yarn: "expect-cors tried to access supertest (a peer dependency) but it isn't provided by its ancestors\n\nRequired package: supertest",
};

function fails(message: string): () => never {
  return () => {
    throw Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND' });
  };
}

function load(): unknown {
  const { loadSupertest } = jest.requireActual<typeof Supertest>('../../src/http/supertest.js');
  return loadSupertest();
}

beforeEach(() => {
  jest.resetModules();
  jest.dontMock('supertest').dontMock('supertest/package.json');
});

test('loads the one that is installed', () => {
  expect(load()).toHaveProperty('Test');
});

test('one that is too old', () => {
  jest.doMock('supertest/package.json', () => ({ version: '6.3.3' }));
  expect(load).toThrow(
    expect.objectContaining({
      name: 'UsageError',
      code: 'unsupported-version',
      message:
        'expect-cors needs supertest 6.3.4 or newer; this is supertest 6.3.3. Update it: npm install --save-dev supertest@7',
    }),
  );
});

test.each(Object.entries(notFound))('none, in the words of %s', (_, message) => {
  jest.doMock('supertest/package.json', fails(message.replace("'supertest'", "'supertest/package.json'")));
  jest.doMock('supertest', fails(message));
  expect(load).toThrow(
    expect.objectContaining({
      name: 'UsageError',
      code: 'missing-dependency',
      message:
        'expect-cors sends its requests through supertest, which is not installed. Install it: npm install --save-dev supertest',
      cause: expect.objectContaining({ code: 'MODULE_NOT_FOUND' }),
    }),
  );
});

test.each([
  ["Cannot find module 'superagent'\nRequire stack:\n- /project/node_modules/supertest/lib/test.js"],
  ["Cannot find module 'formidable' from 'node_modules/superagent/lib/node/index.js'"],
])('what supertest itself is missing stays what it is: %j', (message) => {
  jest.doMock('supertest', fails(message));
  expect(load).toThrow(message);
});

describe('a supertest that is too old fails, and points at the line of', () => {
  test.each([
    ['a matcher', () => expect(app).toAllowOrigin(origin)],
    ['a matcher under .not', () => expect(app).not.toAllowOrigin(origin)],
    [
      'a preflight',
      (at: typeof Library) => at.preflight(app).from(origin).requestMethod('PUT').expectAllowed(),
    ],
    ['simulateFetch', (at: typeof Library) => at.simulateFetch(app, { origin })],
  ])('%s', async (_, assertion) => {
    jest.doMock('supertest/package.json', () => ({ version: '6.3.3' }));
    const library = jest.requireActual<typeof Library>('../../src/index.js');
    expect.extend(library.corsMatchers);
    const error = await Promise.resolve(assertion(library)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'UsageError', code: 'unsupported-version' });
    expect((error as Error).stack).toContain('supertest.test.ts');
  });
});
