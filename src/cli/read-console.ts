import type { CorsErrorCode } from '../standard/decision.js';
import { parseUrl } from '../text/parse-url.js';
import type { ReadConsole } from './console-message.js';

const reasons: readonly (readonly [pattern: RegExp, code: CorsErrorCode])[] = [
  [/No 'Access-Control-Allow-Origin' header/, 'MissingAllowOriginHeader'],
  [/must not be the wildcard/, 'WildcardOriginNotAllowed'],
  [/contains multiple values '(.*?)'/, 'MultipleAllowOriginValues'],
  [/contains the invalid value '(.*?)'/, 'InvalidAllowOriginValue'],
  [/has a value '(.*?)' that is not equal/, 'AllowOriginMismatch'],
  [/'Access-Control-Allow-Credentials' header in the response is '(.*?)'/, 'InvalidAllowCredentials'],
  [/does not have HTTP ok status/, 'PreflightInvalidStatus'],
  [/Redirect is not allowed for a preflight/, 'PreflightDisallowedRedirect'],
  [/Method (\S+) is not allowed/, 'MethodDisallowedByPreflightResponse'],
  [/Request header field (\S+) is not allowed/, 'HeaderDisallowedByPreflightResponse'],
];

const opening =
  /Access to (fetch|XMLHttpRequest) at '([^']+)' from origin '([^']+)' has been blocked by CORS policy: ([^\n]+)/g;

/** What Chromium prints of `fetch()` and XMLHttpRequest. */
export const readConsole: ReadConsole = (text) =>
  [...text.matchAll(opening)].flatMap(([whole, kind = '', url = '', origin = '', said = '']) => {
    const [pattern, base] = reasons.find(([reason]) => reason.test(said)) ?? [];
    const address = parseUrl(url);
    if (pattern === undefined || base === undefined || address === undefined) return [];
    const isOnPreflight = /^Response to preflight request/.test(said) && !base.startsWith('Preflight');
    const code = (isOnPreflight ? `Preflight${base}` : base) as CorsErrorCode;
    const value = pattern.exec(said)?.[1] ?? null;
    const method = base.startsWith('Method') ? value : null;
    const header = base.startsWith('Header') ? value : null;
    const hasCredentials = /Credentials$|Wildcard/.test(base);
    return [
      {
        text: whole,
        browser: 'chromium' as const,
        code,
        origin,
        url,
        method,
        header,
        value,
        phase: /Preflight/.test(code) ? 'preflight' : 'request',
        request: {
          origin,
          path: address.pathname + address.search,
          initiator: kind === 'fetch' ? ('fetch' as const) : ('xhr' as const),
          ...(method === null ? {} : { method }),
          ...(header === null ? {} : { headers: { [header]: 'x' } }),
          ...(hasCredentials ? { credentials: 'include' as const } : {}),
        },
        unknown: [
          ...(method === null ? ['method'] : []),
          ...(header === null ? ['headers'] : []),
          ...(hasCredentials ? [] : ['credentials']),
        ],
      },
    ];
  });
