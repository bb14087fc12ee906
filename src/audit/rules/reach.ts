import { isLoopback } from '../../standard/potentially-trustworthy.js';
import { parseUrl } from '../../text/parse-url.js';
import type { ResponseRule } from '../response-rule.js';
import { allowCredentialsOf, allowOriginOf, header } from './headers.js';

const onErrors =
  'set the CORS headers before anything can fail, for every path, and keep them in the error handler';

/** Mistakes that show when something else than the path itself is asked. */
export const reachRules: readonly ResponseRule[] = [
  {
    id: 'error-without-cors',
    level: 'warn',
    fix: onErrors,
    find: ({ notFound, toTrusted, trusted }) =>
      notFound !== undefined &&
      notFound.status >= 400 &&
      allowOriginOf(toTrusted) !== null &&
      allowOriginOf(notFound) === null
        ? {
            exchange: notFound,
            message: `a ${String(notFound.status)} has no Access-Control-Allow-Origin for "${trusted}": the page sees a network error`,
          }
        : undefined,
  },
  {
    id: 'error-without-acac',
    level: 'warn',
    fix: onErrors,
    find: ({ notFound, toTrusted }) =>
      notFound !== undefined &&
      notFound.status >= 400 &&
      allowOriginOf(notFound) !== null &&
      allowCredentialsOf(toTrusted) === 'true' &&
      allowCredentialsOf(notFound) === null
        ? {
            exchange: notFound,
            message: `a ${String(notFound.status)} has no Access-Control-Allow-Credentials: the page sees a network error`,
          }
        : undefined,
  },
  {
    id: 'disallowed-5xx',
    level: 'warn',
    fix: 'answer without CORS headers: callback(null, false), not callback(new Error(…))',
    find: ({ toStranger, toTrusted, stranger }) =>
      toStranger !== undefined &&
      toTrusted !== undefined &&
      toStranger.status >= 500 &&
      toTrusted.status < 500
        ? { exchange: toStranger, message: `"${stranger}" is answered with ${String(toStranger.status)}` }
        : undefined,
  },
  {
    id: 'same-origin-broken',
    level: 'warn',
    fix: "let the app's own origin through: browsers send Origin with a same-origin POST, too",
    find: ({ sameOrigin, toNobody }) =>
      sameOrigin !== undefined && toNobody !== undefined && sameOrigin.status >= 400 && toNobody.status < 400
        ? {
            exchange: sameOrigin,
            message: `a page of the app itself is answered with ${String(sameOrigin.status)}`,
          }
        : undefined,
  },
  {
    id: 'referer-reflected',
    level: 'warn',
    fix: 'look at Origin only',
    find: ({ withReferer, toNobody, stranger }) =>
      withReferer !== undefined &&
      allowOriginOf(withReferer) !== allowOriginOf(toNobody) &&
      (allowOriginOf(withReferer) ?? '').startsWith(stranger)
        ? { exchange: withReferer, message: 'Access-Control-Allow-Origin is made of the Referer' }
        : undefined,
  },
  {
    id: 'private-network-to-any',
    level: 'warn',
    fix: 'send it to origins that are listed only',
    find: ({ privateNetwork, stranger }) =>
      header(privateNetwork, 'access-control-allow-private-network') === 'true' &&
      privateNetwork !== undefined
        ? {
            exchange: privateNetwork,
            message: `"${stranger}" is let into the private network: Access-Control-Allow-Private-Network: true`,
          }
        : undefined,
  },
  {
    id: 'http-trusted-by-https',
    level: 'warn',
    fix: 'trust https origins only: over http the network can write the page',
    find: ({ allTrusted, toTrusted, preflight }) => {
      const exchange = toTrusted ?? preflight;
      const plain = allTrusted.find(
        (origin) => parseUrl(origin)?.protocol === 'http:' && !isLoopback(origin),
      );
      return plain === undefined || allowCredentialsOf(exchange) !== 'true'
        ? undefined
        : {
            exchange,
            message: `"${plain}" is trusted with credentials, and anyone on the network can write its pages`,
          };
    },
  },
];
