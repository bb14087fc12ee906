import { assertThat } from '../../../src/entry/assert.js';
import { runLine } from '../../../src/cli/run-line.js';
import {
  checkCorsContract,
  createBrowser,
  diagnose,
  observeCorsPolicy,
  preflight,
  simulateFetch,
  type Target,
} from '../../../src/index.js';

/** A way to ask an app something. */
export type Entry = (target: Target) => PromiseLike<unknown>;

const page = 'https://app.example';
const path = '/a';
const put = { path, method: 'PUT', json: {} } as const;
const contract = {
  origins: { allowed: [page], rejected: ['https://evil.example'] },
  routes: [{ path, methods: ['GET', 'PUT'], credentials: true, exposedHeaders: ['x-a'], maxAge: 600 }],
};

async function line(...words: readonly string[]): Promise<unknown> {
  const write = (): void => undefined;
  const nothing = {
    stdout: { write },
    stderr: { write },
    stdin: () => Promise.resolve(''),
    isTyped: false,
    prompt: () => Promise.resolve(''),
  };
  const load = (): Promise<unknown> => Promise.reject(new Error('nothing is loaded'));
  return runLine(words, { ...nothing, folder: process.cwd(), env: {}, load });
}

export const entries: Readonly<Record<string, Entry>> = {
  toAllowOrigin: (target) => assertThat(target).toAllowOrigin(page, put),
  toRejectOrigin: (target) => assertThat(target).toRejectOrigin(page, path),
  'not.toAllowOrigin': (target) =>
    assertThat(target).not.toAllowOrigin(page, { path, credentials: 'include' }),
  toHandlePreflight: (target) => assertThat(target).toHandlePreflight({ ...put, origin: page }),
  toAllowMethods: (target) => assertThat(target).toAllowMethods(['PUT', 'PATCH'], { path, origin: page }),
  toCachePreflightFor: (target) => assertThat(target).toCachePreflightFor(600, { ...put, origin: page }),
  toVaryOnOrigin: (target) => assertThat(target).toVaryOnOrigin({ path, origin: page }),
  toPassCorsAudit: (target) => assertThat(target).toPassCorsAudit({ trusted: [page], paths: [path] }),
  preflight: (target) =>
    preflight(target, path).from(page).requestMethod('PUT').expectAllowed().expect(200, 'ok'),
  simulateFetch: async (target) => diagnose(await simulateFetch(target, { ...put, origin: page })),
  createBrowser: async (target) => {
    const browser = createBrowser(target, { origin: page });
    await browser.fetch(path);
    await browser.fetch(path, { method: 'PUT' });
  },
  checkCorsContract: (target) => checkCorsContract(target, contract),
  observeCorsPolicy: (target) =>
    observeCorsPolicy(target, { origins: [page], routes: [{ path, methods: ['GET', 'PUT'] }] }),
  'expect-cors ask': (target) =>
    typeof target === 'string'
      ? line('ask', target, '--origin', page, '--path', path, '--timeout', '300')
      : Promise.resolve(),
};

/** Those that ask one question after the other, each with its own time. */
export const asksMuch: readonly string[] = [
  'toPassCorsAudit',
  'checkCorsContract',
  'observeCorsPolicy',
  'createBrowser',
];
