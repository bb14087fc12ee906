import type { RequestListener } from 'node:http';
import { admin, type Elsewhere } from './draft.js';

const allowing: Readonly<Record<Elsewhere, (asked: string, page: string) => string | undefined>> = {
  any: () => '*',
  bare: () => undefined,
  'lists-page': (asked, page) => (asked === page ? page : undefined),
  'lists-admin': (asked) => (asked === admin ? admin : undefined),
};

/** The app at the other origin. */
export function elsewhereApp(kind: Elsewhere, page: string): RequestListener {
  return function serveFile(request, response) {
    const allowed = allowing[kind](request.headers.origin ?? '', page);
    if (allowed !== undefined) response.setHeader('Access-Control-Allow-Origin', allowed);
    if (allowed !== '*' && kind !== 'bare') response.setHeader('Vary', 'Origin');
    response.end('a file');
  };
}
