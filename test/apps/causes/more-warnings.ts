import cors, { type CorsOptions } from 'cors';
import type { Request, RequestHandler, Response } from 'express';
import type { FetchOutcome } from '../../../src/index.js';
import { both, type MakeApp, type WarningCase } from './cause-case.js';
import {
  addingCors,
  getUsers,
  headersForPut,
  page,
  putUser,
  saveUser,
  serveUsers,
  stranger,
} from './parts.js';

const usersBehind =
  (middleware: RequestHandler, handler: RequestHandler = serveUsers): MakeApp =>
  (express) =>
    express().use(middleware).get('/users', handler).put('/users/:id', saveUser);

const usersBehindCors = (options: CorsOptions, handler?: RequestHandler): MakeApp =>
  usersBehind(cors(options), handler);

/** A header of the first answer, which is the preflight's if there was one. */
function answered({ exchanges }: FetchOutcome, name: string): string | undefined {
  return exchanges[0]?.responseHeaders.find(([key]) => key.toLowerCase() === name)?.[1];
}

const works = { on: both, expected: 'allowed', code: null, request: getUsers } as const;
const withCookies = { ...getUsers, credentials: 'include' } as const;
/** Another site than the page's: `example` is where names are registered. */
const otherSite = { ...withCookies, servedAt: 'https://api.example' };
const sameSite = { ...withCookies, servedAt: 'https://api.app.example' };
const cookiePolicy = { origin: page, credentials: true };

function settingCookie(cookie: string): RequestHandler {
  return function logIn(_: Request, res: Response) {
    res.set('Set-Cookie', cookie).json({ name: 'Ada' });
  };
}

const cookieWarnings: readonly WarningCase[] = [
  ...['sid=1; Path=/; HttpOnly', 'sid=1; Path=/; HttpOnly; SameSite=Lax', 'sid=1; Path=/; SameSite=None'].map(
    (cookie): WarningCase => ({
      ...works,
      warning: 'cookie-not-sent-cross-site',
      title: cookie,
      wrong: usersBehindCors(cookiePolicy, settingCookie(cookie)),
      control: usersBehindCors(cookiePolicy, settingCookie('sid=1; Path=/; HttpOnly; Secure; SameSite=None')),
      request: otherSite,
      culprit: 'logIn',
      shows: (outcome) => !/; Secure; SameSite=None/.test(answered(outcome, 'set-cookie') ?? ''),
    }),
  ),
  {
    ...works,
    warning: 'third-party-cookie-blocked',
    title: 'SameSite=None, and the API on another site than the page',
    wrong: usersBehindCors(cookiePolicy, settingCookie('sid=1; Path=/; HttpOnly; Secure; SameSite=None')),
    control: usersBehindCors(cookiePolicy, settingCookie('sid=1; Path=/; HttpOnly; Secure; SameSite=None')),
    request: { ...otherSite, cookies: 'sid=1' },
    controlRequest: { ...sameSite, cookies: 'sid=1' },
    shows: ({ exchanges }) => !exchanges.some(({ url }) => url.startsWith('https://api.app.example/')),
  },
];

const maxAge = (outcome: FetchOutcome): string => answered(outcome, 'access-control-max-age') ?? '';

const maxAgeWarnings: readonly WarningCase[] = [
  {
    ...works,
    warning: 'max-age-capped',
    title: 'a day, of which Chromium keeps two hours and WebKit ten minutes',
    wrong: usersBehindCors({ origin: page, maxAge: 86400 }),
    control: usersBehindCors({ origin: page, maxAge: 600 }),
    request: putUser,
    shows: (outcome) => Number(maxAge(outcome)) > 600,
  },
  {
    ...works,
    warning: 'max-age-invalid',
    title: '10m by hand',
    wrong: usersBehind(addingCors({ ...headersForPut, 'Access-Control-Max-Age': '10m' })),
    control: usersBehind(addingCors({ ...headersForPut, 'Access-Control-Max-Age': '600' })),
    request: putUser,
    culprit: 'addCors',
    shows: (outcome) => !/^\d+$/.test(maxAge(outcome)),
  },
  {
    ...works,
    warning: 'max-age-invalid',
    title: 'an option that is not a number',
    wrong: usersBehindCors({ origin: page, maxAge: Number(undefined) }),
    control: usersBehindCors({ origin: page, maxAge: 600 }),
    request: putUser,
    shows: (outcome) => !/^\d+$/.test(maxAge(outcome)),
  },
];

const acao = 'access-control-allow-origin';

const policyWarnings: readonly WarningCase[] = [
  {
    ...works,
    warning: 'null-origin-allowed',
    title: "'null' in the list",
    wrong: usersBehindCors({ origin: [page, 'null'] }),
    control: usersBehindCors({ origin: [page] }),
    request: { ...getUsers, origin: 'null' },
    controlRequest: getUsers,
    shows: (outcome) => answered(outcome, acao) === 'null',
  },
  {
    ...works,
    warning: 'http-origin-with-credentials',
    title: 'https? in the pattern',
    wrong: usersBehindCors({ origin: /^https?:\/\/app\.example$/, credentials: true }),
    control: usersBehindCors({ origin: /^https:\/\/app\.example$/, credentials: true }),
    request: { ...withCookies, origin: 'http://app.example' },
    controlRequest: withCookies,
    shows: (outcome) => answered(outcome, acao)?.startsWith('http:') === true,
  },
  {
    ...works,
    warning: 'reflects-any-origin',
    title: 'origin: true',
    wrong: usersBehindCors({ origin: true }),
    control: usersBehindCors({ origin: [page] }),
    shows: async (_, ask) => answered(await ask({ ...getUsers, origin: stranger }), acao) === stranger,
  },
  {
    ...works,
    warning: 'wildcard-with-allow-credentials',
    title: 'cors({ credentials: true })',
    wrong: usersBehindCors({ credentials: true }),
    control: usersBehindCors({}),
    shows: (outcome) =>
      answered(outcome, acao) === '*' && answered(outcome, 'access-control-allow-credentials') === 'true',
  },
  {
    ...works,
    warning: 'local-network-access',
    title: 'a public page that asks an API on the developer’s machine',
    wrong: usersBehindCors({ origin: [page, 'http://localhost:5173'] }),
    control: usersBehindCors({ origin: [page, 'http://localhost:5173'] }),
    request: { ...getUsers, servedAt: 'http://localhost:3000' },
    controlRequest: { ...getUsers, origin: 'http://localhost:5173', servedAt: 'http://localhost:3000' },
    shows: ({ exchanges }) =>
      exchanges.some(({ requestHeaders }) => requestHeaders.some(([, value]) => value === page)),
  },
];

export const moreWarningCases: readonly WarningCase[] = [
  ...cookieWarnings,
  ...maxAgeWarnings,
  ...policyWarnings,
];
