import { allowOriginOf, type Exchange } from '../../browser/transcript.js';
import { extractDeltaSeconds, extractTokens, failure } from '../../standard/extract-header-list-values.js';
import { valuesOf } from '../../standard/header-list.js';
import { parseUrl } from '../../text/parse-url.js';
import type { Answers, ResponseRule, Sighting } from '../response-rule.js';
import { ruleTexts } from '../catalogue/rules.js';
import { allOf, allowCredentialsOf, firstOf, itemsOf } from './header-rules.js';

const lists = [
  ['Access-Control-Allow-Methods', 'access-control-allow-methods'],
  ['Access-Control-Allow-Headers', 'access-control-allow-headers'],
  ['Access-Control-Expose-Headers', 'access-control-expose-headers'],
] as const;

/** Looks at every list of every response. */
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
    find: (answers) =>
      firstOf(allOf(answers), (exchange) =>
        allowOriginOf(exchange) === '*' && allowCredentialsOf(exchange) === 'true'
          ? { exchange, message: ruleTexts['wildcard-with-credentials'].message }
          : undefined,
      ),
  },
  {
    id: 'acao-invalid',
    level: 'error',
    find: (answers) =>
      firstOf(allOf(answers), (exchange) => {
        const wrong = valuesOf('access-control-allow-origin', exchange.responseHeaders).find(
          (value) => !isAllowOrigin(value),
        );
        return wrong === undefined
          ? undefined
          : { exchange, message: ruleTexts['acao-invalid'].message(wrong) };
      }),
  },
  {
    id: 'acao-duplicate',
    level: 'error',
    find: (answers) =>
      firstOf(allOf(answers), (exchange) => {
        const { length } = valuesOf('access-control-allow-origin', exchange.responseHeaders);
        return length < 2
          ? undefined
          : { exchange, message: ruleTexts['acao-duplicate'].message(String(length)) };
      }),
  },
  {
    id: 'acac-invalid',
    level: 'error',
    find: (answers) =>
      firstOf(allOf(answers), (exchange) => {
        const value = allowCredentialsOf(exchange);
        return value === null || value === 'true'
          ? undefined
          : { exchange, message: ruleTexts['acac-invalid'].message(value) };
      }),
  },
  {
    id: 'acac-to-disallowed',
    level: 'off',
    find: ({ toStranger, stranger }) =>
      toStranger !== undefined &&
      allowCredentialsOf(toStranger) === 'true' &&
      allowOriginOf(toStranger) !== stranger
        ? { exchange: toStranger, message: ruleTexts['acac-to-disallowed'].message }
        : undefined,
  },
  {
    id: 'star-with-credentials',
    level: 'error',
    find: (answers) =>
      inLists((items, name, exchange) =>
        items.includes('*') && allowCredentialsOf(exchange) === 'true'
          ? ruleTexts['star-with-credentials'].message(name)
          : undefined,
      )(answers),
  },
  {
    id: 'list-syntax',
    level: 'error',
    find: inLists((items, name, { responseHeaders }) =>
      extractTokens(name.toLowerCase(), responseHeaders) === failure
        ? ruleTexts['list-syntax'].message(name, items.join(', '))
        : undefined,
    ),
  },
  {
    id: 'list-junk',
    level: 'warn',
    find: inLists((items, name) => {
      const junk = items.find((item) => ['undefined', 'null', '[object'].includes(item));
      return junk === undefined ? undefined : ruleTexts['list-junk'].message(name, junk);
    }),
  },
  {
    id: 'method-lowercase',
    level: 'error',
    find: (answers) =>
      firstOf(allOf(answers), (exchange) => {
        const wrong = (itemsOf(exchange, 'access-control-allow-methods') ?? []).find(
          (method) => method !== method.toUpperCase(),
        );
        return wrong === undefined
          ? undefined
          : { exchange, message: ruleTexts['method-lowercase'].message(wrong) };
      }),
  },
  {
    id: 'max-age-invalid',
    level: 'error',
    find: ({ preflight }) =>
      extractDeltaSeconds('access-control-max-age', preflight.responseHeaders) === failure
        ? { exchange: preflight, message: ruleTexts['max-age-invalid'].message }
        : undefined,
  },
  {
    id: 'max-age-capped',
    level: 'info',
    find: ({ preflight }) => {
      const seconds = extractDeltaSeconds('access-control-max-age', preflight.responseHeaders);
      return typeof seconds === 'number' && seconds > 86_400
        ? { exchange: preflight, message: ruleTexts['max-age-capped'].message(String(seconds)) }
        : undefined;
    },
  },
];
