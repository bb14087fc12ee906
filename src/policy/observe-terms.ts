import { extractDeltaSeconds, extractTokens, failure } from '../standard/extract-header-list-values.js';
import { get, sortedLowercaseSet } from '../standard/header-list.js';
import type { Answer, Observed } from './observe-answers.js';
import { madeUp, type OriginAnswers } from './observe-origin.js';
import type { PolicyRule } from './policy.js';

/** On what terms a page at one origin is allowed. */
export interface OriginTerms {
  readonly origin: string;
  readonly isAllowed: boolean;
  /** What shows that it is, or what was asked first. */
  readonly control: Omit<Observed, 'path'>;
  /** Access-Control-Allow-Origin of the preflight and the actual request the terms are of. */
  readonly allowOrigins: readonly [preflight: string | null, answer: string | null];
  readonly terms: Omit<PolicyRule, 'origins' | 'strangers' | 'allowOrigin'>;
  /** Whether every response is a server error. */
  readonly isFailing: boolean;
}

export function termsOf(answers: OriginAnswers): OriginTerms {
  const { origin, preflights, reads, preflighted, headers, toHeaders, apart } = answers;
  const [method = '', preflight] = [...preflights].find(([name]) => name === preflighted) ?? [];
  const [readMethod = 'GET', read] = [...reads].find(([, { plain }]) => plain.anonymous) ?? [];
  const credentials = credentialsOf(answers, read);
  const mode = credentials === true ? 'credentialed' : 'anonymous';
  const passing = [...preflights, ...reads].filter(([name, answer]) => {
    // For a method that is sent itself, its preflight does not count.
    return answer.plain[mode] && (reads.has(name) ? reads.get(name) === answer : true);
  });
  const methods = passing.map(([name]) => name);
  const isAny = methods.includes(madeUp.method);
  const blockedReads = isAny ? [...reads.keys()].filter((name) => !methods.includes(name)) : [];
  const names = [...headers].filter(([, passes]) => passes[mode]).map(([name]) => name);
  const shown = preflight ?? [...preflights.values()][0];
  const answer = read ?? [...reads.values()][0];
  return {
    origin,
    isAllowed: preflight !== undefined || read !== undefined,
    control:
      read === undefined && preflight !== undefined
        ? { kind: 'preflight', origin, method }
        : { kind: 'request', origin, method: readMethod },
    allowOrigins: [allowOriginOf(shown), allowOriginOf(answer)],
    isFailing: [...preflights, ...reads].every(([, { status }]) => status >= 500),
    terms: {
      credentials,
      methods: isAny ? 'any' : [...new Set(methods)].sort(),
      ...(blockedReads.length > 0 ? { blockedReads } : {}),
      requestHeaders: names.includes(madeUp.header) ? 'any' : names,
      ...(apart.length > 0 ? { otherHeaders: apart } : {}),
      exposedHeaders: read === undefined ? null : tokensIn('access-control-expose-headers', read),
      maxAge: maxAgeOf([...preflights.values()].filter(({ plain }) => plain[mode])),
      vary: { preflight: varyOf(toHeaders ?? shown), answer: varyOf(answer) },
      status: {
        preflight: shown?.status ?? 0,
        ...(Object.fromEntries([...reads].map(([name, { status }]) => [name, status])) as { GET: number }),
      },
    },
  };
}

/** Both with the preflight and with the actual request, as far as they allow any origin. */
function credentialsOf(
  { preflights, reads }: OriginAnswers,
  read: Answer | undefined,
): PolicyRule['credentials'] {
  const passing = [...preflights.values()].filter(({ plain }) => plain.anonymous);
  if (passing.length === 0 && read === undefined) return false;
  const withPreflight = passing.length === 0 || passing.some(({ plain }) => plain.credentialed);
  const withRead = read?.plain.credentialed !== false;
  if (withPreflight && withRead) return true;
  if (withPreflight && passing.length > 0) return 'preflights only';
  if (withRead && read !== undefined) return 'actual requests only';
  const isAnnounced = [...passing, ...reads.values()].some(
    ({ headerList }) => get('access-control-allow-credentials', headerList) === 'true',
  );
  return isAnnounced ? 'in vain' : false;
}

export function allowOriginOf(answer: Answer | undefined): string | null {
  return answer === undefined ? null : get('access-control-allow-origin', answer.headerList);
}

function tokensIn(header: string, { headerList }: Answer): string[] {
  const tokens = extractTokens(header, headerList);
  return Array.isArray(tokens) ? sortedLowercaseSet(tokens) : [];
}

function maxAgeOf(preflights: readonly Answer[]): PolicyRule['maxAge'] {
  const all = preflights.map(({ headerList }) => extractDeltaSeconds('access-control-max-age', headerList));
  const [seconds = null] = all;
  if (all.some((other) => other !== seconds)) return 'differs';
  return seconds === failure ? 'invalid' : seconds;
}

/** What else a response varies on has nothing to do with CORS: compression, for one. */
function varyOf(answer: Answer | undefined): string[] {
  if (answer === undefined) return [];
  const names = (get('vary', answer.headerList) ?? '').split(',').map((name) => name.trim());
  return sortedLowercaseSet(names).filter((name) =>
    ['*', 'origin', 'access-control-request-headers', 'access-control-request-method'].includes(name),
  );
}
