import cors, { type CorsOptions } from 'cors';
import express, {
  type ErrorRequestHandler,
  type Express,
  type NextFunction,
  type Request,
  type Response,
} from 'express';
import { behindCors, getUsers, page, putUser, quietApp, withUsers } from './parts.js';
import type { RemedyCase, Row } from './remedy-case.js';

/** Remedies without code: what the words say is done by hand, in the place of `mend`. */

const storage = 'https://files.example';

function sendInvoice(_: Request, res: Response): void {
  res.type('pdf').send('');
}

const storeFor = (origin: string): Express =>
  express().use(cors({ origin })).get('/invoice.pdf', sendInvoice);

const allowOrigin = 'Access-Control-Allow-Origin';

function appendCors(_: Request, res: Response, next: NextFunction): void {
  res.append(allowOrigin, page);
  next();
}

const fail = (): never => {
  throw new Error('the database is down');
};

/** An error handler that begins with a clean answer, or one that leaves the headers alone. */
const answeringErrors = (isClean: boolean): ErrorRequestHandler =>
  function sendError(_error, _req, res, next) {
    if (res.headersSent) return next();
    if (isClean) for (const name of res.getHeaderNames()) res.removeHeader(name);
    res.status(500).json({ error: 'something broke' });
  };

const rows: readonly Row[] = [
  {
    cause: 'stateful-origin-check',
    title: 'cors() with a RegExp',
    app: (mend) =>
      behindCors({ origin: mend === undefined ? /^https:\/\/app\.example$/g : /^https:\/\/app\.example$/ })(),
    request: putUser,
  },
  {
    cause: 'cors-headers-twice',
    title: 'cors() and a function',
    app: (mend) => {
      const app = quietApp().use(cors({ origin: page }));
      if (mend === undefined) app.use(appendCors);
      return withUsers(app);
    },
    request: getUsers,
  },
  {
    cause: 'cors-headers-removed',
    title: 'by an error handler',
    app: (mend) =>
      quietApp()
        .use(cors({ origin: page }))
        .get('/users', fail)
        .use(answeringErrors(mend === undefined)),
    request: getUsers,
  },
  {
    cause: 'cors-headers-removed',
    title: 'replaced by a route',
    app: (mend) =>
      quietApp()
        .use(cors({ origin: page }))
        .get('/users', function listUsers(_, res) {
          if (mend === undefined) res.set(allowOrigin, 'https://admin.example');
          res.json([]);
        }),
    request: getUsers,
  },
  {
    cause: 'mixed-content',
    title: 'the API at http',
    app: behindCors({ origin: page }),
    request: { ...getUsers, servedAt: 'http://api.example' },
    mendedRequest: () => ({ ...getUsers, servedAt: 'https://api.example' }),
  },
  {
    cause: 'redirected-to-another-origin',
    title: 'to a store that allows the page by name: the page is given the final URL',
    app: (mend) =>
      quietApp()
        .use(cors({ origin: page }))
        .get('/invoice.pdf', function toStorage(_, res) {
          const url = `${storage}/invoice.pdf?signature=abc`;
          if (mend === undefined) res.redirect(url);
          else res.json({ url });
        }),
    request: { origin: page, path: '/invoice.pdf', otherTargets: { [storage]: storeFor(page) } },
  },
  {
    cause: 'redirected-to-another-origin',
    title: 'to a store that allows the page by name: it allows any origin',
    app: () =>
      quietApp()
        .use(cors({ origin: page }))
        .get('/invoice.pdf', function toStorage(_, res) {
          res.redirect(`${storage}/invoice.pdf`);
        }),
    request: { origin: page, path: '/invoice.pdf', otherTargets: { [storage]: storeFor(page) } },
    mendedRequest: () => ({
      origin: page,
      path: '/invoice.pdf',
      otherTargets: { [storage]: storeFor('*') },
    }),
  },
  {
    cause: 'origin-not-listed',
    title: 'a page without an origin: it is served from one',
    app: behindCors({ origin: [page] } satisfies CorsOptions),
    request: { ...getUsers, origin: 'null' },
    mendedRequest: () => getUsers,
  },
];

export const inWords: readonly RemedyCase[] = rows.map((row) => ({ style: 'words', ...row }));
