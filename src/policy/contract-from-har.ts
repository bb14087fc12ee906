import { checkContract } from '../contract/check-contract.js';
import type { CorsContract } from '../contract/contract.js';
import { extractTokens } from '../standard/extract-header-list-values.js';
import { contains } from '../standard/header-list.js';
import { isSafeMethod } from '../standard/method.js';
import { isOkStatus } from '../standard/response.js';
import { grouped } from '../text/grouped.js';
import { contractOfRoutes } from './contract-of-routes.js';
import type { HarCall } from './har-calls.js';
import { type GuessedPath, guessPaths, type SeenPath } from './har-paths.js';
import { type DeclaredRoute, isDeclarable } from './policy-route.js';

/** A contract, and what in it should be looked at. Routes are named by method and path. */
export interface HarContract {
  readonly contract: CorsContract;
  /** Paths that stand for several that were requested. */
  readonly guessed: readonly string[];
  /** Paths with parameters whose values look like secrets, so that others are in their place. */
  readonly hidden: readonly string[];
  /** Routes of which a page got an error instead of the response. */
  readonly blocked: readonly string[];
  /** Paths whose responses allow credentials, and to which none are seen to go. */
  readonly unseen: readonly string[];
}

/**
 * What pages asked of one API, as a contract. What was blocked is in it: that is what the pages need. Of what they sent there
 * are names, and no value but those of parameters in paths; of what they got, the names of headers that were exposed and there.
 *
 * @param calls At least one, all to one origin.
 */
export function contractFromHar(calls: readonly HarCall[]): HarContract {
  const guesses = guessPaths(seenPaths(calls));
  const guessOf = ({ pathname }: HarCall): GuessedPath => guesses.get(pathname) ?? nothing;
  const paths = [...grouped(calls, (call) => guessOf(call).path)].sort(([a], [b]) => (a < b ? -1 : 1));
  const isUsual = calls.some(({ credentials }) => credentials !== null);
  const routes = paths.flatMap(([, ofPath]) => {
    const { path, params } = guessOf(mostTelling(ofPath));
    return routesOf(ofPath, isUsual).map((terms) => ({
      path,
      ...(Object.keys(params).length > 0 ? { params } : {}),
      ...terms,
    }));
  });
  const contract = contractOfRoutes(routes);
  checkContract(contract);
  const pathsWhere = (isSo: (calls: readonly HarCall[]) => boolean): string[] =>
    paths.flatMap(([path, ofPath]) => (isSo(ofPath) ? [path] : []));
  return {
    contract,
    guessed: pathsWhere((ofPath) => new Set(ofPath.map(({ pathname }) => pathname)).size > 1),
    hidden: pathsWhere((ofPath) => guessOf(mostTelling(ofPath)).hidden.length > 0),
    blocked: [
      ...new Set(
        calls.filter(({ isBlocked }) => isBlocked).map((call) => `${call.method} ${guessOf(call).path}`),
      ),
    ],
    unseen: pathsWhere(
      (ofPath) =>
        ofPath.some(({ credentials }) => credentials === 'allowed') &&
        ofPath.every(({ credentials }) => credentials !== 'sent'),
    ),
  };
}

const nothing: GuessedPath = { path: '/', params: {}, hidden: [] };

function seenPaths(calls: readonly HarCall[]): SeenPath[] {
  return [...grouped(calls, ({ pathname }) => pathname)].map(([pathname, all]) => {
    const read = all.find(({ method, response }) => method === 'GET' && isOkStatus(response?.status ?? 0));
    return { pathname, shape: shapeOf(read?.response?.text ?? '') };
  });
}

function shapeOf(text: string): string {
  if (!/^\s*\{/.test(text)) return '';
  try {
    return JSON.stringify(Object.keys(JSON.parse(text) as object).sort());
  } catch {
    return '';
  }
}

/** Its parameters are used: those of a response that was there, and that a check asks for again. */
function mostTelling(calls: readonly HarCall[]): HarCall {
  const rank = ({ method, response }: HarCall): number => {
    const status = response?.status ?? 0;
    return (isOkStatus(status) ? 4 : 0) + (isMissing(status) ? 0 : 2) + (isSafeMethod(method) ? 1 : 0);
  };
  return calls.reduce((best, call) => (rank(call) > rank(best) ? call : best));
}

type Terms = Omit<DeclaredRoute, 'path' | 'params'>;

/** One for all methods on the same terms. */
function routesOf(ofPath: readonly HarCall[], isUsual: boolean): Terms[] {
  const isSent = ofPath.some(({ response }) => response !== undefined && response.status !== 0);
  const isCredentialed = ofPath.some(({ credentials }) => credentials !== null) || (!isSent && isUsual);
  const cells = [...grouped(ofPath, ({ method }) => method)].sort(([a], [b]) => (a < b ? -1 : 1));
  const terms = cells.map(([method, calls]) => ({ method, terms: termsOf(method, calls, isCredentialed) }));
  return [...grouped(terms, (cell) => JSON.stringify(cell.terms)).values()].flatMap((alike) =>
    alike.slice(0, 1).map(({ terms: { origins, exact, ...own } }) => {
      return { methods: alike.map(({ method }) => method), origins, exact, ...own };
    }),
  );
}

function termsOf(method: string, calls: readonly HarCall[], isCredentialed: boolean): Omit<Terms, 'methods'> {
  const isForAny =
    !isCredentialed && calls.some((call) => call.isForAny) && calls.every((call) => call.isForAny !== false);
  const requestHeaders = sorted(calls.flatMap((call) => call.requestHeaders));
  const exposedHeaders = isSafeMethod(method) ? sorted(calls.flatMap(readableIn)) : [];
  // Without it, a 404 is a fault of the app.
  const { status = 0 } = mostTelling(calls).response ?? {};
  return {
    origins: isForAny ? '*' : { allowed: sorted(calls.map(({ page }) => page)) },
    exact: [],
    ...(requestHeaders.length > 0 ? { requestHeaders } : {}),
    ...(isCredentialed ? { credentials: true } : {}),
    ...(exposedHeaders.length > 0 ? { exposedHeaders } : {}),
    ...(isSafeMethod(method) && isMissing(status) ? { status } : {}),
  };
}

function isMissing(status: number): boolean {
  return status === 404 || status === 405;
}

/** The headers that were exposed and there; whether a page has read them, a recording does not say. */
function readableIn({ response, isBlocked }: HarCall): string[] {
  if (response === undefined || isBlocked) return [];
  const names = extractTokens('access-control-expose-headers', response.responseHeaders);
  if (!Array.isArray(names)) return [];
  return names
    .map((name) => name.toLowerCase())
    .filter((name) => isDeclarable(name) && contains(name, response.responseHeaders));
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
