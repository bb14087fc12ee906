import type { CauseId } from '../cause.js';
import { askedOrigin, type Facts, headerOf } from '../facts.js';
import type { Remedy } from '../remedy/remedy.js';
import { headerLines } from '../web-server-code.js';
import { serverIn } from './proxy-sides.js';

/** A preflight that did not even get as far as the headers. */
const preflights =
  /^(preflight-(not-routed|blocked-by-authentication|redirected|continues-to-handler|status-not-ok)|cors-mounted-elsewhere)$/;
const errors = /^(error-response-without-cors-headers|answered-before-cors|origin-callback-failed)$/;

/**
 * The fix for an app of which nothing is known but its responses: no code of a framework that was not seen, and no header in
 * the configuration of a web server that may be another's.
 */
export function remedyAtUrl(facts: Facts, id: CauseId, remedy: Remedy): Remedy {
  const server = serverIn(facts);
  const where =
    server === undefined
      ? 'where the headers are set'
      : `where the headers are set, in the app or in ${server.name}`;
  if (id === 'redirect-without-cors-headers')
    return {
      text: 'request the URL it redirects to, or set the CORS headers of the redirect, too',
      code: '',
    };
  if (preflights.test(id))
    return {
      text: 'respond to preflights with a 2xx status and CORS headers, before anything else',
      code: '',
    };
  if (errors.test(id)) return { text: `set the CORS headers of error responses, too, ${where}`, code: '' };
  const origin = askedOrigin(facts);
  if (id !== 'no-cors-headers' || origin === 'null')
    return { ...remedy, text: remedy.text.replace('where the CORS headers are set', where) };
  const credentials = facts.outcome.request.credentials === 'include';
  const also = credentials ? ', with Access-Control-Allow-Credentials: true' : '';
  const text = `set Access-Control-Allow-Origin: ${origin}${also} for this page`;
  // A header that is there already would be sent twice.
  const isBare = headerOf(facts, 'access-control-allow-origin') === null;
  const code = isBare && server !== undefined ? headerLines(server.kind, { origin, credentials }) : '';
  return code === ''
    ? { text: `${text}, ${where}`, code }
    : { text: `${text}, in the app, or in ${server?.name ?? ''} if the app never does:`, code };
}

/** The evidence, which does not show whether the app has sent it. */
export function evidenceAtUrl(evidence: readonly string[]): string[] {
  return evidence.map((line) =>
    line.replace(/; set by the app$/, '').replace(/^the app (?=responded|redirected)/, 'the server '),
  );
}
