import { describe, expect, test } from '@jest/globals';
import {
  createBrowser,
  type CrossOriginRequest,
  diagnose,
  type Diagnosis,
  type FetchOutcome,
  simulateFetch,
} from '../../src/index.js';
import { catalogue } from '../../src/diagnosis/catalogue/index.js';
import type { Facts } from '../../src/diagnosis/facts.js';
import { causeIds } from '../../src/diagnosis/cause.js';
import { apacheCases } from '../proxies/apache-cases.js';
import { caddyCases } from '../proxies/caddy-cases.js';
import { nginxCases } from '../proxies/nginx-cases.js';
import { failureOf } from '../support/failure-of.js';
import { remedyCases as cases } from './remedies/index.js';
import { mendWith, type RemedyCase } from './remedies/remedy-case.js';
import { page } from './remedies/parts.js';

const nameOf = ({ cause, style, title }: RemedyCase): string => `${cause}, ${style}: ${title}`;

/** What a page gets that has shown it as an image before. */
async function afterImage(app: unknown, { origin, path = '/' }: CrossOriginRequest): Promise<FetchOutcome> {
  const browser = createBrowser(app as never, { origin });
  await browser.fetch(path, { mode: 'no-cors', credentials: 'include' });
  return browser.fetch(path);
}

/** The developer's assertion, whichever app it is about. */
async function assertion(
  { assertion: name = 'toAllowOrigin' }: RemedyCase,
  app: unknown,
  request: CrossOriginRequest,
): Promise<void> {
  const { origin = '', ...rest } = request;
  if (name === 'createBrowser') return expect(await afterImage(app, request)).toBeReadable();
  if (name === 'simulateFetch') {
    expect(await simulateFetch(app as never, request)).toMatchObject({ allowed: true });
    return;
  }
  if (name === 'toHandlePreflight') return expect(app).toHandlePreflight(request);
  return name === 'toRejectOrigin'
    ? expect(app).toRejectOrigin(origin, rest)
    : expect(app).toAllowOrigin(origin, rest);
}

/** The same assertion, and what else the remedy keeps. */
async function expectMended(theCase: RemedyCase, code: string): Promise<void> {
  const { app, request, mendedRequest, kept = [], lets = [], isGuarded } = theCase;
  const mend = mendWith(code);
  const mended = await (mendedRequest === undefined ? app(mend) : app());
  await assertion(theCase, mended, mendedRequest?.(mend) ?? request);
  for (const origin of [...kept, ...lets]) await expect(mended).toAllowOrigin(origin, request.path);
  if (isGuarded) await expect(mended).toAllowOrigin(page, { path: '/users', status: 401 });
}

/** Where in a test file an app's function stands is none of a remedy's words. */
function shown({ remedy: { text, code } }: Diagnosis): string {
  return [text.replace(/\(test\/[\w./-]+:\d+\)/g, '(test/…)'), ...code.split('\n').filter(Boolean)].join(
    '\n  ',
  );
}

describe('the remedy that is told, applied where it says, turns the assertion green', () => {
  test.each(cases.map((theCase) => [nameOf(theCase), theCase] as const))('%s', async (_, theCase) => {
    const { app, request, kept = [] } = theCase;
    expect(await failureOf(assertion(theCase, await app(), request))).toContain(
      theCase.assertion === 'simulateFetch' ? '"allowed": false' : `Cause:            ${theCase.cause} (`,
    );
    const ask = theCase.assertion === 'createBrowser' ? afterImage : simulateFetch;
    const diagnosis = await diagnose(await ask(await app(), request));
    expect({ cause: diagnosis.cause, hasCode: diagnosis.remedy.code !== '' }).toEqual({
      cause: theCase.cause,
      hasCode: theCase.style !== 'words',
    });
    expect(shown(diagnosis)).toMatchSnapshot();
    await expectMended(theCase, diagnosis.remedy.code);
    for (const origin of kept) await expect(await app()).toAllowOrigin(origin, request.path);
  });
});

describe('it is the code that does it, and not the app it is applied to', () => {
  const coded = cases.filter(({ style }) => style !== 'words');
  test.each(coded.map((theCase) => [nameOf(theCase), theCase] as const))('%s', async (_, theCase) => {
    expect(await failureOf(expectMended(theCase, ''))).not.toBe('');
  });
});

// Those of proxies are applied in test/proxies.
const proxyCases = [...nginxCases, ...apacheCases, ...caddyCases];

test('every cause has a remedy that is applied', () => {
  const applied = new Set([...cases, ...proxyCases].map(({ cause }) => cause));
  expect([...applied].sort()).toEqual([...causeIds].sort());
});

test('these causes have no code, and their words are followed by hand', () => {
  const coded = new Set([
    ...cases.filter(({ style }) => style !== 'words').map(({ cause }) => cause),
    ...proxyCases.filter(({ hasCode }) => hasCode !== false).map(({ cause }) => cause),
  ]);
  expect(causeIds.filter((cause) => !coded.has(cause))).toEqual([
    'response-header-in-request',
    'redirected-to-another-origin',
    'stateful-origin-check',
    'mixed-content',
    'proxy-overwrote-header',
  ]);
});

test('no two remedies have the same name', () => {
  const names = cases.map(nameOf);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('what helmet sets is changed where helmet is called', () => {
  const entry = catalogue.find(({ id }) => id === 'resource-policy-blocks');
  const header: [string, string] = ['Cross-Origin-Resource-Policy', 'same-origin'];
  const by = { function: null, file: 'node_modules/helmet/index.cjs', line: 1, package: 'helmet@8.1.0' };
  const setting = {
    kind: 'set',
    header: header[0].toLowerCase(),
    value: header[1],
    by,
    packages: [],
    layer: null,
  };
  const facts = {
    outcome: { allowed: false, request: { mode: 'no-cors' } },
    exchange: { responseHeaders: [header] },
    recording: { events: [setting], layers: [], entered: [] },
  };
  const { text, code } = entry?.find(facts as unknown as Facts)?.remedy ?? { text: '', code: '' };
  expect(`${text}\n${code}`).toMatchInlineSnapshot(`
   "allow other sites to embed it, where the header is set now:
   app.use(helmet({ crossOriginResourcePolicy: { policy: 'cross-origin' } }))"
  `);
  const given: unknown[] = [];
  mendWith(code)({ app: { use: () => undefined }, helmet: (options: unknown) => given.push(options) });
  expect(given).toEqual([{ crossOriginResourcePolicy: { policy: 'cross-origin' } }]);
});
