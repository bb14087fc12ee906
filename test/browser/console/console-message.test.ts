import { describe, expect, test } from '@jest/globals';
import type { BrowserName } from '../../../src/browser/browser-name.js';
import { consoleMessage } from '../../../src/browser/console/console-message.js';
import { type CorsErrorCode, refuse } from '../../../src/standard/decision.js';
import type { HeaderList } from '../../../src/standard/header-list.js';
import type { Blocked, Phase } from '../../../src/standard/main-fetch.js';

const origin = 'https://app.example';
const url = 'http://127.0.0.1/users';

interface Given {
  readonly value?: string;
  readonly phase?: Phase;
  readonly status?: number;
  readonly headers?: HeaderList;
  readonly urlList?: readonly [string, ...string[]];
}

function blocked(code: CorsErrorCode | null, given: Given): Blocked {
  const { value = null, phase = 'request', status = 200, headers: headerList = [], urlList = [url] } = given;
  return {
    refusal:
      code === 'RedirectContainsCredentials'
        ? refuse('HTTP-redirect fetch', '9', code, value)
        : refuse('CORS check', '4', code, value),
    phase,
    request: {
      method: 'PUT',
      urlList,
      headerList: [],
      body: null,
      origin,
      mode: 'cors',
      credentialsMode: 'include',
      redirectMode: 'follow',
      useCorsPreflightFlag: false,
      redirectCount: 0,
    },
    response: phase === 'guard' ? null : { url: urlList.at(-1) ?? url, status, headerList },
  };
}

/**
 * The first message that each browser prints, without what is the same in front of all of Chromium's and Firefox's.
 * What else Firefox prints: firefox-console.test.ts.
 */
function printed(code: CorsErrorCode | null, given: Given): (string | null)[] {
  const prefixes = [
    `Access to fetch at '${url}' from origin '${origin}' has been blocked by CORS policy: `,
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: `,
  ];
  return (['chromium', 'firefox', 'webkit'] as BrowserName[]).map((browser, index) => {
    const [message = null] = consoleMessage(browser, blocked(code, given))?.split('\n') ?? [];
    const prefix = prefixes[index] ?? '';
    // Firefox puts the URL in quotes at times.
    const bare = message?.replace(`‘${url}’`, url) ?? null;
    return prefix !== '' && bare?.startsWith(prefix) === true ? `… ${bare.slice(prefix.length)}` : bare;
  });
}

const withValid = 'Have the server send the header with a valid value.';
const onPreflight = "Response to preflight request doesn't pass access control check: ";
const notAllowed = (status: number): string =>
  `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: ${String(status)}`;
const lines = (name: string, ...values: string[]): HeaderList => values.map((value) => [name, value]);
const allowOrigin = 'Access-Control-Allow-Origin';

type Row = [
  title: string,
  code: CorsErrorCode,
  given: Given,
  chromium: string,
  firefox: string,
  webkit: string,
];

const faultsOfOrigin: Row[] = [
  [
    'no Allow-Origin',
    'MissingAllowOriginHeader',
    { status: 404 },
    `No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    'CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 404.',
    notAllowed(404),
  ],
  [
    'another origin',
    'AllowOriginMismatch',
    { value: 'https://b.example', headers: lines(allowOrigin, 'https://b.example') },
    `The 'Access-Control-Allow-Origin' header has a value 'https://b.example' that is not equal to the supplied origin. ${withValid}`,
    'CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://b.example’).',
    notAllowed(200),
  ],
  [
    'no origin at all',
    'InvalidAllowOriginValue',
    { value: 'b.example', headers: lines(allowOrigin, 'b.example') },
    `The 'Access-Control-Allow-Origin' header contains the invalid value 'b.example'. ${withValid}`,
    'CORS header ‘Access-Control-Allow-Origin’ does not match ‘b.example’).',
    notAllowed(200),
  ],
  [
    'several origins in one line',
    'MultipleAllowOriginValues',
    {
      value: 'https://a.example, https://b.example',
      headers: lines(allowOrigin, 'https://a.example, https://b.example'),
    },
    `The 'Access-Control-Allow-Origin' header contains multiple values 'https://a.example, https://b.example', but only one is allowed. ${withValid}`,
    'CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://a.example, https://b.example’).',
    'Access-Control-Allow-Origin cannot contain more than one origin.',
  ],
  [
    'several lines',
    'MultipleAllowOriginValues',
    { value: '*, *', headers: lines(allowOrigin, '*', '*') },
    `The 'Access-Control-Allow-Origin' header contains multiple values '*, *', but only one is allowed. ${withValid}`,
    'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).',
    'Access-Control-Allow-Origin cannot contain more than one origin.',
  ],
  [
    'the wildcard with credentials',
    'WildcardOriginNotAllowed',
    { value: '*', headers: lines(allowOrigin, '*') },
    `The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.`,
    'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).',
    'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
  ],
  [
    'no Allow-Credentials',
    'InvalidAllowCredentials',
    { value: '' },
    `The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.`,
    'expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).',
    'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
  ],
];

describe('on the answer to the request', () => {
  test.each(faultsOfOrigin)('%s: %s', (_, code, given, chromium, firefox, webkit) => {
    expect(printed(code, given)).toEqual([`… ${chromium}`, `… ${firefox}`, webkit]);
  });
});

describe('on the answer to the preflight', () => {
  test.each(faultsOfOrigin)('%s: Preflight%s', (_, code, given, chromium, firefox, webkit) => {
    const preflightCode = `Preflight${code}` as CorsErrorCode;
    expect(printed(preflightCode, { ...given, phase: 'preflight' })).toEqual([
      `… ${onPreflight}${chromium}`,
      `… ${firefox}`,
      webkit,
    ]);
  });

  const allowMethods = 'Access-Control-Allow-Methods';
  const allowHeaders = 'Access-Control-Allow-Headers';
  const rows: Row[] = [
    [
      'a status that is not ok',
      'PreflightInvalidStatus',
      { value: '401', status: 401 },
      `${onPreflight}It does not have HTTP ok status.`,
      'CORS preflight response did not succeed). Status code: 401.',
      'Preflight response is not successful. Status code: 401',
    ],
    [
      'a redirect',
      'PreflightDisallowedRedirect',
      { status: 301 },
      `${onPreflight}Redirect is not allowed for a preflight request.`,
      'CORS preflight response did not succeed). Status code: 301.',
      'Preflight response is not successful. Status code: 301',
    ],
    [
      'methods that are none',
      'InvalidAllowMethodsPreflightResponse',
      { value: 'GET, , P@T; x', headers: lines(allowMethods, 'GET, , P@T; x') },
      'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
      'invalid token ‘P@T; x’ in CORS header ‘Access-Control-Allow-Methods’).',
      'Header Access-Control-Allow-Methods has an invalid value: GET, , P@T; x',
    ],
    [
      'headers that are none',
      'InvalidAllowHeadersPreflightResponse',
      { value: 'x-a, x b', headers: lines(allowHeaders, 'x-a', 'x b') },
      'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
      'invalid token ‘x b’ in CORS header ‘Access-Control-Allow-Headers’).',
      'Header Access-Control-Allow-Headers has an invalid value: x-a, x b',
    ],
    [
      'a method that is not listed',
      'MethodDisallowedByPreflightResponse',
      { value: 'PUT' },
      'Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.',
      'Did not find method in CORS header ‘Access-Control-Allow-Methods’).',
      'Method PUT is not allowed by Access-Control-Allow-Methods.',
    ],
    [
      'a header that is not listed',
      'HeaderDisallowedByPreflightResponse',
      { value: 'x-a' },
      'Request header field x-a is not allowed by Access-Control-Allow-Headers in preflight response.',
      'header ‘x-a’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).',
      'Request header field x-a is not allowed by Access-Control-Allow-Headers.',
    ],
  ];

  test.each(rows)('%s: %s', (_, code, given, chromium, firefox, webkit) => {
    expect(printed(code, { ...given, phase: 'preflight' })).toEqual([
      `… ${chromium}`,
      `… ${firefox}`,
      webkit,
    ]);
  });
});

describe('elsewhere', () => {
  test('fetch() itself refuses: Chromium alone has words for it', () => {
    expect(printed('DisallowedByMode', { phase: 'guard' })).toEqual([
      `Fetch API cannot load ${url}. Request mode is "same-origin" but the URL's origin is not same as the request origin ${origin}.`,
      null,
      null,
    ]);
    expect(printed('NoCorsRedirectModeNotFollow', { phase: 'guard' })).toEqual([
      `Fetch API cannot load ${url}. Request mode is "no-cors" but the redirect mode is not "follow".`,
      null,
      null,
    ]);
  });

  test('a redirect with user info', () => {
    const value = 'https://ada:x@cdn.example/';
    expect(
      printed('RedirectContainsCredentials', {
        phase: 'redirect',
        status: 302,
        headers: [['Location', value]],
      }),
    ).toEqual([
      "… Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
      '… CORS request did not succeed). Status code: (null).',
      `Cross-origin redirection to https://cdn.example/ denied by Cross-Origin Resource Sharing policy: redirection URL ${value} has credentials`,
    ]);
  });

  test('Chromium names the URL that was asked for, behind the one it was redirected to', () => {
    const urlList = [url, 'https://cdn.example/a', 'https://cdn.example/b'] as const;
    expect(consoleMessage('chromium', blocked('MissingAllowOriginHeader', { urlList }))).toBe(
      `Access to fetch at 'https://cdn.example/b' (redirected from '${url}') from origin '${origin}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    );
    expect(
      consoleMessage('firefox', blocked('MissingAllowOriginHeader', { urlList, status: 200 })),
    ).toContain('the remote resource at https://cdn.example/b. ');
  });

  test('nobody prints a refusal without a name, and the Fetch Standard nothing at all', () => {
    expect(printed(null, { phase: 'redirect' })).toEqual([null, null, null]);
    expect(consoleMessage('fetch-standard', blocked('MissingAllowOriginHeader', {}))).toBeNull();
  });
});
