import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  assertNoFloating,
  asyncMatcherNames,
  type SimulatedBrowser,
  configure,
  corsMatchers,
  type CorsErrorCode,
  type CorsMatchers,
  createBrowser,
  curlLine,
  diagnose,
  type Diagnosis,
  ExchangeError,
  ExpectationError,
  type FetchOutcome,
  preflight,
  type PreflightBuilder,
  type PreflightOutcome,
  resetConfiguration,
  simulateFetch,
  type Target,
  UsageError,
} from 'expect-cors';

const listener = (request: IncomingMessage, response: ServerResponse): void => {
  response.end(request.url);
};
export const targets: Target[] = [
  listener,
  createServer(listener),
  'https://api.example/v1',
  new URL('https://api.example'),
  { url: 'https://api.example', ca: 'PEM' },
  { target: () => listener },
  { target: () => Promise.resolve(listener) },
];

export async function use(): Promise<CorsErrorCode | null> {
  configure({ origin: 'https://app.example', credentials: 'include' });
  const outcome: FetchOutcome = await simulateFetch(listener, { origin: 'https://app.example', path: '/' });
  const message: string | null | undefined = outcome.browsers.chromium?.consoleMessage;
  for (const exchange of outcome.exchanges) curlLine(exchange, { baseUrl: 'http://localhost:3000' });
  assertNoFloating();
  resetConfiguration();
  return message === null ? null : outcome.code;
}

export async function why(outcome: FetchOutcome): Promise<string> {
  const { cause, certainty, culprit, remedy, trace }: Diagnosis = await diagnose(outcome);
  const layers = trace.flatMap(({ layer }) => layer?.number ?? []);
  const who = culprit === null ? '' : `${culprit.function ?? ''} ${culprit.file}:${String(culprit.line)}`;
  return [cause ?? 'unknown', certainty satisfies 'certain' | 'likely', who, remedy.code, ...layers].join(
    ' ',
  );
}

export async function browse(): Promise<string[]> {
  const browser: SimulatedBrowser = createBrowser(listener, {
    origin: 'https://app.example',
    browser: 'webkit',
  });
  const outcome: FetchOutcome = await browser.fetch('/login', {
    method: 'POST',
    json: {},
    credentials: 'include',
  });
  browser.clearPreflightCache();
  browser.advance(600);
  return outcome.allowed ? browser.cookies.map(({ name }) => name) : [];
}

export async function ask(): Promise<CorsErrorCode | null> {
  const users: PreflightBuilder = preflight(listener, '/users')
    .from('https://app.example')
    .requestMethod('PUT')
    .requestHeaders('content-type', 'authorization')
    .withCredentials()
    .servedAt('https://api.example')
    .timeout(1000);
  const outcome: PreflightOutcome = await users
    .to('/users/1')
    .expectAllowed()
    .expectStatus(204)
    .expectMaxAge(600)
    .expectHeader('vary', /origin/i)
    .expect(204)
    .expect(204, '')
    .expect([200, 204])
    .expect('Vary', 'Origin')
    .expect({ methods: ['PUT'] })
    .expect(({ status, headers }) => status === 204 && headers['vary'] !== undefined)
    .expect(async (response) => Promise.resolve(response.get('vary')));
  const refused: PreflightOutcome = await users.expectRejected('PreflightAllowOriginMismatch');
  return outcome.allowed ? null : refused.code;
}

export const isExpectation = (error: unknown): boolean => error instanceof ExpectationError;

export function codeOf(error: unknown): string {
  if (error instanceof UsageError) return error.code satisfies 'empty-list' | (string & {});
  return error instanceof ExchangeError ? error.code : '';
}

export const names: readonly string[] = asyncMatcherNames;
export const matchers: Record<keyof CorsMatchers, unknown> = corsMatchers;

// @ts-expect-error a target is not a number
void simulateFetch(1, {});
// @ts-expect-error no such key
void simulateFetch(listener, { pth: '/' });
// @ts-expect-error one browser, not several
createBrowser(listener, { origin: 'https://app.example', browsers: ['webkit'] });
// @ts-expect-error the path comes first
void createBrowser(listener, { origin: 'https://app.example' }).fetch({ path: '/' });
// @ts-expect-error no such key
configure({ credential: 'include' });
// @ts-expect-error no such code
preflight(listener).expectRejected('Forbidden');
// @ts-expect-error names stand on their own, not in a list
preflight(listener).requestHeaders(['content-type']);
// @ts-expect-error no callback: a builder is awaited
preflight(listener).expect('Vary', () => undefined);
// @ts-expect-error an outcome is diagnosed, not an app
void diagnose(listener);
// @ts-expect-error the root knows no test runner
export type NoRunner = jest.Matchers<void>;

/** What Bun's types say of `this` in a matcher. */
interface BunContext {
  readonly isNot: boolean;
  readonly promise: string;
  readonly utils: Readonly<{
    matcherHint(
      name: string,
      received?: unknown,
      expected?: unknown,
      options?: { isNot?: boolean; promise?: string; secondArgument?: string },
    ): string;
    printExpected(value: unknown): string;
  }>;
}
const inBun: (this: BunContext, received: unknown, origin: string) => Promise<unknown> =
  corsMatchers.toAllowOrigin;
void inBun;
