import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import multer from 'multer';
import type { RequestListener } from 'node:http';
import { type CrossOriginRequest, diagnose, simulateFetch } from '../../src/index.js';
import { curlLine } from '../../src/diagnosis/curl-line.js';
import { decisiveExchange } from '../../src/ask/outcome.js';
import { hasCurl } from '../support/has-curl.js';
import { corsLines, responseTo } from '../support/run-curl.js';

const page = 'https://app.example';

interface Arrived {
  readonly method: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Allows every preflight, and no page to read the response: what arrives is written down. */
function recording(): { arrived: Arrived[]; listener: RequestListener } {
  const arrived: Arrived[] = [];
  const listener: RequestListener = (req, res) => {
    if (req.method === 'OPTIONS') {
      const names = req.headers['access-control-request-headers'] ?? '';
      res.setHeader('access-control-allow-origin', '*').setHeader('access-control-allow-headers', names);
      res.setHeader('access-control-allow-methods', 'PUT').end();
      return;
    }
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const headers = Object.fromEntries(
        ['content-type', 'content-length', 'transfer-encoding', 'expect', 'x-empty'].map((name) => [
          name,
          req.headers[name] as string | undefined,
        ]),
      );
      arrived.push({ method: req.method ?? '', body: Buffer.concat(chunks).toString('base64'), headers });
      res.end();
    });
  };
  return { arrived, listener };
}

function form(): FormData {
  const data = new FormData();
  data.set('title', 'Grüße');
  data.set('file', new Blob([new Uint8Array([0, 255, 10, 13, 0])], { type: 'image/png' }), 'it\'s "a".png');
  return data;
}

const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
const random = Uint8Array.from({ length: 9000 }, (_, index) => (index * 7919 + (index >> 3)) % 251);
const post = (given: Partial<CrossOriginRequest>): CrossOriginRequest => ({
  origin: page,
  path: '/users',
  method: 'POST',
  ...given,
});

const rows: [string, CrossOriginRequest][] = [
  ['JSON', post({ json: { name: "O'Brien", list: [1, true, null] } })],
  ['broken JSON', post({ body: '{"name": "Ada', headers: { 'content-type': 'application/json' } })],
  ['JSON with what a shell reads', post({ json: { a: '$(x) `y` "$HOME" \\ !! %s', b: '@/etc/passwd' } })],
  ['a file name as text', post({ body: '@/etc/passwd' })],
  ['non-ASCII', post({ json: { name: 'Zoë, 你好, 🙂' } })],
  ['lines', post({ body: 'a\r\nb\n\n' })],
  ['a dash', post({ body: '-n' })],
  ['urlencoded', post({ body: new URLSearchParams({ name: 'Ada & Bob', q: 'ä+b' }) })],
  ['a form with a file', post({ body: form() })],
  ['every byte', post({ body: bytes })],
  ['bytes without a type', post({ body: new Blob([bytes]) })],
  ['text without a type', post({ body: new Blob(['plain']) })],
  ['an empty text', post({ body: '' })],
  ['no body', post({})],
  ['a large text', post({ body: 'x'.repeat(1_572_864) })],
  ['a large JSON of one long word', post({ json: { name: 'y'.repeat(200_000), more: "it's" } })],
  ['many NULs', post({ body: new Uint8Array(70_000) })],
  ['PUT', post({ method: 'PUT', json: { a: 1 } })],
  ['an empty header', post({ headers: { 'x-empty': '' }, body: 'a' })],
];

(hasCurl() ? describe : describe.skip)('curl sends the same body with the same headers', () => {
  test.each(rows)('%s', async (_, request) => {
    const { arrived, listener } = recording();
    const outcome = await simulateFetch(listener, request);
    const { curl } = await diagnose(outcome);
    const before = arrived.length;
    const { status } = await responseTo(curl, listener);
    expect(status).toBe(200);
    const [sent] = arrived;
    const noLength = request.body === undefined && request.json === undefined;
    const own = noLength ? { ...sent, headers: { ...sent?.headers, 'content-length': undefined } } : sent;
    expect(arrived[before]).toEqual(own);
    expect(curl.length).toBeLessThan(3000);
  });

  test('one that is large and has no pattern is made as long, of the same kind, and the line says so', async () => {
    const { arrived, listener } = recording();
    const large = random.toString().slice(0, 20_000);
    const long = { origin: page, method: 'POST', path: '/' } as const;
    const data = new FormData();
    data.set('file', new Blob([random]), 'a');
    for (const [given, shape] of [
      [{ json: { large } }, 'object'],
      [{ json: [large] }, 'list'],
      [{ body: random }, 'bytes'],
      [{ body: new URLSearchParams({ large }) }, 'parameters'],
      [{ body: data }, 'form with file'],
    ] as const) {
      const outcome = await simulateFetch(listener, { ...long, ...given });
      const { curl } = await diagnose(outcome);
      expect(curl).toMatch(
        / # its body is one of the same size: the response may differ where the app reads it$/,
      );
      const sent = arrived.at(-1);
      await responseTo(curl, listener);
      const repeated = arrived.at(-1);
      expect(repeated?.headers).toEqual(sent?.headers);
      expect(repeated?.body.length).toBe(sent?.body.length);
      const text = Buffer.from(repeated?.body ?? '', 'base64').toString();
      const read = new Response(text, {
        headers: { 'content-type': String(repeated?.headers['content-type']) },
      });
      expect(await shapeOf(read)).toBe(shape);
    }
  });
});

/** What a parser makes of it. */
async function shapeOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) return Array.isArray(await response.json()) ? 'list' : 'object';
  if (type.includes('urlencoded')) return 'parameters';
  if (!type.includes('form-data')) return 'bytes';
  return `form with ${[...(await response.formData()).keys()].join()}`;
}

const reply: RequestHandler = (_, res) => {
  res.json({ saved: true });
};
const allow = cors({ origin: [page] });

/** What looks at the body in front of cors(), or fails because of it behind. */
const parsers: [string, () => Express, CrossOriginRequest][] = [
  [
    'broken JSON, read in front of cors()',
    () => express().options('/users', allow).use(express.json()).use(allow).post('/users', reply),
    post({ body: '{"a": ', headers: { 'content-type': 'application/json' } }),
  ],
  [
    'a body too large',
    () => express().options('/users', allow).use(express.json()).use(allow).post('/users', reply),
    post({ json: { text: 'z'.repeat(1_572_864) } }),
  ],
  [
    'a text too large',
    () =>
      express()
        .use(express.text({ limit: '1mb' }))
        .use(allow)
        .post('/users', reply),
    post({ body: 'long '.repeat(400_000) }),
  ],
  [
    'too many parameters',
    () =>
      express()
        .use(express.urlencoded({ parameterLimit: 2 }))
        .use(allow)
        .post('/users', reply),
    post({ body: 'a=1&b=2&c=3' }),
  ],
  [
    'a field that no upload has',
    () => express().use(multer().single('photo')).use(allow).post('/users', reply),
    post({ body: form() }),
  ],
  [
    'a file too large',
    () =>
      express()
        .use(multer({ limits: { fileSize: 3 } }).single('file'))
        .use(allow)
        .post('/users', reply),
    post({ body: form() }),
  ],
  [
    'chunks are refused, a length is not',
    () =>
      express()
        .use((req, res, next) => {
          if (req.headers['transfer-encoding'] === undefined) next();
          else res.sendStatus(411);
        })
        .post('/users', reply),
    post({ body: 'x'.repeat(100_000) }),
  ],
  [
    'whoever expects 100 is refused',
    () =>
      express()
        .use((req, res, next) => {
          if (req.headers.expect === undefined) next();
          else res.sendStatus(417);
        })
        .post('/users', reply),
    post({ body: 'x'.repeat(3_000_000) }),
  ],
  [
    'HEAD',
    () => express().head('/users', (_, res) => void res.sendStatus(204)),
    { origin: page, path: '/users', method: 'HEAD' },
  ],
];

(hasCurl() ? describe : describe.skip)('curl gets the same response where the app looks at the body', () => {
  test.each(parsers)('%s', async (_, make, request) => {
    const app = make().set('env', 'test');
    const outcome = await simulateFetch(app, request);
    const exchange = decisiveExchange(outcome);
    const { curl } = await diagnose(outcome);
    const expected = { status: exchange?.status, cors: corsLines(exchange?.responseHeaders ?? []) };
    expect(await responseTo(curl, app as RequestListener)).toEqual(expected);
  });
});

describe('secrets in a body', () => {
  const lineOf = (body: string, type?: string, reveal = false): string =>
    curlLine(
      {
        method: 'POST',
        url: 'http://127.0.0.1/login',
        requestHeaders: type === undefined ? [] : [['content-type', type]],
      },
      { body, reveal },
    );
  const json = 'application/json';
  const urlencoded = 'application/x-www-form-urlencoded';
  const multipart = 'multipart/form-data; boundary=b';
  const part = (name: string, value: string): string =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

  test.each<[string, string, string | undefined, string]>([
    ['JSON', '{"user":"ada","password":"s3cret"}', json, `'{"user":"ada","password":"<redacted>"}'`],
    ['nested', '{"a":[{"apiKey":"s3cret","n":1}]}', json, `'{"a":[{"apiKey":"<redacted>","n":1}]}'`],
    ['a number', '{"pin": 1234}', json, `'{"pin":"<redacted>"}'`],
    ['an object', '{"credentials":{"x":"s3cret"}}', json, `'{"credentials":"<redacted>"}'`],
    ['a list', '{"tokens":["s3cret"]}', json, `'{"tokens":["<redacted>"]}'`],
    ['a flag is none', '{"password": true, "token": null}', json, `'{"password": true, "token": null}'`],
    ['by its form', '{"x":"ghp_0123456789abcdefABCD"}', json, `'{"x":"<redacted>"}'`],
    ['broken JSON', '{"password": "s3cret', json, `'{"password": "<redacted>"'`],
    ['broken JSON, single quotes', `{'token': 's3cret'`, json, `'{'\\''token'\\'': "<redacted>"'`],
    ['JSON of another type', '{"token":"s3cret"}', 'text/plain', `'{"token":"<redacted>"}'`],
    ['urlencoded', 'user=ada&password=s3cret', urlencoded, `'user=ada&password=<redacted>'`],
    ['urlencoded, encoded', 'user=ada&pass%77ord=s3cret', urlencoded, `'user=ada&pass%77ord=<redacted>'`],
    ['a value with signs', 'token=s3cret=s3cret==', urlencoded, `'token=<redacted>'`],
    ['text', 'Bearer s3cretT0ken', 'text/plain', `'Bearer <redacted>'`],
  ])('%s', (_, body, type, shown) => {
    const line = lineOf(body, type);
    expect(line.split(' --data-raw ')[1]?.split('   # ')[0]).toBe(shown);
    expect(line).not.toContain('s3cret');
    expect(line.includes('# <redacted> stands for secrets of its body: the response may differ')).toBe(
      shown.includes('<redacted>'),
    );
    expect(lineOf(body, type, true)).not.toContain('redacted');
  });

  test('a large one', () => {
    const lines = [
      lineOf(`{"token":"${'s'.repeat(10_000)}"}`, json),
      lineOf(`{"token":"s3cret","a":"${'a'.repeat(10_000)}"}`, json),
    ];
    for (const line of lines)
      expect(line).toMatch(/^\{ printf '\{"x":"'; head -c \d+ .* # its body is one of the same/);
    expect(lines.join()).not.toContain('s3cret');
  });

  test('a form', () => {
    const line = lineOf(`${part('user', 'ada')}${part('password', 's3cret')}--b--\r\n`, multipart);
    expect(line).not.toContain('s3cret');
    expect(line).toContain('name="password"\\015\\012\\015\\012<redacted>\\015\\012--b--');
    expect(line).toContain('ada');
  });

  test('time is linear in the length', () => {
    for (const body of ['"a":', '\\"', 'a=', '--b', '{', '"'])
      for (const type of [json, urlencoded, multipart, 'text/plain']) {
        const start = performance.now();
        lineOf(body.repeat(100_000), type);
        expect(performance.now() - start).toBeLessThan(500);
      }
  });
});
