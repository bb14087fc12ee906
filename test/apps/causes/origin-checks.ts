import cors, { type CorsOptions } from 'cors';
import type { RequestHandler } from 'express';
import { both, type CauseCase, type MakeExpress } from './cause-case.js';
import { admin, getUsers, page, putUser, saveUser, serveUsers } from './parts.js';

/** A callback that answers with an error. */
function callbackCase(
  title: string,
  failing: CorsOptions['origin'],
  fixed: CorsOptions['origin'],
  origin = page,
): CauseCase {
  const quiet =
    (allowed: CorsOptions['origin']): CauseCase['wrong'] =>
    (express) =>
      express()
        .set('env', 'test')
        .use(cors({ origin: allowed ?? false }))
        .get('/users', serveUsers);
  return {
    cause: 'origin-callback-failed',
    title,
    on: both,
    request: { ...getUsers, origin },
    expected: 'allowed',
    wrong: quiet(failing),
    control: quiet(fixed),
    code: 'MissingAllowOriginHeader',
  };
}

function hostOf(origin: string): string {
  return new URL(origin).hostname;
}

const callbackCases: readonly CauseCase[] = [
  callbackCase(
    'callback(new Error("Not allowed by CORS")) for what the list lacks',
    function allowListed(origin, callback) {
      if (origin === admin) callback(null, true);
      else callback(new Error('Not allowed by CORS'));
    },
    function allowListed(origin, callback) {
      callback(null, origin === admin || origin === page);
    },
  ),
  callbackCase(
    'the database of tenants is down',
    function allowTenants(_, callback) {
      setImmediate(callback, new Error('connect ECONNREFUSED 127.0.0.1:5432'));
    },
    function allowTenants(origin, callback) {
      setImmediate(callback, null, origin === page);
    },
  ),
  callbackCase(
    'new URL(origin) throws for a sandboxed frame',
    function allowHost(origin, callback) {
      callback(null, origin === undefined || hostOf(origin) === 'app.example');
    },
    function allowHost(origin, callback) {
      callback(null, origin === undefined || origin === 'null' || hostOf(origin) === 'app.example');
    },
    'null',
  ),
];

const usersBehind = (middleware: RequestHandler) => (express: MakeExpress) =>
  express().use(middleware).put('/users/:id', saveUser);

/** A RegExp that keeps `lastIndex`: it allows every other request, here the preflight and not the PUT. */
function statefulCase(
  title: string,
  wrong: () => RegExp,
  control: () => RegExp,
  made: 'cors' | 'by hand',
): CauseCase {
  const usersFor =
    (allowed: () => RegExp): CauseCase['wrong'] =>
    (express) => {
      const pattern = allowed();
      if (made === 'cors') return usersBehind(cors({ origin: pattern }))(express);
      return usersBehind(function addCors(req, res, next) {
        const asked = req.headers.origin ?? '';
        if (pattern.test(asked)) res.header('Access-Control-Allow-Origin', asked).vary('Origin');
        if (req.method !== 'OPTIONS') next();
        else
          res
            .header('Access-Control-Allow-Methods', 'PUT')
            .header('Access-Control-Allow-Headers', '*')
            .sendStatus(204);
      })(express);
    };
  return {
    on: both,
    expected: 'allowed',
    cause: 'stateful-origin-check',
    title,
    wrong: usersFor(wrong),
    control: usersFor(control),
    request: putUser,
    code: 'MissingAllowOriginHeader',
  };
}

const statefulCases: readonly CauseCase[] = [
  statefulCase(
    'origin: a RegExp with /g',
    () => /^https:\/\/app\.example$/g,
    () => /^https:\/\/app\.example$/,
    'cors',
  ),
  statefulCase(
    'origin: a RegExp with /y',
    () => /https:\/\/app\.example$/y,
    () => /^https:\/\/app\.example$/,
    'cors',
  ),
  statefulCase(
    'test() of a RegExp with /gi by hand',
    () => /\.?app\.example$/gi,
    () => /\.?app\.example$/i,
    'by hand',
  ),
];

export const originCheckCauses: readonly CauseCase[] = [...callbackCases, ...statefulCases];
