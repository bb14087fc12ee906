import { allowOriginOf } from '../../browser/transcript.js';
import { isLoopback } from '../../standard/potentially-trustworthy.js';
import { parseUrl } from '../../text/parse-url.js';
import type { ResponseRule } from '../response-rule.js';
import { ruleTexts } from '../catalogue/rules.js';
import { allowCredentialsOf, header } from './header-rules.js';

/** Mistakes that show when something other than the path itself is requested. */
export const reachRules: readonly ResponseRule[] = [
  {
    id: 'error-without-cors',
    level: 'warn',
    find: ({ notFound, toTrusted, trusted }) =>
      notFound !== undefined &&
      notFound.status >= 400 &&
      allowOriginOf(toTrusted) !== null &&
      allowOriginOf(notFound) === null
        ? {
            exchange: notFound,
            message: ruleTexts['error-without-cors'].message(String(notFound.status), trusted),
          }
        : undefined,
  },
  {
    id: 'error-without-acac',
    level: 'warn',
    find: ({ notFound, toTrusted }) =>
      notFound !== undefined &&
      notFound.status >= 400 &&
      allowOriginOf(notFound) !== null &&
      allowCredentialsOf(toTrusted) === 'true' &&
      allowCredentialsOf(notFound) === null
        ? { exchange: notFound, message: ruleTexts['error-without-acac'].message(String(notFound.status)) }
        : undefined,
  },
  {
    id: 'disallowed-5xx',
    level: 'warn',
    find: ({ toStranger, toTrusted, stranger }) =>
      toStranger !== undefined &&
      toTrusted !== undefined &&
      toStranger.status >= 500 &&
      toTrusted.status < 500
        ? {
            exchange: toStranger,
            message: ruleTexts['disallowed-5xx'].message(stranger, String(toStranger.status)),
          }
        : undefined,
  },
  {
    id: 'same-origin-broken',
    level: 'warn',
    find: ({ sameOrigin, toNobody }) =>
      sameOrigin !== undefined && toNobody !== undefined && sameOrigin.status >= 400 && toNobody.status < 400
        ? {
            exchange: sameOrigin,
            message: ruleTexts['same-origin-broken'].message(String(sameOrigin.status)),
          }
        : undefined,
  },
  {
    id: 'referer-reflected',
    level: 'warn',
    find: ({ withReferer, toNobody, stranger }) =>
      withReferer !== undefined &&
      allowOriginOf(withReferer) !== allowOriginOf(toNobody) &&
      (allowOriginOf(withReferer) ?? '').startsWith(stranger)
        ? { exchange: withReferer, message: ruleTexts['referer-reflected'].message }
        : undefined,
  },
  {
    id: 'private-network-to-any',
    level: 'warn',
    find: ({ privateNetwork, stranger }) =>
      header(privateNetwork, 'access-control-allow-private-network') === 'true' &&
      privateNetwork !== undefined
        ? { exchange: privateNetwork, message: ruleTexts['private-network-to-any'].message(stranger) }
        : undefined,
  },
  {
    id: 'http-trusted-by-https',
    level: 'warn',
    find: ({ allTrusted, toTrusted, preflight }) => {
      const exchange = toTrusted ?? preflight;
      const plain = allTrusted.find(
        (origin) => parseUrl(origin)?.protocol === 'http:' && !isLoopback(origin),
      );
      return plain === undefined || allowCredentialsOf(exchange) !== 'true'
        ? undefined
        : { exchange, message: ruleTexts['http-trusted-by-https'].message(plain) };
    },
  },
];
