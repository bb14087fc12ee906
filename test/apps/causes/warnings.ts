import cors, { type CorsOptions } from 'cors';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { FetchOutcome } from '../../../src/index.js';
import { both, type MakeApp, type WarningCase } from './cause-case.js';
import {
  addingCors,
  admin,
  getUsers,
  notFound,
  page,
  putUser,
  saveUser,
  serveUsers,
  stranger,
  withToken,
} from './parts.js';

const allowOrigin = 'Access-Control-Allow-Origin';

const usersBehind =
  (middleware: RequestHandler, handler: RequestHandler = serveUsers): MakeApp =>
  (express) =>
    express()
      .set('env', 'test')
      .use(middleware)
      .get('/users', handler)
      .post('/users', handler)
      .put('/users/:id', saveUser);

const usersBehindCors = (options: CorsOptions, handler?: RequestHandler): MakeApp =>
  usersBehind(cors(options), handler);

/** The values of a header of the last answer, joined as `get()` does. */
function answered(outcome: FetchOutcome, name: string): string | undefined {
  const values = outcome.exchanges.at(-1)?.responseHeaders.filter(([key]) => key.toLowerCase() === name);
  return values?.length ? values.map(([, value]) => value).join(', ') : undefined;
}

const works = { on: both, expected: 'allowed', code: null, request: getUsers } as const;
const varies = (outcome: FetchOutcome): boolean =>
  /(^|[ ,])origin($|[ ,])/i.test(answered(outcome, 'vary') ?? '');

function listedWithoutVary(req: Request, res: Response, next: NextFunction): void {
  const asked = req.headers.origin ?? '';
  if ([page, admin].includes(asked)) res.header(allowOrigin, asked);
  next();
}

function listed(req: Request, res: Response, next: NextFunction): void {
  res.vary('Origin');
  listedWithoutVary(req, res, next);
}

function setVary(_: Request, res: Response): void {
  res.set('Vary', 'Accept-Encoding').json([]);
}

function addVary(_: Request, res: Response): void {
  res.vary('Accept-Encoding').json([]);
}

const varyWarnings: readonly WarningCase[] = [
  {
    ...works,
    warning: 'vary-origin-missing',
    title: 'a list by hand',
    wrong: usersBehind(listedWithoutVary),
    control: usersBehind(listed),
    culprit: 'listedWithoutVary',
    shows: async (outcome, ask) => {
      const other = await ask({ ...getUsers, origin: admin });
      return (
        answered(outcome, 'access-control-allow-origin') !== answered(other, 'access-control-allow-origin') &&
        !varies(outcome)
      );
    },
  },
  {
    ...works,
    warning: 'vary-origin-overwritten',
    title: "the route says res.set('Vary', …)",
    wrong: usersBehindCors({ origin: [page, admin] }, setVary),
    control: usersBehindCors({ origin: [page, admin] }, addVary),
    culprit: 'setVary',
    shows: (outcome) => !varies(outcome),
  },
];

const statusOf = ({ exchanges }: FetchOutcome): number => exchanges.at(-1)?.status ?? 0;
const isNotFound = (outcome: FetchOutcome): boolean => [404, 405].includes(statusOf(outcome));

const allowPageOnly: RequestHandler = cors({
  origin: function allowListed(origin, callback) {
    if (origin === page) callback(null, true);
    else callback(new Error('Not allowed by CORS'));
  },
});

/** A safelisted POST, which no preflight guards. */
const postByStranger = { origin: stranger, path: '/users', method: 'POST', body: 'name=Ada' };

function refuseStrangers(req: Request, res: Response, next: NextFunction): void {
  if (req.headers.origin === undefined || req.headers.origin === page) next();
  else res.sendStatus(403);
}

const statusWarnings: readonly WarningCase[] = [
  {
    ...works,
    warning: 'allowed-but-not-found',
    title: 'a slip of the pen in the path',
    wrong: usersBehindCors({ origin: page }),
    control: usersBehindCors({ origin: page }),
    request: { ...getUsers, path: '/userz' },
    controlRequest: getUsers,
    shows: isNotFound,
  },
  {
    ...works,
    warning: 'allowed-but-not-found',
    title: 'no route for the method the preflight allows',
    wrong: (express) =>
      express()
        .use(cors({ origin: page }))
        .get('/users/:id', serveUsers)
        .use(notFound),
    control: (express) =>
      express()
        .use(cors({ origin: page }))
        .put('/users/:id', saveUser)
        .use(notFound),
    request: putUser,
    culprit: 'notFound',
    shows: isNotFound,
  },
  {
    on: both,
    warning: 'rejected-with-server-error',
    title: 'callback(new Error("Not allowed by CORS"))',
    wrong: usersBehind(allowPageOnly),
    control: usersBehindCors({ origin: [page] }),
    request: { ...getUsers, origin: stranger },
    expected: 'refused',
    code: 'MissingAllowOriginHeader',
    shows: async (outcome, ask) => statusOf(outcome) >= 500 && statusOf(await ask(getUsers)) < 500,
  },
  {
    on: both,
    warning: 'handler-ran-for-rejected-origin',
    title: 'cors() used as access control',
    wrong: usersBehindCors({ origin: [page] }, saveUser),
    control: (express) =>
      express()
        .use(cors({ origin: [page] }), refuseStrangers)
        .post('/users', saveUser),
    request: postByStranger,
    expected: 'refused',
    code: 'MissingAllowOriginHeader',
    culprit: 'saveUser',
    shows: (outcome) => statusOf(outcome) === 200,
  },
];

const authorizationWarnings: readonly WarningCase[] = [
  {
    title: "allowedHeaders: '*'",
    wrong: usersBehindCors({ origin: page, allowedHeaders: '*' }),
    control: usersBehindCors({ origin: page, allowedHeaders: ['Authorization'] }),
  },
  {
    title: '* by hand',
    wrong: usersBehind(addingCors({ [allowOrigin]: page, 'Access-Control-Allow-Headers': '*' })),
    control: usersBehind(
      addingCors({ [allowOrigin]: page, 'Access-Control-Allow-Headers': '*, Authorization' }),
    ),
    culprit: 'addCors',
  },
].map((theCase) => ({
  ...works,
  ...theCase,
  warning: 'authorization-under-wildcard',
  request: { ...getUsers, headers: withToken },
  shows: async (_, ask) =>
    !(await ask({ ...getUsers, headers: withToken, browsers: ['fetch-standard'] })).allowed,
}));

function sendCsv(_: Request, res: Response): void {
  res.attachment('users.csv').send('Ada');
}

function sendPage(_: Request, res: Response): void {
  res.set({ 'X-Total-Count': '1', Link: '</users?page=2>; rel="next"' }).json([]);
}

const cannotRead =
  (name: string): WarningCase['shows'] =>
  ({ response }) =>
    response?.headers.every(([key]) => key.toLowerCase() !== name) ?? false;

const readableWarnings: readonly WarningCase[] = [
  {
    ...works,
    warning: 'header-not-readable',
    title: 'the name of a download',
    wrong: usersBehindCors({ origin: page }, sendCsv),
    control: usersBehindCors({ origin: page, exposedHeaders: ['Content-Disposition'] }, sendCsv),
    culprit: 'sendCsv',
    shows: cannotRead('content-disposition'),
  },
  {
    ...works,
    warning: 'header-not-readable',
    title: 'the headers of a page of a list',
    wrong: usersBehindCors({ origin: page, exposedHeaders: 'X-Total-Count' }, sendPage),
    control: usersBehindCors({ origin: page, exposedHeaders: 'X-Total-Count,Link' }, sendPage),
    culprit: 'sendPage',
    shows: cannotRead('link'),
  },
  {
    ...works,
    warning: 'header-not-readable',
    title: "exposedHeaders: '*' of a request with credentials",
    wrong: usersBehindCors({ origin: page, credentials: true, exposedHeaders: '*' }, sendPage),
    control: usersBehindCors(
      { origin: page, credentials: true, exposedHeaders: ['X-Total-Count', 'Link'] },
      sendPage,
    ),
    request: { ...getUsers, credentials: 'include' },
    culprit: 'sendPage',
    shows: cannotRead('x-total-count'),
  },
];

export const warningCases: readonly WarningCase[] = [
  ...varyWarnings,
  ...statusWarnings,
  ...authorizationWarnings,
  ...readableWarnings,
];
