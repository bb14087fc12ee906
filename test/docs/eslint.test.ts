import { expect, jest, test } from '@jest/globals';
import { ESLint, type Linter } from 'eslint';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncMatcherNames } from '../../src/index.js';

const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

/** The configuration README shows, as its own text says it: run with what it imports. */
function documentedConfiguration(): Linter.Config[] {
  const [, code = ''] = /```js\n\/\/ eslint\.config\.mjs\n(.*?)```/s.exec(readme) ?? [];
  const body = code.replace(/^import .*$/gm, '').replace('export default', 'return');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function('jest', 'asyncMatcherNames', body) as (...given: unknown[]) => Linter.Config[];
  return make(jest.requireActual('eslint-plugin-jest'), asyncMatcherNames);
}

async function complaintsAbout(assertion: string): Promise<string[]> {
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: documentedConfiguration() });
  const code = `test('it', async () => { ${assertion} });`;
  const [result] = await eslint.lintText(code, { filePath: 'any.test.js' });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${String(ruleId)}: ${message}`);
}

test.each(asyncMatcherNames)('ESLint, set up as README says, wants %s to be awaited', async (name) => {
  const forgotten = ['jest/valid-expect: Async assertions must be awaited or returned'];
  expect(await complaintsAbout(`expect(app).${name}();`)).toEqual(forgotten);
  expect(await complaintsAbout(`expect(app).not.${name}();`)).toEqual(forgotten);
  expect(await complaintsAbout(`await expect(app).${name}();`)).toEqual([]);
});

test("the plugin's own asynchronous matchers are still known", async () => {
  expect(await complaintsAbout('expect(promise).toResolve();')).toHaveLength(1);
});

test('a builder is an assertion: ESLint does not miss another one', async () => {
  const unasserted = ['jest/expect-expect: Test has no assertions'];
  expect(await complaintsAbout("await preflight(app).requestMethod('PUT').expectAllowed();")).toEqual([]);
  expect(await complaintsAbout("await users.requestMethod('PUT').expectAllowed();")).toEqual([]);
  expect(await complaintsAbout("await preflight(app).requestMethod('PUT');")).toEqual(unasserted);
  expect(await complaintsAbout('await fetch(url);')).toEqual(unasserted);
});
