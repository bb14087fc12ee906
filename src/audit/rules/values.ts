import type { Exchange } from '../../browser/transcript.js';
import { extractDeltaSeconds, extractTokens, failure } from '../../standard/extract-header-list-values.js';
import { valuesOf } from '../../standard/header-list.js';
import { parseUrl } from '../../text/parse-url.js';
import type { Answers, ResponseRule, Sighting } from '../response-rule.js';
import { allOf, allowCredentialsOf, allowOriginOf, firstOf, itemsOf } from './headers.js';

const lists = [
  ['Access-Control-Allow-Methods', 'access-control-allow-methods'],
  ['Access-Control-Allow-Headers', 'access-control-allow-headers'],
  ['Access-Control-Expose-Headers', 'access-control-expose-headers'],
] as const;

/** Looks at every list of every answer. */
const inLists =
  (find: (items: string[], name: string, exchange: Exchange) => string | undefined) =>
  (answers: Answers): Sighting | undefined =>
    firstOf(allOf(answers), (exchange) => {
      for (const [written, name] of lists) {
        const message = find(itemsOf(exchange, name) ?? [], written, exchange);
        if (message !== undefined) return { exchange, message };
      }
      return undefined;
    });

/** What can match an origin, or `*`. */
function isAllowOrigin(value: string): boolean {
  if (value === '*' || value === 'null') return true;
  return !/[*,\s]/.test(value) && parseUrl(value) !== undefined && isSerialized(value);
}

/** Schemes such as `capacitor:` have an opaque origin to the parser, and are sent as `scheme://host`. */
function isSerialized(value: string): boolean {
  return /^https?:/i.test(value)
    ? parseUrl(value)?.origin === value
    : /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+$/.test(value);
}

export const valueRules: readonly ResponseRule[] = [
  {
    id: 'wildcard-with-credentials',
    level: 'error',
    fix: 'name the origin in Access-Control-Allow-Origin, or leave Access-Control-Allow-Credentials out',
    find: (answers) =>
      firstOf(allOf(answers), (exchange) =>
        allowOriginOf(exchange) === '*' && allowCredentialsOf(exchange) === 'true'
          ? {
              exchange,
              message:
                'Access-Control-Allow-Origin: * beside Access-Control-Allow-Credentials: true: never readable with credentials',
            }
          : undefined,
      ),
  },
  {
    id: 'acao-invalid',
    level: 'error',
    fix: 'answer with the one origin that asks, or "*"',
    find: (answers) =>
      firstOf(allOf(answers), (exchange) => {
        const wrong = valuesOf('access-control-allow-origin', exchange.responseHeaders).find(
          (value) => !isAllowOrigin(value),
        );
        return wrong === undefined
          ? undefined
          : { exchange, message: `Access-Control-Allow-Origin: "${wrong}" matches no origin at all` };
      }),
  },
  {
    id: 'acao-duplicate',
    level: 'error',
    fix: 'let one place set it: the app, or the proxy in front of it',
    find: (answers) =>
      firstOf(allOf(answers), (exchange) => {
        const { length } = valuesOf('access-control-allow-origin', exchange.responseHeaders);
        return length < 2
          ? undefined
          : { exchange, message: `Access-Control-Allow-Origin stands there ${String(length)} times` };
      }),
  },
  {
    id: 'acac-invalid',
    level: 'error',
    fix: 'write exactly "true", once, or leave the header out',
    find: (answers) =>
      firstOf(allOf(answers), (exchange) => {
        const value = allowCredentialsOf(exchange);
        return value === null || value === 'true'
          ? undefined
          : {
              exchange,
              message: `Access-Control-Allow-Credentials: "${value}" is not "true", so it is "no"`,
            };
      }),
  },
  {
    id: 'acac-to-disallowed',
    level: 'off',
    fix: 'nothing: it is harmless without Access-Control-Allow-Origin',
    find: ({ toStranger, stranger }) =>
      toStranger !== undefined &&
      allowCredentialsOf(toStranger) === 'true' &&
      allowOriginOf(toStranger) !== stranger
        ? {
            exchange: toStranger,
            message: 'Access-Control-Allow-Credentials: true for an origin that is refused',
          }
        : undefined,
  },
  {
    id: 'star-with-credentials',
    level: 'error',
    fix: 'list the names: beside credentials "*" is a name like any other',
    find: (answers) =>
      inLists((items, name, exchange) =>
        items.includes('*') && allowCredentialsOf(exchange) === 'true'
          ? `${name}: * beside Access-Control-Allow-Credentials: true means the name "*", not any`
          : undefined,
      )(answers),
  },
  {
    id: 'list-syntax',
    level: 'error',
    fix: 'separate names by commas, without quotes',
    find: inLists((items, name, { responseHeaders }) =>
      extractTokens(name.toLowerCase(), responseHeaders) === failure
        ? `${name}: "${items.join(', ')}" is not a list of names: browsers take it as a network error`
        : undefined,
    ),
  },
  {
    id: 'list-junk',
    level: 'warn',
    fix: 'leave the header out where there is nothing to list',
    find: inLists((items, name) => {
      const junk = items.find((item) => ['undefined', 'null', '[object'].includes(item));
      return junk === undefined ? undefined : `${name} lists "${junk}"`;
    }),
  },
  {
    id: 'method-lowercase',
    level: 'error',
    fix: 'write methods in upper case',
    find: (answers) =>
      firstOf(allOf(answers), (exchange) => {
        const wrong = (itemsOf(exchange, 'access-control-allow-methods') ?? []).find(
          (method) => method !== method.toUpperCase(),
        );
        return wrong === undefined
          ? undefined
          : {
              exchange,
              message: `Access-Control-Allow-Methods lists "${wrong}": methods are case-sensitive`,
            };
      }),
  },
  {
    id: 'max-age-invalid',
    level: 'error',
    fix: 'write a number of seconds: Access-Control-Max-Age: 600',
    find: ({ preflight }) =>
      extractDeltaSeconds('access-control-max-age', preflight.responseHeaders) === failure
        ? { exchange: preflight, message: 'Access-Control-Max-Age is not a number of seconds' }
        : undefined,
  },
  {
    id: 'max-age-capped',
    level: 'info',
    fix: 'nothing breaks; 7200 is what Chromium keeps at most',
    find: ({ preflight }) => {
      const seconds = extractDeltaSeconds('access-control-max-age', preflight.responseHeaders);
      return typeof seconds === 'number' && seconds > 86_400
        ? { exchange: preflight, message: `no browser keeps a preflight for ${String(seconds)} seconds` }
        : undefined;
    },
  },
];
