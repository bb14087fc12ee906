import type { HeaderList } from '../../../src/standard/header-list.js';
import { allowOrigin, answer, REMOTE, type Row } from '../row.js';

const wpt = 'cors/cors-safelisted-request-header.any.js';

/** A POST whose preflight, if there is one, is answered without any CORS header. */
const posted = (name: string, value: string, preflight: boolean): Row => ({
  title: `${preflight ? 'preflight' : 'no preflight'}: ${name}: ${JSON.stringify(value)}`,
  wpt,
  request: { url: `${REMOTE}/`, method: 'POST', headers: [[name, value]], body: true },
  answers: [preflight ? answer() : answer(allowOrigin('*'))],
  expected: preflight
    ? {
        outcome: 'preflight: PreflightMissingAllowOriginHeader',
        sent: [
          ['OPTIONS', { 'access-control-request-headers': name, 'access-control-request-method': 'POST' }],
        ],
      }
    : { outcome: 'cors 200', sent: [['POST', { [name]: value }]] },
});

const long = '0'.repeat(60);

const contentTypes: readonly (readonly [value: string, preflight: boolean])[] = [
  ['text /plain', true],
  ['text\t/\tplain', true],
  ['text/plain;', false],
  ['text/plain;garbage', false],
  ['text/plain;garbage\x01\x02', true],
  ['text/plain,', true],
  [',text/plain', true],
  ['text/plain,text/plain', true],
  ['text/plain,x/x', true],
  ['text/plain\x0b', true],
  ['text/plain\x0c', true],
  ['application/www-form-urlencoded', true],
  ['application/x-www-form-urlencoded;\x7f', true],
  ['multipart/form-data', false],
  ['multipart/form-data;"', true],
];

const ranges: readonly (readonly [value: string, preflight: boolean])[] = [
  ['100-200', true],
  ['MB=100-200', true],
  ['bytes=100-200', false],
  ['bytes =100-200', true],
  ['bytes\t=100-200', true],
  ['bytes=  100-200', true],
  ['bytes=\t\t100-200', true],
  ['bytes= \t100-200', true],
  ['bytes=100 -200', true],
  ['bytes=100\t-200', true],
  ['bytes=100- 200', true],
  ['bytes=100-\t200', true],
  ['bytes=100-200hello', true],
  ['bytes=abc-def', true],
  ['bytes=100-200,300-400', true],
  ['bytes=-200', true],
  ['bytes=200-', false],
  ['bytes=200-100', true],
  [`bytes=1${long}-2${long}`, true],
  ['bytes 100-200', true],
  ['bytes = 100-200', true],
  [',bytes=100-200', true],
  ['bytes=,100-200', true],
];

const lastEventIds = ['abc123', '"', 'e5p3n<3k0k0s', '012345678'.repeat(15)].map((value): Row => ({
  ...posted('last-event-id', value, true),
  ...(value === 'abc123'
    ? {
        disagreement:
          'The test wants no preflight for abc123, but Last-Event-ID is no CORS-safelisted request-header of the Standard.',
      }
    : {}),
}));

const simple = 'cors/simple-requests.htm';
const withHeaders = (method: string, headers: HeaderList): Row => ({
  title: `no preflight: ${method} with ${headers.map((header) => header.join(': ')).join('; ')}`,
  wpt: simple,
  request: { url: `${REMOTE}/`, method, headers, ...(method.toLowerCase() === 'post' ? { body: true } : {}) },
  answers: [answer(allowOrigin('*'), [['Content-Type', 'text/plain']])],
  expected: { outcome: 'cors 200', sent: [method.toUpperCase()], visible: { 'content-type': 'text/plain' } },
});
const everyMethod: readonly HeaderList[] = [
  [['Accept', 'test']],
  [['accept-language', 'test']],
  [['CONTENT-language', 'test']],
  [['Content-Type', 'application/x-www-form-urlencoded']],
  [['content-type', 'multipart/form-data']],
  [['content-type', 'text/plain']],
  [
    ['accept', 'test'],
    ['accept-language', 'test'],
    ['content-language', 'test'],
    ['content-type', 'text/plain; parameter=whatever'],
  ],
];

export const safelistRows: readonly Row[] = [
  ...contentTypes.map(([value, preflight]) => posted('content-type', value, preflight)),
  ...ranges.map(([value, preflight]) => posted('range', value, preflight)),
  ...lastEventIds,
  ...everyMethod.flatMap((headers) => ['GET', 'HEAD', 'POST'].map((method) => withHeaders(method, headers))),
  withHeaders('Get', [['content-type', 'text/plain; parameter=extra_bonus']]),
  withHeaders('post', [['content-type', 'text/plain']]),
  {
    title: 'a POST with headers that are safelisted but for an underscore in a language',
    wpt: simple,
    request: {
      url: `${REMOTE}/`,
      method: 'POST',
      headers: [
        ['Accept', 'jewelry'],
        ['accept-language', 'nn_NO,nn,en'],
        ['content-type', 'text/plain; parameter=extra'],
        ['content-Language', 'nn_NO'],
      ],
    },
    answers: [answer()],
    expected: {
      outcome: 'preflight: PreflightMissingAllowOriginHeader',
      sent: [['OPTIONS', { 'access-control-request-headers': 'accept-language,content-language' }]],
    },
    disagreement:
      'An old version of the test wants no preflight. The Standard has since limited languages to bytes without `_`.',
  },
];
