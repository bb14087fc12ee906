import type { NextFunction, Request, Response } from 'express';
import { createBrowser, type FetchOutcome } from '../../../src/index.js';
import type { MakeExpress } from './cause-case.js';
import { page, serveUsers } from './parts.js';

/** The one cause that needs a request before: only a browser that has made one has something in its HTTP cache. */
export const cachedCause = {
  cause: 'cached-without-vary-origin',
  title: 'CORS headers only where there is an Origin, on a URL that the page also shows as an image',
  async outcome(express: MakeExpress): Promise<FetchOutcome> {
    const app = express().use(addCorsOnDemand).get('/users', serveUsers);
    const browser = createBrowser(app, { origin: page });
    await browser.fetch('/users', { mode: 'no-cors', credentials: 'include' });
    return browser.fetch('/users');
  },
};

function addCorsOnDemand(req: Request, res: Response, next: NextFunction): void {
  if (req.headers.origin === page) res.set('Access-Control-Allow-Origin', page);
  res.set('Cache-Control', 'max-age=600');
  next();
}
