import { responseRules } from '../../src/audit/rules/index.js';
import { CookieJar } from '../../src/browser/cookie-jar.js';
import type { BrowserName } from '../../src/browser/browser-name.js';
import { implementations } from '../../src/browser/implementations.js';
import { Transcript } from '../../src/browser/transcript.js';
import type { FetchOutcome } from '../../src/ask/fetch-outcome.js';
import { outcomeFrom, verdictOf } from '../../src/ask/outcome.js';
import { exposureOf } from '../../src/claims/headers-exposed.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { explain } from '../../src/failure/explanation.js';
import { reportedAnswer } from '../../src/journal/reported-answer.js';
import type { CrossOriginRequest } from '../../src/request/cross-origin-request.js';
import { questionFrom } from '../../src/request/question.js';
import type { Header, HeaderList } from '../../src/standard/header-list.js';
import { mainFetch } from '../../src/standard/main-fetch.js';
import { type Answer, api, page } from '../standard/scripted-fetch.js';

/** A request, and how it is answered, with a header that holds anything. */
export interface Scene {
  readonly request: Partial<CrossOriginRequest>;
  /** One after the other; the last one again and again. */
  readonly answers: (value: string) => readonly Answer[];
}

const browsers: readonly BrowserName[] = ['chromium', 'firefox', 'webkit', 'fetch-standard'];

const allowing: HeaderList = [
  ['Access-Control-Allow-Origin', page],
  ['Access-Control-Allow-Credentials', 'true'],
  ['Access-Control-Allow-Methods', 'PUT'],
  ['Access-Control-Allow-Headers', 'x-a, authorization'],
];
const withHeader = (name: string, value: string): HeaderList => [
  ...allowing.filter(([known]) => known !== name),
  [name, value],
];

const get: Partial<CrossOriginRequest> = { credentials: 'include' };
const put: Partial<CrossOriginRequest> = {
  ...get,
  method: 'PUT',
  headers: { 'X-A': '1', Authorization: 'b' },
};
const anonymousPut: Partial<CrossOriginRequest> = { ...put, credentials: 'omit' };
const noCors: Partial<CrossOriginRequest> = { mode: 'no-cors' };

const onPreflight = (name: string, request = put): Scene & { readonly title: string } => ({
  title: `${name} of a preflight, credentials ${request.credentials ?? ''}`,
  request,
  answers: (value) => [{ headers: withHeader(name, value) }, { headers: allowing }],
});
const onAnswer = (name: string, request = get): Scene & { readonly title: string } => ({
  title: `${name}, credentials ${request.credentials ?? ''}`,
  request,
  answers: (value) => [{ headers: withHeader(name, value) }],
});
const onRedirect = (
  title: string,
  place: (value: string) => string,
  request = get,
): Scene & { readonly title: string } => ({
  title: `Location, ${title}`,
  request,
  answers: (value) => [{ status: 302, headers: withHeader('Location', place(value)) }, { headers: allowing }],
});

const shared =
  'vary content-type link refresh content-disposition allow server www-authenticate retry-after cache-control x-total-count'.split(
    ' ',
  );

export const scenes: readonly (Scene & { readonly title: string })[] = [
  onPreflight('Access-Control-Allow-Origin'),
  onPreflight('Access-Control-Allow-Credentials'),
  onPreflight('Access-Control-Allow-Methods'),
  onPreflight('Access-Control-Allow-Headers', anonymousPut),
  onPreflight('Access-Control-Max-Age'),
  onPreflight('Location'),
  onAnswer('Access-Control-Allow-Origin'),
  onAnswer('Access-Control-Allow-Credentials'),
  onAnswer('Access-Control-Expose-Headers', { credentials: 'omit' }),
  onAnswer('Set-Cookie'),
  onAnswer('Cross-Origin-Resource-Policy', noCors),
  {
    title: 'headers that only tell something',
    request: get,
    answers: (value) => [
      {
        headers: [
          ...allowing,
          ...shared.map((name): Header => [name, value.slice(0, value.length / shared.length)]),
        ],
      },
    ],
  },
  onRedirect('a path', (value) => `/${value}`),
  onRedirect('a host', (value) => `https://${value}`),
  onRedirect('anything', (value) => value),
  onRedirect('of a request in mode no-cors', (value) => `https://other.example/${value}`, noCors),
];

/** A head of lines of that length, about. */
const lines =
  (line: (index: number) => Header, length = 10) =>
  (size: number): readonly Answer[] => [
    { headers: [...allowing, ...Array.from({ length: size / length }, (_, index) => line(index))] },
  ];

export const heads: readonly (readonly [
  string,
  (size: number) => readonly Answer[],
  Partial<CrossOriginRequest>,
])[] = [
  ['one name', lines(() => ['x-a', '1']), get],
  ['names of their own', lines((index) => [`x-${String(index)}`, '1']), get],
  [
    'names that are exposed',
    lines((index) => ['Access-Control-Expose-Headers', `x-${String(index)}`]),
    { credentials: 'omit' },
  ],
  ['Allow-Origin', lines(() => ['Access-Control-Allow-Origin', page]), get],
  ['Allow-Methods', lines((index) => ['Access-Control-Allow-Methods', `A${String(index)}`]), put],
  ['Allow-Headers', lines((index) => ['Access-Control-Allow-Headers', `a${String(index)}`]), put],
  ['Max-Age', lines((index) => ['Access-Control-Max-Age', String(index)]), put],
  ['Vary', lines((index) => ['Vary', `a${String(index)}`]), get],
  ['cookies of their own', lines((index) => ['Set-Cookie', `a${String(index)}=1`], 40), get],
];

/** What browsers make of it, in their words, and why, as a failing test tells it. */
export async function judged({ request, answers }: Scene, value: string): Promise<unknown> {
  const outcome = await outcomeOf({ request, answers }, value);
  const diagnosis = await diagnose(outcome);
  const [preflight, answer = preflight] = outcome.exchanges;
  if (preflight === undefined) return undefined;
  const about = {
    trusted: page,
    stranger: 'https://evil.example',
    allTrusted: [page],
    withCredentials: true,
  };
  const seen = { ...about, preflight, preflightCode: outcome.code, toTrusted: answer, toNobody: preflight };
  return [
    // Found when they are looked at.
    Object.values(outcome.browsers).map(({ response }) => response?.headers),
    diagnosis,
    explain(outcome),
    reportedAnswer(outcome, { isTold: true }),
    responseRules.map((rule) => rule.find(seen)),
  ];
}

async function outcomeOf({ request, answers }: Scene, value: string): Promise<FetchOutcome> {
  const question = await questionFrom({ origin: page, path: '/users', browsers: [...browsers], ...request });
  const given = answers(value);
  let asked = 0;
  const transcript = new Transcript(({ url }) => {
    const { status = 200, headers = [] } = given[Math.min(asked, given.length - 1)] ?? {};
    asked += 1;
    return Promise.resolve({ url, status, headerList: headers });
  });
  const context = { page, now: Date.now, isDeployed: () => true, thirdPartyCookies: 'allowed' } as const;
  const jars = new Map(browsers.map((name) => [name, new CookieJar(implementations[name].cookies, context)]));
  const record = { ...question.request, urlList: [api] as const, redirectCount: 0 };
  const verdicts = [];
  for (const [browser, jar] of jars) {
    const run = await transcript.run(browser, (own) => mainFetch(record, own), jar);
    verdicts.push([browser, verdictOf(browser, run, question)] as const);
    const last = run.exchanges.at(-1);
    if (last === undefined) continue;
    const response = { ...last, headerList: last.responseHeaders };
    exposureOf('x-total-count', record, [{ browser, response }]);
  }
  return outcomeFrom(api, question, transcript.exchanges, verdicts);
}
