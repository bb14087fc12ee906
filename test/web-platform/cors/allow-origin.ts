import type { CorsCheckCode } from '../../../src/standard/decision.js';
import {
  allowCredentials,
  allowOrigin,
  answer,
  OTHER,
  PAGE,
  PAGE_HTTPS,
  PAGE_OTHER_PORT,
  REMOTE,
  REMOTE_HTTPS,
  REMOTE_OTHER_PORT,
  type Row,
} from '../row.js';

/** A value as the page's own origin reads it; `@` stands for that origin. */
const allowing = ['*', ' *  ', '\t*', '@', ' @', ' @   \t ', '\t@'];

const mismatch = 'AllowOriginMismatch';
const invalid = 'InvalidAllowOriginValue';
const multiple = 'MultipleAllowOriginValues';

const refusing: readonly (readonly [value: string, code: CorsCheckCode])[] = [
  ['http://www2.@host', mismatch],
  ['//@host', invalid],
  ['://@host', invalid],
  ['ftp://@host', mismatch],
  ['http:://@host', invalid],
  ['http:/@host', mismatch],
  ['http:@host', mismatch],
  ['@host', invalid],
  ['@?', mismatch],
  ['@/', mismatch],
  ['@ /', multiple],
  ['@#', mismatch],
  ['@%23', invalid],
  ['@:80', mismatch],
  ['@, *', multiple],
  ['@\0', mismatch],
  ['HTTP://PAGE.EXAMPLE', mismatch],
  ['HTTP://@host', mismatch],
  ['http://PAGE.example', mismatch],
  ['-', invalid],
  ['**', invalid],
  ['\0*', invalid],
  ['*\0', invalid],
  ["'*'", invalid],
  ['"*"', invalid],
  ['* *', multiple],
  ['* null', multiple],
  ['*http://*', invalid],
  ['*@', invalid],
  ['* @', multiple],
  ['*, @', multiple],
  ['\0@', mismatch],
  ['null @', multiple],
  ['http://example.net', mismatch],
  ['null', mismatch],
  ['null *', multiple],
  ['', invalid],
  ['@/cors/origin.htm', mismatch],
  ['@/cors/', mismatch],
  [REMOTE, mismatch],
  ['example', invalid],
  ['.example', invalid],
  ['*.example', invalid],
  ['http://example', mismatch],
  ['http://.example', mismatch],
  ['http://*.example', mismatch],
];

const spelled = (value: string, origin: string): string =>
  value.replaceAll('@host', new URL(origin).host).replaceAll('@', origin);

const from = (wpt: string, origin: string, url: string): Row[] => [
  ...allowing.map((value): Row => ({
    title: `allowed from ${origin}: ${JSON.stringify(spelled(value, origin))}`,
    wpt,
    request: { origin, url },
    answers: [answer(allowOrigin(spelled(value, origin)))],
    expected: { outcome: 'cors 200', sent: [['GET', { origin }]] },
  })),
  ...refusing.map(([value, code]): Row => ({
    title: `refused from ${origin}: ${JSON.stringify(spelled(value, origin))}`,
    wpt,
    request: { origin, url },
    answers: [answer(allowOrigin(spelled(value, origin)))],
    expected: { outcome: `request: ${code}`, sent: [['GET', { origin }]] },
  })),
];

const twoLines = (
  [
    ['', '*'],
    ['*', ''],
    ['*', '*'],
    ['', PAGE],
    ['*', PAGE],
    [PAGE, PAGE],
  ] as const
).map((values): Row => ({
  title: `refused: two lines, ${JSON.stringify(values)}`,
  wpt: 'cors/origin.htm',
  request: { url: `${REMOTE}/` },
  answers: [answer(allowOrigin(...values))],
  expected: { outcome: 'request: MultipleAllowOriginValues', sent: ['GET'] },
}));

const credentialsFlag = ['TRUE', 'True', '"true"', 'false', '1', '0'].map((value): Row => ({
  title: `Access-Control-Allow-Credentials: ${value} is not true`,
  wpt: 'cors/credentials-flag.htm',
  request: { url: `${REMOTE}/`, credentials: 'include' },
  answers: [answer(allowOrigin(PAGE), [['Access-Control-Allow-Credentials', value]])],
  expected: { outcome: 'request: InvalidAllowCredentials', sent: ['GET'] },
}));

const cookies = (
  [
    ['not sent by default', 'same-origin', false],
    ['sent with credentials', 'include', true],
  ] as const
).map(([title, credentials, sent]): Row => ({
  title: `cookies are ${title}`,
  wpt: 'cors/credentials-flag.htm',
  request: { url: `${REMOTE}/`, credentials },
  answers: [answer(allowOrigin(PAGE), allowCredentials)],
  expected: { outcome: 'cors 200', sent: ['GET'], credentials: [sent] },
}));

const places = [
  ['another host', REMOTE],
  ['the same host, another port', PAGE_OTHER_PORT],
  ['another host, another port', REMOTE_OTHER_PORT],
  ['another host, another scheme', REMOTE_HTTPS],
  ['the same host, another scheme', PAGE_HTTPS],
] as const;

const basic = [
  ...places.flatMap(([title, target]): Row[] => [
    {
      title: `${title} without Allow-Origin is refused`,
      wpt: 'cors/basic.htm',
      request: { url: `${target}/` },
      answers: [answer()],
      expected: { outcome: 'request: MissingAllowOriginHeader', sent: [['GET', { origin: PAGE }]] },
    },
    {
      title: `${title} that echoes the origin is allowed`,
      wpt: 'cors/basic.htm',
      request: { url: `${target}/` },
      answers: [answer(allowOrigin(PAGE))],
      expected: { outcome: 'cors 200', sent: [['GET', { origin: PAGE }]] },
    },
  ]),
  ...[answer(), answer(allowOrigin(PAGE))].map((given, index): Row => ({
    title: `the page's own origin needs no permission, ${index === 0 ? 'none given' : 'given or not'}`,
    wpt: 'cors/basic.htm',
    request: { url: `${PAGE}/` },
    answers: [given],
    expected: { outcome: 'basic 200', sent: [['GET', { origin: null }]] },
  })),
];

export const allowOriginRows: readonly Row[] = [
  ...from('cors/origin.htm', PAGE, `${OTHER}/`),
  // Over https, as is the page: what is not would be mixed content.
  ...from('cors/remote-origin.htm', PAGE_HTTPS, `${REMOTE_HTTPS}/`),
  ...twoLines,
  ...credentialsFlag,
  ...cookies,
  ...basic,
];
