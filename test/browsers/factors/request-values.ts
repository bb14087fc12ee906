import { byteCharacters, combine, vary, type Factor } from './variation.js';

const fill = (length: number): string => 'a'.repeat(length);

export const contentTypes = [
  ...[
    'text/plain',
    'TEXT/PLAIN',
    'Text/Plain',
    ' text/plain ',
    'text/plain;',
    'text/plain ;',
    'text/plain; ',
  ],
  ...[
    'text/plain;charset=utf-8',
    'text/plain; charset=UTF-8',
    'text/plain;charset="utf-8"',
    'text/plain;charset=',
  ],
  ...[
    'text/plain;charset',
    'text/plain;;',
    'text/plain;a=b;c=d',
    'text/plain; a="b c"',
    'text/plain;a="b',
    'text/plain;a=b c',
  ],
  ...[
    "text/plain;a='b'",
    'text/plain;a=b/c',
    'text/plain;a=b?c',
    'text/plain;a={b}',
    'text/plain;a=(b)',
    'text/plain;a=<b>',
  ],
  ...[
    'text/plain;a=b@c',
    'text/plain;a=b:c',
    'text/plain;a=[b]',
    'text/plain;a="\\""',
    'text/plain;a=b,c',
    'text/plain,a',
  ],
  ...[
    'text/plain, text/plain',
    'text/plain, text/html',
    'text/html, text/plain',
    'text /plain',
    'text/ plain',
    'text',
  ],
  ...[
    'text/',
    '/plain',
    '/',
    'text/plain/x',
    'text/plainx',
    'xtext/plain',
    'text/*',
    '*/*',
    'null',
    '',
    ';',
    ';a=b',
  ],
  ...[
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'MULTIPART/Form-Data;Boundary="x y"',
    'multipart/mixed',
  ],
  ...['multipart/form-data;boundary=', 'multipart/form-data; boundary=----x'],
  ...['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded;charset=utf-8'],
  ...['application/X-WWW-Form-Urlencoded', 'application/x-www-form-urlencoded-x', 'application/x-www-form'],
  ...[
    'application/json',
    'application/json;charset=utf-8',
    'text/json',
    'application/vnd.api+json',
    'text/html',
  ],
  ...[
    'text/html;text/plain',
    'text/xml',
    'application/xml',
    'application/csp-report',
    'application/octet-stream',
  ],
  ...[
    'image/png',
    'text/css',
    'application/graphql',
    'text/event-stream',
    'application/x-ndjson',
    'text/plain;a=\u00e4',
  ],
  ...[126, 127, 128, 129].map((length) => `text/plain;a=${fill(length - 13)}`),
  ...[128, 129].map((length) => `application/x-www-form-urlencoded;${fill(length - 34)}`),
  ...[128, 129].map((length) => `text/plain${' '.repeat(length - 11)};`),
];

export const ranges = [
  ...[
    'bytes=0-',
    'bytes=0-0',
    'bytes=0-1',
    'bytes=1-0',
    'bytes=10-20',
    'bytes=-',
    'bytes=-1',
    'bytes=',
    'bytes',
    '',
  ],
  ...[
    'bytes=0',
    'bytes=0-1,2-3',
    'bytes=0-1, 2-3',
    'bytes=0-1,',
    'Bytes=0-1',
    'BYTES=0-1',
    'byte=0-1',
    'units=0-1',
  ],
  ...[
    'bytes =0-1',
    'bytes= 0-1',
    'bytes=0 -1',
    'bytes=0- 1',
    'bytes=0-1 ',
    ' bytes=0-1',
    'bytes=\t0-1',
    'bytes=0\t-\t1',
  ],
  ...[
    'bytes=00-01',
    'bytes=+1-2',
    'bytes=1-+2',
    'bytes=1--2',
    'bytes=0x0-1',
    'bytes=a-b',
    'bytes=0-a',
    'bytes=0.5-1',
  ],
  ...[
    'bytes=0-1;',
    'bytes=0-*',
    'bytes=*-1',
    'bytes 0-1',
    'bytes:0-1',
    '0-1',
    'bytes=1-1',
    'bytes=5-4',
    'none',
    'bytes==0-1',
  ],
  ...['bytes=0-2147483647', 'bytes=0-2147483648', 'bytes=0-4294967296', 'bytes=2147483648-'],
  ...['9223372036854775806', '9223372036854775807', '9223372036854775808'].flatMap((n) => [
    `bytes=0-${n}`,
    `bytes=${n}-`,
  ]),
  ...['18446744073709551615', '18446744073709551616'].flatMap((n) => [`bytes=0-${n}`, `bytes=${n}-`]),
  ...[`bytes=0-${'0'.repeat(119)}`, `bytes=0-${'0'.repeat(120)}`, `bytes=0-${'0'.repeat(121)}`],
];

export const contentTypeFactor: Factor = {
  name: 'content-type',
  variations: () => [
    ...contentTypes.flatMap((value) => [
      vary({ headers: [['content-type', value]] }),
      vary({ headers: [['Content-Type', value]], method: 'POST', body: { kind: 'string', text: 'text' } }),
      vary({ method: 'POST', body: { kind: 'blob', text: 'text', type: value } }),
      vary({
        headers: [['content-type', value]],
        api: 'xhr',
        method: 'POST',
        body: { kind: 'string', text: 'x' },
      }),
      vary({ headers: [['content-type', value]], mode: 'no-cors', method: 'POST' }),
    ]),
  ],
};

export const rangeFactor: Factor = {
  name: 'range',
  variations: () =>
    ranges.flatMap((value) => [
      vary({ headers: [['range', value]] }),
      vary({ headers: [['Range', value]], api: 'xhr' }),
    ]),
};

/** NUL is missing: fetch() itself refuses it in a value. */
export const requestByteFactor: Factor = {
  name: 'request-byte',
  variations: () => {
    const characters = byteCharacters(1);
    const names = ['accept', 'accept-language', 'content-language'];
    return [
      ...combine(names, characters).map(([name, character]) => vary({ headers: [[name, `a${character}b`]] })),
      ...characters.map((character) => vary({ headers: [['content-type', `text/plain;a=b${character}c`]] })),
      ...characters.map((character) => vary({ headers: [['x-custom', `a${character}b`]] })),
    ];
  },
};
