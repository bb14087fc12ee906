import cors, { type CorsOptions } from 'cors';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { both, type CauseCase, type MakeApp } from './cause-case.js';
import { addingCors, admin, page, serveUsers, stranger } from './parts.js';

/** Origins that should be refused, and are allowed. */

const usersBehind =
  (middleware: RequestHandler): MakeApp =>
  (express) =>
    express().use(middleware).get('/users', serveUsers);

const usersBehindCors = (options: CorsOptions): MakeApp => usersBehind(cors(options));

const reject = (origin: string) =>
  ({ on: both, expected: 'refused', code: null, request: { origin, path: '/users' } }) as const;

/** What `process.env` holds for a variable nobody set. */
const unset = undefined as string | undefined;
const staging = 'https://staging.example';
const localhost = 'http://localhost:3000';
const allowOrigin = 'Access-Control-Allow-Origin';

const everybodyCauses: readonly CauseCase[] = [
  {
    ...reject(stranger),
    cause: 'any-origin-allowed',
    title: 'cors() alone',
    wrong: usersBehindCors({}),
    control: usersBehindCors({ origin: page }),
  },
  {
    ...reject(stranger),
    cause: 'any-origin-allowed',
    title: '* by hand',
    wrong: usersBehind(addingCors({ [allowOrigin]: '*' })),
    control: usersBehind(addingCors({ [allowOrigin]: page })),
    culprit: 'addCors',
  },
  {
    ...reject(stranger),
    cause: 'any-origin-allowed',
    title: "the variable is empty, and '*' stands in for it",
    wrong: usersBehindCors({ origin: unset ?? '*' }),
    control: usersBehindCors({ origin: unset ?? page }),
  },
  {
    ...reject(stranger),
    cause: 'any-origin-reflected',
    title: 'origin: true, with credentials',
    wrong: usersBehindCors({ origin: true, credentials: true }),
    control: usersBehindCors({ origin: [page], credentials: true }),
    request: { ...reject(stranger).request, credentials: 'include' },
  },
  {
    ...reject(stranger),
    cause: 'any-origin-reflected',
    title: 'res.header(…, req.headers.origin)',
    wrong: usersBehind(reflectOrigin),
    control: usersBehind(reflectPage),
    culprit: 'reflectOrigin',
  },
  {
    ...reject(stranger),
    cause: 'any-origin-reflected',
    title: 'a callback that only logs what it does not know',
    wrong: usersBehindCors({
      origin: (_, callback) => {
        callback(null, true);
      },
    }),
    control: usersBehindCors({
      origin: (origin, callback) => {
        callback(null, origin === page);
      },
    }),
  },
  {
    ...reject(stranger),
    cause: 'any-origin-reflected',
    title: "a list whose empty entry makes origin.startsWith('') true",
    wrong: usersBehindCors({ origin: startingWithOneOf([page, '']) }),
    control: usersBehindCors({ origin: startingWithOneOf([page]) }),
  },
];

const someCauses: readonly CauseCase[] = [
  {
    ...reject(staging),
    cause: 'origin-is-listed',
    title: 'the list still holds staging',
    wrong: usersBehindCors({ origin: [page, staging] }),
    control: usersBehindCors({ origin: [page] }),
  },
  {
    ...reject(localhost),
    cause: 'origin-is-listed',
    title: 'the list for development is in use',
    wrong: usersBehindCors({ origin: [page, admin, localhost], credentials: true }),
    control: usersBehindCors({ origin: [page, admin], credentials: true }),
  },
  {
    ...reject(staging),
    cause: 'origin-is-listed',
    title: 'a list by hand',
    wrong: usersBehind(allowingFrom([page, staging])),
    control: usersBehind(allowingFrom([page])),
    culprit: 'addCors',
  },
  {
    ...reject('null'),
    cause: 'null-is-allowed',
    title: "'null' in the list, for a page opened from disk",
    wrong: usersBehindCors({ origin: [page, 'null'] }),
    control: usersBehindCors({ origin: [page] }),
  },
  {
    ...reject('null'),
    cause: 'null-is-allowed',
    title: 'String(list.find(…) ?? null) by hand',
    wrong: usersBehind(allowFoundOrNull),
    control: usersBehind(allowingFrom([page])),
    culprit: 'allowFoundOrNull',
  },
];

/** Each with an origin anybody can register that passes as well. */
const loose: readonly [
  title: string,
  lookalike: string,
  wrong: CorsOptions['origin'],
  right: CorsOptions['origin'],
][] = [
  ['no anchor in front', 'https://evil-app.example', /app\.example$/, /^https:\/\/app\.example$/],
  [
    'no anchor at the end',
    'https://app.example.evil.example',
    /^https:\/\/app\.example/,
    /^https:\/\/app\.example$/,
  ],
  [
    'a dot that stands for every character',
    'https://appxacme.example',
    /^https:\/\/app.acme.example$/,
    /^https:\/\/app\.acme\.example$/,
  ],
  [
    'endsWith() without the dot',
    'https://evilapp.example',
    endingWith('app.example'),
    endingWith('//app.example'),
  ],
  ['includes()', 'https://app.example.evil.example', including('app.example'), [page]],
  ['startsWith()', 'https://app.example.evil.example', startingWithOneOf([page]), [page]],
];

const patternCauses: readonly CauseCase[] = [
  ...loose.map(([title, lookalike, wrong, right]): CauseCase => ({
    ...reject(lookalike),
    cause: 'pattern-too-loose',
    title,
    wrong: usersBehindCors({ origin: wrong ?? false }),
    control: usersBehindCors({ origin: right ?? false }),
  })),
  {
    ...reject('https://app.example.evil.example'),
    cause: 'pattern-too-loose',
    title: 'match() by hand without an anchor at the end',
    wrong: usersBehind(allowingMatch(/^https?:\/\/app\.example/)),
    control: usersBehind(allowingMatch(/^https?:\/\/app\.example$/)),
    culprit: 'addCors',
  },
];

function reflectOrigin(req: Request, res: Response, next: NextFunction): void {
  res.header(allowOrigin, req.headers.origin).vary('Origin');
  next();
}

function reflectPage(req: Request, res: Response, next: NextFunction): void {
  if (req.headers.origin === page) res.header(allowOrigin, req.headers.origin);
  res.vary('Origin');
  next();
}

function allowFoundOrNull(req: Request, res: Response, next: NextFunction): void {
  const found = [page, admin].find((allowed) => allowed === req.headers.origin);
  res.header(allowOrigin, String(found ?? null)).vary('Origin');
  next();
}

function allowingFrom(origins: readonly string[]): RequestHandler {
  return function addCors(req, res, next) {
    const asked = req.headers.origin ?? '';
    if (origins.includes(asked)) res.header(allowOrigin, asked);
    res.vary('Origin');
    next();
  };
}

function allowingMatch(pattern: RegExp): RequestHandler {
  return function addCors(req, res, next) {
    const asked = req.headers.origin;
    if (asked?.match(pattern)) res.header(allowOrigin, asked);
    res.vary('Origin');
    next();
  };
}

type OriginCallback = Extract<CorsOptions['origin'], (...given: never[]) => unknown>;

function startingWithOneOf(prefixes: readonly string[]): OriginCallback {
  return (origin = '', callback) => {
    callback(
      null,
      prefixes.some((prefix) => origin.startsWith(prefix)),
    );
  };
}

function endingWith(suffix: string): OriginCallback {
  return (origin = '', callback) => {
    callback(null, origin.endsWith(suffix));
  };
}

function including(part: string): OriginCallback {
  return (origin = '', callback) => {
    callback(null, origin.includes(part));
  };
}

export const allowedCauses: readonly CauseCase[] = [...everybodyCauses, ...someCauses, ...patternCauses];
