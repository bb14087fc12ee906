import { listedHeaders, listedMethods } from '../claims/listed.js';
import { type HeaderList, sortedLowercaseSet } from '../standard/header-list.js';
import { isCorsSafelistedMethod } from '../standard/method.js';
import type { Answer, Answers, Observed, Passes } from './observe-answers.js';

/** A route and what it is asked about by name. */
export interface ObservedRoute {
  /** Parameters replaced. */
  readonly path: string;
  readonly methods: readonly string[];
  /** In lower case. */
  readonly requestHeaders: readonly string[];
}

/** What came back to a page at one origin. */
export interface OriginAnswers {
  readonly origin: string;
  /** To the preflights of each method. */
  readonly preflights: ReadonlyMap<string, Answer>;
  /** To GET and, where it was asked for, HEAD. */
  readonly reads: ReadonlyMap<string, Answer>;
  /** The method whose preflight was asked with headers; undefined where no preflight passes. */
  readonly preflighted: string | undefined;
  readonly headers: ReadonlyMap<string, Passes>;
  /** The response to all headers together, where it holds for each of them. */
  readonly toHeaders: Answer | undefined;
  /** Methods that pass with other headers, sorted. */
  readonly apart: readonly string[];
}

export const usualMethods: readonly string[] = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

/** What pages often set. */
export const usualHeaders: readonly string[] = [
  'authorization',
  'cache-control',
  'content-type',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'pragma',
  'traceparent',
  'x-api-key',
  'x-csrf-token',
  'x-request-id',
  'x-requested-with',
  'x-xsrf-token',
];

/** Where they pass, no list is looked at. */
export const madeUp = { method: 'UNDECLARED', header: 'x-undeclared' } as const;

/** Asks everything as a page at one origin. */
export async function askAs(origin: string, route: ObservedRoute, answers: Answers): Promise<OriginAnswers> {
  const ask = (kind: Observed['kind'], method: string): Promise<Answer> =>
    answers.to({ kind, method, origin, path: route.path });
  const readMethods = route.methods.includes('HEAD') ? ['GET', 'HEAD'] : ['GET'];
  const methods = [...usualMethods, ...route.methods, madeUp.method];
  const [reads, asked] = await Promise.all([
    each(readMethods, (method) => ask('request', method)),
    each(methods, (method) => ask('preflight', method)),
  ]);
  const listed = listedIn(asked, listedMethods).filter((method) => !asked.has(method));
  const preflights = new Map([...asked, ...(await each(listed, (method) => ask('preflight', method)))]);
  const preflighted = methodToAskWith(preflights);
  const names = sortedLowercaseSet([
    ...usualHeaders,
    ...route.requestHeaders,
    ...listedIn(preflights, listedHeaders),
    madeUp.header,
  ]);
  const withHeaders =
    preflighted === undefined
      ? { headers: new Map<string, Passes>(), toHeaders: undefined }
      : await askHeaders(
          names,
          { kind: 'preflight', method: preflighted, origin, path: route.path },
          answers,
        );
  const apart = await methodsApart(preflights, withHeaders, (method) =>
    answers.to({ kind: 'preflight', method, origin, path: route.path, headers: names }),
  );
  return { origin, preflights, reads, preflighted, ...withHeaders, apart };
}

/** Where all headers can be asked for together: each method that passes is asked with the same ones. */
async function methodsApart(
  preflights: ReadonlyMap<string, Answer>,
  { headers, toHeaders }: Pick<OriginAnswers, 'headers' | 'toHeaders'>,
  askWith: (method: string) => Promise<Answer>,
): Promise<string[]> {
  if (toHeaders === undefined) return [];
  const passing = [...preflights].filter(([name, { plain }]) => plain.anonymous && name !== madeUp.method);
  const answers = await each(
    passing.map(([name]) => name),
    askWith,
  );
  const isAlike = ({ withHeader }: Answer): boolean =>
    [...headers].every(([name, { anonymous }]) => withHeader.get(name)?.anonymous === anonymous);
  return [...answers].flatMap(([name, answer]) => (isAlike(answer) ? [] : [name])).sort();
}

/** All together; one by one where that is blocked for one of them as if for all. */
async function askHeaders(
  names: readonly string[],
  preflight: Observed,
  answers: Answers,
): Promise<Pick<OriginAnswers, 'headers' | 'toHeaders'>> {
  const all = await answers.to({ ...preflight, headers: names });
  if (all.plain.anonymous) return { headers: all.withHeader, toHeaders: all };
  const one = async (name: string): Promise<Passes> => {
    const { withHeader } = await answers.to({ ...preflight, headers: [name] });
    return withHeader.get(name) ?? { anonymous: false, credentialed: false };
  };
  return { headers: await each(names, one), toHeaders: undefined };
}

/** One that passes with credentials and needs a preflight in any case, as far as there is one. */
function methodToAskWith(preflights: ReadonlyMap<string, Answer>): string | undefined {
  const anonymous = [...preflights].filter(([, { plain }]) => plain.anonymous);
  const credentialed = anonymous.filter(([, { plain }]) => plain.credentialed);
  const passing = (credentialed.length > 0 ? credentialed : anonymous).map(([method]) => method);
  const isUnsafe = (method: string): boolean => !isCorsSafelistedMethod(method) && method !== madeUp.method;
  return passing.find(isUnsafe) ?? passing[0];
}

/** What an app lists is asked about as well. */
function listedIn(
  preflights: ReadonlyMap<string, Answer>,
  listed: (headerList: HeaderList) => string[],
): string[] {
  return [...new Set([...preflights.values()].flatMap(({ headerList }) => listed(headerList)))];
}

async function each<Value>(
  keys: readonly string[],
  find: (key: string) => Promise<Value>,
): Promise<Map<string, Value>> {
  return new Map(await Promise.all(keys.map(async (key) => [key, await find(key)] as const)));
}
