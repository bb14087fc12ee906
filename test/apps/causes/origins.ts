import cors, { type CorsOptions } from 'cors';
import type { RequestHandler } from 'express';
import type { CorsErrorCode } from '../../../src/index.js';
import { both, type CauseCase, type MakeExpress } from './cause-case.js';
import { addingCors, admin, getUsers, page, serveUsers } from './parts.js';

type Made = Pick<CauseCase, 'wrong' | 'control' | 'request' | 'culprit' | 'on' | 'expected'>;

const usersBehind = (middleware: RequestHandler) => (express: MakeExpress) =>
  express().use(middleware).get('/users', serveUsers).put('/users/:id', serveUsers);

/** The package, with what somebody wrote as `origin`, and what they should have written. */
function configured(wrong: CorsOptions['origin'], right: CorsOptions['origin'], origin = page): Made {
  const usersBehindCors = (allowed: CorsOptions['origin']): CauseCase['wrong'] =>
    usersBehind(cors(allowed === undefined ? { origin: undefined } : { origin: allowed }));
  return {
    on: both,
    wrong: usersBehindCors(wrong),
    control: usersBehindCors(right),
    request: { ...getUsers, origin },
    expected: 'allowed',
  };
}

/** The header by hand, the same on every answer. */
function byHand(wrong: string, right: string, origin = page): Made {
  return {
    ...configured(wrong, right, origin),
    wrong: usersBehind(addingCors({ 'Access-Control-Allow-Origin': wrong })),
    control: usersBehind(addingCors({ 'Access-Control-Allow-Origin': right })),
    culprit: 'addCors',
  };
}

/** The header by hand, for the origins of a list. */
function byHandFrom(wrong: readonly string[], right: readonly string[], origin = page): Made {
  const fromList = (allowed: readonly string[]): RequestHandler =>
    function addCors(req, res, next) {
      const asked = req.headers.origin ?? '';
      res.setHeader('Vary', 'Origin');
      if (allowed.includes(asked)) res.setHeader('Access-Control-Allow-Origin', asked);
      next();
    };
  return {
    ...configured([...wrong], [...right], origin),
    wrong: usersBehind(fromList(wrong)),
    control: usersBehind(fromList(right)),
  };
}

const missing: CorsErrorCode = 'MissingAllowOriginHeader';
const mismatch: CorsErrorCode = 'AllowOriginMismatch';
const invalid: CorsErrorCode = 'InvalidAllowOriginValue';
const multiple: CorsErrorCode = 'MultipleAllowOriginValues';

const vite = 'http://localhost:5173';

const rows: readonly [cause: string, title: string, code: CorsErrorCode, made: Made][] = [
  [
    'origin-not-listed',
    'the list holds the other front end only',
    missing,
    configured([admin], [admin, page]),
  ],
  ['origin-not-listed', 'the string names another front end', mismatch, configured(admin, page)],
  ['origin-not-listed', 'a header by hand names another front end', mismatch, byHand(admin, page)],
  ['origin-not-listed', 'a list by hand lacks it', missing, byHandFrom([admin], [admin, page])],
  [
    'origin-trailing-slash',
    'copied from the address bar into the string',
    mismatch,
    configured(`${page}/`, page),
  ],
  ['origin-trailing-slash', 'in the list', missing, configured([`${page}/`, admin], [page, admin])],
  ['origin-trailing-slash', 'in a header by hand', mismatch, byHand(`${page}/`, page)],
  ['origin-trailing-slash', 'in a list by hand', missing, byHandFrom([`${page}/`], [page])],
  ['origin-scheme-differs', 'http in the string', mismatch, configured('http://app.example', page)],
  ['origin-scheme-differs', 'http in the list', missing, configured(['http://app.example'], [page])],
  [
    'origin-scheme-differs',
    'https for a page on http',
    mismatch,
    byHand('https://localhost:5173', vite, vite),
  ],
  [
    'origin-port-differs',
    'the dev server moved to another port',
    mismatch,
    configured('http://localhost:3000', vite, vite),
  ],
  ['origin-port-differs', 'no port in the list', missing, configured(['http://localhost'], [vite], vite)],
  ['origin-port-differs', 'no port in a header by hand', mismatch, byHand('http://localhost', vite, vite)],
  ['origin-without-scheme', 'a host name as the string', invalid, configured('app.example', page)],
  // A URL, of the scheme localhost.
  ['origin-without-scheme', 'localhost and a port', mismatch, configured('localhost:5173', vite, vite)],
  ['origin-without-scheme', 'a host name by hand', invalid, byHand('app.example', page)],
  ['origin-host-case', 'a capital letter in the string', mismatch, configured('https://App.example', page)],
  ['origin-host-case', 'a capital letter by hand', mismatch, byHand('https://App.Example', page)],
  ['origin-with-path', 'the URL of the front end as the string', mismatch, configured(`${page}/app`, page)],
  ['origin-with-path', 'the URL of the front end by hand', mismatch, byHand(`${page}/app/`, page)],
  [
    'localhost-is-not-127-0-0-1',
    '127.0.0.1 in the list, localhost asked',
    missing,
    configured(['http://127.0.0.1:5173'], ['http://127.0.0.1:5173', vite], vite),
  ],
  [
    'localhost-is-not-127-0-0-1',
    'localhost as the string, 127.0.0.1 asked',
    mismatch,
    configured(vite, [vite, 'http://127.0.0.1:5173'], 'http://127.0.0.1:5173'),
  ],
  ['wildcard-in-list', "origin: ['*']", missing, configured(['*'], '*')],
  ['wildcard-in-list', "'*'.split(',') of an environment variable", missing, configured('*'.split(','), '*')],
  [
    'wildcard-in-list',
    "['*'].includes(origin) by hand",
    missing,
    { ...byHandFrom(['*'], [page]), control: byHand(page, '*').control },
  ],
  [
    'origins-joined',
    'an environment variable nobody splits',
    multiple,
    configured(`${page},${admin}`, [page, admin]),
  ],
  ['origins-joined', 'separated by blanks', multiple, configured(`${page} ${admin}`, [page, admin])],
  ['origins-joined', 'list.join(", ") by hand', multiple, byHand([page, admin].join(', '), page)],
  ['cors-switched-off', 'the environment variable is not set', missing, configured(undefined, page)],
  ['cors-switched-off', 'the environment variable is empty', missing, configured('', page)],
  ['cors-switched-off', 'origin: false outside development', missing, configured(false, page)],
];

export const originCauses: readonly CauseCase[] = rows.map(([cause, title, code, made]) => ({
  cause,
  title,
  code,
  ...made,
}));
