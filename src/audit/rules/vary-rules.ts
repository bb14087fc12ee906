import { allowOriginOf, type Exchange } from '../../browser/transcript.js';
import type { Answers, ResponseRule } from '../response-rule.js';
import { ruleTexts } from '../catalogue/rules.js';
import { header, variesOnOrigin } from './header-rules.js';

/** Answers of one kind that differ, of which a shared cache may give one in the place of the other. */
function differing(exchanges: readonly (Exchange | undefined)[]): Exchange[] {
  const asked = exchanges.filter((exchange) => exchange !== undefined);
  return new Set(asked.map(allowOriginOf)).size > 1 ? asked : [];
}

function withoutVary({ toTrusted, toStranger, toNobody }: Answers): Exchange | undefined {
  return differing([toTrusted, toStranger, toNobody]).find((exchange) => !variesOnOrigin(exchange));
}

/** Whether the app itself says `Vary: Origin`, and the response has another Vary in its place. */
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
    find: (answers) => {
      const exchange = withoutVary(answers);
      if (exchange === undefined || isClobbered(answers)) return undefined;
      const isTrusted = exchange === answers.toTrusted;
      const whose = isTrusted
        ? `"${answers.trusted}"`
        : exchange === answers.toStranger
          ? `"${answers.stranger}"`
          : 'requests without Origin';
      return {
        exchange,
        message: ruleTexts['vary-origin-missing'].message(whose),
        ...(isTrusted ? {} : { level: 'info' as const }),
      };
    },
  },
  {
    id: 'vary-clobbered',
    level: 'warn',
    find: (answers) => {
      const { toTrusted } = answers;
      if (toTrusted === undefined || withoutVary(answers) === undefined || !isClobbered(answers))
        return undefined;
      const vary = header(toTrusted, 'vary') ?? '';
      return { exchange: toTrusted, message: ruleTexts['vary-clobbered'].message(vary) };
    },
  },
  {
    id: 'preflight-vary-missing',
    level: 'info',
    find: ({ preflight, strangerPreflight, nobodysPreflight }) => {
      const exchange = differing([preflight, strangerPreflight, nobodysPreflight]).find(
        (one) => !variesOnOrigin(one),
      );
      if (exchange === undefined) return undefined;
      const { message } = ruleTexts['preflight-vary-missing'];
      return { exchange, message, ...(isShared(exchange) ? { level: 'warn' as const } : {}) };
    },
  },
  {
    id: 'star-without-origin',
    level: 'warn',
    find: ({ toNobody, toStranger }) => {
      if (toNobody === undefined || allowOriginOf(toNobody) !== '*' || allowOriginOf(toStranger) !== null)
        return undefined;
      return { exchange: toNobody, message: ruleTexts['star-without-origin'].message };
    },
  },
];
