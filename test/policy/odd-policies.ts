import cors from 'cors';
import express, { type RequestHandler } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AskedApp } from './every-app.js';

const page = 'https://app.example';
const other = 'https://other.example';
const request = { origin: page, path: '/users' };

const answer: RequestHandler = (_, res) => {
  res.json([]);
};

type Headers = Readonly<Record<string, string>>;

/** Headers by hand: on the preflight, and on what the app itself responds. */
function byHand(
  onPreflight: (req: IncomingMessage) => Headers,
  onRequest: (req: IncomingMessage) => Headers,
): AskedApp['app'] {
  return () => (req: IncomingMessage, res: ServerResponse) => {
    const isPreflight = req.method === 'OPTIONS';
    for (const [name, value] of Object.entries((isPreflight ? onPreflight : onRequest)(req)))
      res.setHeader(name, value);
    res.statusCode = isPreflight ? 204 : 200;
    res.end();
  };
}

const asks = (req: IncomingMessage): string => String(req.headers['access-control-request-method']);
const names = (req: IncomingMessage): string => req.headers['access-control-request-headers'] ?? '';
const everything = (req: IncomingMessage): Headers => ({
  'access-control-allow-origin': '*',
  'access-control-allow-methods': asks(req),
  'access-control-allow-headers': names(req),
});
const forPage = { 'access-control-allow-origin': page };
const withCredentials = { ...forPage, 'access-control-allow-credentials': 'true' };
const lists = {
  'access-control-allow-methods': 'PUT, DELETE',
  'access-control-allow-headers': 'content-type',
};

/** Apps whose policy has parts that do not go together, and what comes of a contract from it: it holds, or there is none. */
export const oddPolicies: readonly (AskedApp & { readonly contract: RegExp })[] = [
  {
    title: 'a preflight that allows everything, and a response without a header',
    app: byHand(everything, () => ({})),
    request,
    contract: /^holds$/,
  },
  {
    title: '* for all, and a second value for one page',
    app: () =>
      express()
        .use((req, res, next) => {
          res.appendHeader('access-control-allow-origin', '*');
          if (req.headers.origin === page) res.appendHeader('access-control-allow-origin', page);
          next();
        })
        .get('/users', answer),
    request,
    contract: /^\/users allows every page except https:\/\/app\.example, which a contract cannot declare/,
  },
  {
    title: '* for all, and fewer methods for one page',
    app: byHand(
      (req) => ({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': req.headers.origin === page ? 'PUT' : 'PUT, DELETE',
      }),
      () => ({ 'access-control-allow-origin': '*' }),
    ),
    request,
    contract: /^\/users allows other pages more than https:\/\/app\.example, which a contract cannot declare/,
  },
  {
    title: '* for all but a page without an origin of its own',
    app: () =>
      express()
        .use(cors({ origin: (origin, done) => void done(null, origin !== 'null') }))
        .get('/users', answer),
    request,
    contract: /^holds$/,
  },
  {
    title: 'credentials on the preflight only',
    app: byHand(
      () => ({ ...withCredentials, ...lists }),
      () => forPage,
    ),
    request,
    contract: /^\/users allows credentials on preflights only, and a contract declares them for both/,
  },
  {
    title: 'credentials on the response only',
    app: byHand(
      () => ({ ...forPage, ...lists }),
      () => withCredentials,
    ),
    request,
    contract: /^\/users allows credentials on actual requests only, and a contract declares them for both/,
  },
  {
    title: 'a method in lower case',
    app: byHand(
      () => ({ ...forPage, 'access-control-allow-methods': 'PUT, patch' }),
      () => forPage,
    ),
    request,
    contract: /^holds$/,
  },
  {
    title: 'a method that only credentials make a name of, with headers',
    app: byHand(
      () => ({
        ...withCredentials,
        'access-control-allow-methods': '*, POST',
        'access-control-allow-headers': 'x-own',
      }),
      () => withCredentials,
    ),
    request,
    contract: /^holds$/,
  },
  {
    title: 'a preflight kept for a time that depends on the method',
    app: byHand(
      (req) => ({ ...forPage, ...lists, 'access-control-max-age': asks(req) === 'PUT' ? '5' : '600' }),
      () => forPage,
    ),
    request,
    contract: /^holds$/,
  },
  {
    title: 'headers that depend on the method',
    app: byHand(
      (req) => ({
        ...forPage,
        ...lists,
        'access-control-allow-headers': asks(req) === 'PUT' ? 'content-type' : 'x-own',
      }),
      () => forPage,
    ),
    request,
    contract: /^\/users allows other headers for /,
  },
  {
    title: 'GET may be read, HEAD may not',
    app: byHand(everything, (req) => (req.method === 'GET' ? forPage : {})),
    request: { ...request, method: 'HEAD' },
    contract: /^holds$/,
  },
  {
    title: 'another page is named to everybody',
    app: byHand(
      () => ({ 'access-control-allow-origin': other, ...lists }),
      () => ({ 'access-control-allow-origin': other }),
    ),
    request,
    contract: /^the policy allows no origin/,
  },
];
