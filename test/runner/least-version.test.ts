import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { UsageError } from '../../src/errors/usage-error.js';
import { checkLeast, least } from '../../src/runner/least-version.js';

const root = join(__dirname, '..', '..');
interface Manifest {
  readonly engines: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

test.each([
  ['Node.js', '20.18.3'],
  ['Node.js', '18.20.8'],
  ['Vitest', '3.1.4'],
  ['Vitest', '1.6.1'],
  ['supertest', '6.3.3'],
  ['supertest', '3.4.2'],
] as const)('%s %s is too old', (name, version) => {
  const check = (): void => {
    checkLeast(name, version);
  };
  expect(check).toThrow(UsageError);
  expect(check).toThrowErrorMatchingSnapshot();
  expect(check).toThrow(expect.objectContaining({ code: 'unsupported-version' }));
});

test.each([
  ['Node.js', '20.19.0'],
  ['Node.js', '20.20.2'],
  ['Node.js', '22.0.0'],
  ['Vitest', '3.2.0'],
  ['Vitest', '3.2.0-beta.1'],
  ['Vitest', '3.10.0'],
  ['Vitest', '5.1.2'],
  ['supertest', '6.3.4'],
  ['supertest', '6.10.0'],
  ['supertest', '7.0.0'],
] as const)('%s %s is not', (name, version) => {
  expect(() => {
    checkLeast(name, version);
  }).not.toThrow();
});

test('they are those of package.json', () => {
  expect(manifest.engines.node).toBe(`>=${least['Node.js'].version}`);
  expect(manifest.peerDependencies).toMatchObject({
    vitest: `>=${least.Vitest.version}`,
    supertest: `>=${least.supertest.version} <8`,
    expect: '>=29', // as the file for an older Jest says
  });
});

describe('what a Jest finds that does not read "exports"', () => {
  const script = readFileSync(join(root, 'jest.js'), 'utf8');
  const requiring = (version: string): object => {
    const resolve = (name: string): string => `/project/node_modules/${name}`;
    const load = (path: string): unknown =>
      path === '/project/node_modules/jest/package.json' ? { version } : undefined;
    return { require: Object.assign(load, { resolve }), process, __dirname: root };
  };

  test.each([
    ['Jest 26', requiring('26.6.3')],
    ['Jest 27', requiring('27.5.1')],
    ['Jest as a module, or in a place of its own', { process }],
    ['a newer Jest with a resolver of its own', requiring('29.7.0')],
  ])('%s', (_, globals) => {
    expect(() => {
      runInNewContext(script, globals);
    }).toThrowErrorMatchingSnapshot();
  });
});
