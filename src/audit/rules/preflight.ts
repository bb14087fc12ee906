import type { Answers, ResponseRule, ResponseRuleId, Sighting } from '../response-rule.js';
import { allowCredentialsOf, allowOriginOf, isOk, itemsOf } from './headers.js';

/** What is asked for to see whether the answer repeats it. */
export const oddHeader = 'x-audit-4711';
export const oddMethod = 'XAUDIT';

const mountFirst = 'mount the CORS middleware before everything that may answer, for OPTIONS too';

/** A rule about the preflight of the trusted origin, by its status. */
const byStatus = (
  id: ResponseRuleId,
  fix: string,
  describe: (status: number) => string | undefined,
): ResponseRule => ({
  id,
  level: 'error',
  fix,
  find: ({ preflight }) => {
    const message = describe(preflight.status);
    return message === undefined ? undefined : { exchange: preflight, message };
  },
});

/** A rule about the preflight of the trusted origin, by why the browser refuses it. */
const byCode = (
  id: ResponseRuleId,
  codes: readonly string[],
  fix: string,
  message: string,
): ResponseRule => ({
  id,
  level: 'error',
  fix,
  find: ({ preflight, preflightCode }) =>
    isOk(preflight) && codes.includes(preflightCode ?? '') ? { exchange: preflight, message } : undefined,
});

function looser({ strangerPasses, strangerPreflight, toStranger, stranger }: Answers): Sighting | undefined {
  if (strangerPasses === undefined || strangerPreflight === undefined || toStranger === undefined)
    return undefined;
  const { preflight, answer } = strangerPasses;
  if (preflight === answer) return undefined;
  return preflight
    ? {
        exchange: strangerPreflight,
        message: `"${stranger}" passes the preflight and may not read the answer: what it writes is written`,
      }
    : { exchange: toStranger, message: `"${stranger}" may read the answer and does not pass a preflight` };
}

export const preflightRules: readonly ResponseRule[] = [
  byStatus('preflight-not-ok', mountFirst, (status) =>
    (status >= 200 && status <= 399) || status === 401 || status === 403
      ? undefined
      : `the preflight of a trusted origin is answered with ${String(status)}`,
  ),
  byStatus('preflight-redirect', mountFirst, (status) =>
    status >= 300 && status <= 399
      ? `the preflight of a trusted origin is redirected (${String(status)})`
      : undefined,
  ),
  byStatus('preflight-needs-auth', mountFirst, (status) =>
    status === 401 || status === 403
      ? `the preflight of a trusted origin is answered with ${String(status)}: a preflight never carries cookies or Authorization`
      : undefined,
  ),
  byCode(
    'preflight-no-acao',
    ['PreflightMissingAllowOriginHeader'],
    mountFirst,
    'the preflight of a trusted origin is answered without Access-Control-Allow-Origin',
  ),
  byCode(
    'preflight-no-acac',
    ['PreflightInvalidAllowCredentials'],
    'send Access-Control-Allow-Credentials: true with the preflight, too',
    'the preflight of a trusted origin with credentials is answered without Access-Control-Allow-Credentials: true',
  ),
  byCode(
    'preflight-method-missing',
    ['MethodDisallowedByPreflightResponse'],
    'add the method to Access-Control-Allow-Methods',
    'the preflight of a trusted origin is answered without the method it asks for',
  ),
  byCode(
    'preflight-header-missing',
    ['HeaderDisallowedByPreflightResponse'],
    'add the header to Access-Control-Allow-Headers',
    'the preflight of a trusted origin is answered without a header it asks for',
  ),
  {
    id: 'preflight-looser-than-answer',
    level: 'warn',
    fix: 'let one middleware decide about both',
    find: looser,
  },
  {
    id: 'preflight-acac-only',
    level: 'warn',
    fix: 'let one middleware decide about both',
    find: ({ preflight, toTrusted }) => {
      if (toTrusted === undefined || !isOk(preflight) || allowOriginOf(preflight) === null) return undefined;
      const [before, after] = [preflight, toTrusted].map((one) => allowCredentialsOf(one) === 'true');
      if (before === after) return undefined;
      const message = `Access-Control-Allow-Credentials: true is on the ${before === true ? 'preflight' : 'answer'} and not on the ${before === true ? 'answer' : 'preflight'}`;
      return { exchange: before === true ? toTrusted : preflight, message };
    },
  },
  {
    id: 'reflects-request-headers',
    level: 'info',
    fix: 'list the headers the API reads: allowedHeaders: ["content-type", …]',
    find: (answers) => {
      const { oddHeader: exchange, toStranger, stranger } = answers;
      const names =
        exchange && itemsOf(exchange, 'access-control-allow-headers')?.map((name) => name.toLowerCase());
      if (exchange === undefined || names?.includes(oddHeader) !== true) return undefined;
      const message = `any request header is allowed: "${oddHeader}" is repeated`;
      return {
        exchange,
        message,
        ...(allowOriginOf(toStranger) === stranger ? { level: 'warn' as const } : {}),
      };
    },
  },
  {
    id: 'reflects-request-method',
    level: 'info',
    fix: 'list the methods the API has: methods: ["GET", "PUT"]',
    find: ({ oddMethod: exchange }) =>
      exchange !== undefined &&
      itemsOf(exchange, 'access-control-allow-methods')?.includes(oddMethod) === true
        ? { exchange, message: `any method is allowed: "${oddMethod}" is repeated` }
        : undefined,
  },
];
