import { routeTableOf } from '../app/route-table.js';
import { appInHand } from '../http/app-in-hand.js';
import { deadlineIn } from '../http/deadline.js';
import { timeoutFrom } from '../request/configuration.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { parseUrl } from '../text/parse-url.js';
import type { ConsoleMessage } from '../ask/console/console-message.js';
import type { Aimed } from './with-target.js';

/** The methods to try, in order, where a message does not name one. */
const usual = ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'];
const withBody: readonly string[] = ['POST', 'PUT', 'PATCH'];

/** The requests that may have led to the message, the likeliest first: what its text does not say is tried. */
export async function candidatesFor(
  message: ConsoleMessage,
  { target, written, module }: Aimed,
): Promise<readonly CrossOriginRequest[]> {
  const path = pathAt(message, module === undefined ? written : undefined);
  const base: CrossOriginRequest = { ...message.request, path };
  const isPreflight = message.code?.includes('Preflight') === true;
  const methods = message.unknown.includes('method')
    ? await methodsAt(path, target, isPreflight && !hasOwnReason(message))
    : [base.method ?? 'GET'];
  const asked = methods.map((method) => completed({ ...base, method }, isPreflight));
  if (!message.unknown.includes('credentials')) return asked;
  // Those with credentials behind those without: another code may need them.
  return [...asked, ...asked.map((one) => ({ ...one, credentials: 'include' as const }))];
}

/** A header that may go with any method is why there was a preflight. */
function hasOwnReason({ code, header }: ConsoleMessage): boolean {
  return code === 'HeaderDisallowedByPreflightResponse' && header !== 'content-type';
}

/** Below the path of the target, which is a prefix. */
function pathAt({ request, url, requestedUrl }: ConsoleMessage, target: string | undefined): string {
  const address = parseUrl(requestedUrl ?? url ?? '');
  const path = request.path ?? (address === undefined ? '/' : address.pathname + address.search);
  const prefix = (target === undefined ? undefined : parseUrl(target)?.pathname)?.replace(/\/$/, '') ?? '';
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
}

/** The methods of the routes there first; where none is known, each that a page may use. */
async function methodsAt(path: string, target: unknown, isOfBody: boolean): Promise<readonly string[]> {
  const table = routeTableOf(await appInHand(target, deadlineIn(timeoutFrom(undefined))));
  const [pathname = '/'] = path.split('?');
  const isRouted = (method: string): boolean =>
    table
      .entered(method, pathname)
      .some((routes) => routes.some((route) => route.method === method && !route.isForCors));
  const ordered = isOfBody ? usual : ['GET', ...usual.slice(0, -1)];
  const routed = ordered.filter(isRouted);
  return [...routed, ...ordered.filter((method) => !routed.includes(method))];
}

/** With what makes a browser send a preflight, where there was one. */
function completed(request: CrossOriginRequest, isPreflight: boolean): CrossOriginRequest {
  const { method = 'GET', headers } = request;
  if (!isPreflight) return request;
  if (withBody.includes(method)) return { ...request, json: {} };
  return method === 'GET' && headers === undefined
    ? { ...request, headers: { authorization: 'Bearer x' } }
    : request;
}
