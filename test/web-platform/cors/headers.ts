import type { HeaderList } from '../../../src/standard/header-list.js';
import {
  allowHeaders,
  allowOrigin,
  answer,
  exposeHeaders,
  OTHER,
  type Outcome,
  REMOTE,
  type Row,
  withStatus,
} from '../row.js';

const exposed = (title: string, values: string[], visible: boolean): Row => ({
  title: `${visible ? 'exposed' : 'not exposed'}: ${title}`,
  wpt: 'cors/access-control-expose-headers-parsing.window.js',
  request: { url: `${REMOTE}/` },
  answers: [
    withStatus(
      221,
      allowOrigin('*'),
      [
        ['BB-8', 'hey'],
        ['Content-Language', 'mkay'],
      ],
      exposeHeaders(...values),
    ),
  ],
  expected: {
    outcome: 'cors 221',
    sent: ['GET'],
    visible: { 'bb-8': visible ? 'hey' : null, 'content-language': 'mkay' },
  },
});

const parsing = [
  exposed('the name', ['bb-8'], true),
  exposed('in upper case', ['BB-8'], true),
  exposed('followed by a comma', ['bb-8,'], true),
  exposed('after a comma', [',bb-8'], true),
  exposed('between commas and spaces', [' , ,\tbb-8\t, ,'], true),
  exposed('before another name', ['bb-8, no'], true),
  exposed('on the first of two lines', ['bb-8', 'no'], true),
  exposed('on the second of two lines', ['no', 'bb-8'], true),
  exposed('after an empty line', ['', 'bb-8'], true),
  exposed('beside a name in apostrophes, which is a token', ["'bb-8',bb-8"], true),
  exposed('another name', ['no'], false),
  exposed('in apostrophes', ["'bb-8'"], false),
  exposed('in quotes', ['"bb-8"'], false),
  exposed('beside the same in quotes', ['"bb-8",bb-8'], false),
  exposed('before junk', ['bb-8,,@#$#%%&^&^*()()11!'], false),
  exposed('after junk', ['@#$#%%&^&^*()()11!,bb-8'], false),
  exposed('before two words', ['bb-8, no no'], false),
  exposed('before two words on another line', ['bb-8', 'no no'], false),
  exposed('before a form feed', ['bb-8\x0c'], false),
  exposed('before a vertical tab', ['bb-8\x0b'], false),
  exposed('beside the same before a vertical tab', ['bb-8\x0b,bb-8'], false),
  exposed('separated by a semicolon', ['bb-8; no'], false),
  exposed('nothing', [''], false),
];

const served: HeaderList = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Expose-Headers', 'X-Custom, X-Empty, X-Comma, X-Bytes'],
  ['Access-Control-Expose-Headers', 'X-Second'],
  ['Access-Control-Expose-Headers', 'Date'],
  ['X-Custom', 'test'],
  ['X-Custom', 'test'],
  ['Set-Cookie', 'test1=t1;max-age=2'],
  ['Set-Cookie2', 'test2=t2;Max-Age=2'],
  ['X-Empty', ''],
  ['X-Comma', '1'],
  ['X-Comma', '2'],
  ['X-Bytes', '\u00e2\u0080\u00a6'],
  ['X-Hidden', 'unicorn'],
  ['X-Second', 'flyingpig'],
  ['Cache-Control', 'no-cache'],
  ['Content-Language', 'nn'],
  ['Content-Type', 'text/plain'],
  ['Expires', 'Thu, 01 Dec 1994 16:00:00 GMT'],
  ['Last-Modified', 'Thu, 01 Dec 1994 10:00:00 GMT'],
  ['Pragma', 'no-cache'],
  ['Date', 'Tue, 22 Oct 2013 10:00:00 GMT'],
  ['Server', 'any'],
  ['X-Powered-By', 'any'],
];
const read: readonly (readonly [title: string, name: string, value: string | null])[] = [
  ['two lines of one name are combined', 'x-custom', 'test, test'],
  ['an empty value is there', 'x-empty', ''],
  ['two values are combined', 'x-comma', '1, 2'],
  ['bytes stay bytes', 'x-bytes', '\u00e2\u0080\u00a6'],
  ['exposed on the second line', 'x-second', 'flyingpig'],
  ['exposed on the third line', 'date', 'Tue, 22 Oct 2013 10:00:00 GMT'],
  ['readable by default: Cache-Control', 'cache-control', 'no-cache'],
  ['readable by default: Content-Language', 'content-language', 'nn'],
  ['readable by default: Content-Type', 'content-type', 'text/plain'],
  ['readable by default: Expires', 'expires', 'Thu, 01 Dec 1994 16:00:00 GMT'],
  ['readable by default: Last-Modified', 'last-modified', 'Thu, 01 Dec 1994 10:00:00 GMT'],
  ['readable by default: Pragma', 'pragma', 'no-cache'],
  ['not by default: Server', 'server', null],
  ['not by default: X-Powered-By', 'x-powered-by', null],
  ['never: Set-Cookie', 'set-cookie', null],
  ['never: Set-Cookie2', 'set-cookie2', null],
  ['not exposed', 'x-hidden', null],
  ['not there', 'x-none', null],
  ['the CORS headers themselves are not exposed', 'access-control-allow-origin', null],
];
const response = read.map(([title, name, value]): Row => ({
  title,
  wpt: 'cors/response-headers.htm',
  request: { url: `${REMOTE}/` },
  answers: [answer(served)],
  expected: { outcome: 'cors 200', sent: ['GET'], visible: { [name]: value } },
}));

const asked = (
  title: string,
  headers: HeaderList,
  names: string,
  allowed: string,
  outcome: Outcome,
  wpt = 'cors/request-headers.htm',
): Row => {
  const preflight = ['OPTIONS', { 'access-control-request-headers': names }] as const;
  const given = answer(allowOrigin('*'), allowHeaders(allowed));
  const passes = outcome === 'cors 200';
  return {
    title,
    wpt,
    request: { url: `${OTHER}/`, headers },
    answers: passes ? [given, given] : [given],
    expected: { outcome, sent: passes ? [preflight, 'GET'] : [preflight] },
  };
};
const refused: Outcome = 'preflight: HeaderDisallowedByPreflightResponse';
const hints = 'cors/client-hint-request-headers.htm';
const xPrint = ['x-print', 'unicorn'] as const;

const request = [
  asked('a header that is listed', [xPrint], 'x-print', 'x-print', 'cors 200'),
  asked(
    'safelisted headers beside it need not be listed',
    [
      xPrint,
      ['content-type', 'text/plain'],
      ['accept', 'test'],
      ['accept-language', 'nn'],
      ['content-language', 'nn'],
    ],
    'x-print',
    'x-print,',
    'cors 200',
  ),
  asked('one that is not listed', [xPrint, ['y-print', 'unicorn']], 'x-print,y-print', 'x-print', refused),
  asked(
    'empty elements and any case',
    [xPrint, ['y-print', 'narwhal']],
    'x-print,y-print',
    ',y-lol,x-PriNT, ,,,Y-PRINT',
    'cors 200',
  ),
  asked('an unlisted header', [xPrint, ['y-print', '1']], 'x-print,y-print', 'x-print', refused, hints),
  ...['device-memory', 'dpr', 'width', 'viewport-width'].map((name) =>
    asked(`an empty ${name} is not safelisted`, [[name, '']], name, 'x-print', refused, hints),
  ),
  ...['save-data', 'device-memory', 'dpr', 'width', 'viewport-width'].map((name): Row => ({
    ...asked(
      `${name} set by script is not safelisted`,
      [[name, '1']],
      name,
      'x-print',
      refused,
      'cors/client-hint-request-headers-2.tentative.htm',
    ),
    disagreement: 'The test takes client hints for safelisted. The Standard once did, and does no longer.',
  })),
];

export const corsHeaderRows: readonly Row[] = [...parsing, ...response, ...request];
