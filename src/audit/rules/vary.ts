import type { Exchange } from '../../browser/transcript.js';
import type { Answers, ResponseRule } from '../response-rule.js';
import { allowOriginOf, header, variesOnOrigin } from './headers.js';

const addVary =
  'send Vary: Origin with every answer that depends on it, also with those without CORS headers';

/** Answers of one kind that differ, of which a shared cache may give one in the place of the other. */
function differing(exchanges: readonly (Exchange | undefined)[]): Exchange[] {
  const asked = exchanges.filter((exchange) => exchange !== undefined);
  return new Set(asked.map(allowOriginOf)).size > 1 ? asked : [];
}

function withoutVary({ toTrusted, toStranger, toNobody }: Answers): Exchange | undefined {
  return differing([toTrusted, toStranger, toNobody]).find((exchange) => !variesOnOrigin(exchange));
}

/** Whether the app itself says `Vary: Origin`, and the answer has another Vary in its place. */
function isClobbered({ toTrusted, notFound, preflight }: Answers): boolean {
  if (toTrusted === undefined || header(toTrusted, 'vary') === null || variesOnOrigin(toTrusted))
    return false;
  return [notFound, preflight].some((exchange) => exchange !== undefined && variesOnOrigin(exchange));
}

function isShared(exchange: Exchange): boolean {
  const control = header(exchange, 'cache-control') ?? '';
  return /public|s-maxage|max-age/i.test(control) && !/private|no-store/i.test(control);
}

export const varyRules: readonly ResponseRule[] = [
  {
    id: 'vary-origin-missing',
    level: 'warn',
    fix: addVary,
    find: (answers) => {
      const exchange = withoutVary(answers);
      if (exchange === undefined || isClobbered(answers)) return undefined;
      const isTrusted = exchange === answers.toTrusted;
      const whose = isTrusted
        ? `"${answers.trusted}"`
        : exchange === answers.toStranger
          ? `"${answers.stranger}"`
          : 'nobody';
      return {
        exchange,
        message: `the answer depends on the origin and has no Vary: Origin where ${whose} asks: a shared cache gives it to others`,
        ...(isTrusted ? {} : { level: 'info' as const }),
      };
    },
  },
  {
    id: 'vary-clobbered',
    level: 'warn',
    fix: 'add to the header with res.vary("…"), or set it before the CORS middleware does: res.set("Vary", …) replaces it',
    find: (answers) => {
      const { toTrusted } = answers;
      if (toTrusted === undefined || withoutVary(answers) === undefined || !isClobbered(answers))
        return undefined;
      const vary = header(toTrusted, 'vary') ?? '';
      return {
        exchange: toTrusted,
        message: `the app sends Vary: Origin elsewhere, and here Vary: ${vary} has taken its place`,
      };
    },
  },
  {
    id: 'preflight-vary-missing',
    level: 'info',
    fix: addVary,
    find: ({ preflight, strangerPreflight, nobodysPreflight }) => {
      const exchange = differing([preflight, strangerPreflight, nobodysPreflight]).find(
        (one) => !variesOnOrigin(one),
      );
      if (exchange === undefined) return undefined;
      const message =
        'the answer to the preflight depends on the origin and has no Vary: Origin; some caches keep answers to OPTIONS';
      return { exchange, message, ...(isShared(exchange) ? { level: 'warn' as const } : {}) };
    },
  },
  {
    id: 'star-without-origin',
    level: 'warn',
    fix: 'send no Access-Control-Allow-Origin where no Origin is sent, or the same for everybody',
    find: ({ toNobody, toStranger }) => {
      if (toNobody === undefined || allowOriginOf(toNobody) !== '*' || allowOriginOf(toStranger) !== null)
        return undefined;
      return {
        exchange: toNobody,
        message:
          'asked without Origin the answer is open to any origin ("*"): a cache filled so opens it to all',
      };
    },
  },
];
