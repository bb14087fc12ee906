import { allowOriginOf } from '../../browser/transcript.js';
import { ruleTexts } from '../catalogue/rules.js';
import type { Answers, ResponseRule, Sighting } from '../response-rule.js';
import { allowCredentialsOf, isOk, itemsOf } from './header-rules.js';

/** Requested to see whether the response reflects it. */
export const oddHeader = 'x-audit-4711';
export const oddMethod = 'XAUDIT';

type StatusRule = 'preflight-not-ok' | 'preflight-redirect' | 'preflight-needs-auth';

/** A rule about the preflight of the trusted origin, by its status. */
const byStatus = (id: StatusRule, isWrong: (status: number) => boolean): ResponseRule => ({
  id,
  level: 'error',
  find: ({ preflight }) =>
    isWrong(preflight.status)
      ? { exchange: preflight, message: ruleTexts[id].message(String(preflight.status)) }
      : undefined,
});

type CodeRule =
  'preflight-no-acao' | 'preflight-no-acac' | 'preflight-method-missing' | 'preflight-header-missing';

/** A rule about the preflight of the trusted origin, by why the browser blocks it. */
const byCode = (id: CodeRule, code: string): ResponseRule => ({
  id,
  level: 'error',
  find: ({ preflight, preflightCode }) =>
    isOk(preflight) && preflightCode === code
      ? { exchange: preflight, message: ruleTexts[id].message }
      : undefined,
});

function looser({ strangerPasses, strangerPreflight, toStranger, stranger }: Answers): Sighting | undefined {
  if (strangerPasses === undefined || strangerPreflight === undefined || toStranger === undefined)
    return undefined;
  const { preflight, answer } = strangerPasses;
  if (preflight === answer) return undefined;
  const { message } = ruleTexts['preflight-looser-than-answer'];
  return preflight
    ? { exchange: strangerPreflight, message: message(stranger, 'preflight') }
    : { exchange: toStranger, message: message(stranger, 'request') };
}

export const preflightRules: readonly ResponseRule[] = [
  byStatus(
    'preflight-not-ok',
    (status) => !((status >= 200 && status <= 399) || status === 401 || status === 403),
  ),
  byStatus('preflight-redirect', (status) => status >= 300 && status <= 399),
  byStatus('preflight-needs-auth', (status) => status === 401 || status === 403),
  byCode('preflight-no-acao', 'PreflightMissingAllowOriginHeader'),
  byCode('preflight-no-acac', 'PreflightInvalidAllowCredentials'),
  byCode('preflight-method-missing', 'MethodDisallowedByPreflightResponse'),
  byCode('preflight-header-missing', 'HeaderDisallowedByPreflightResponse'),
  {
    id: 'preflight-looser-than-answer',
    level: 'warn',
    find: looser,
  },
  {
    id: 'preflight-acac-only',
    level: 'warn',
    find: ({ preflight, toTrusted }) => {
      if (toTrusted === undefined || !isOk(preflight) || allowOriginOf(preflight) === null) return undefined;
      const [before, after] = [preflight, toTrusted].map((one) => allowCredentialsOf(one) === 'true');
      if (before === after) return undefined;
      const { message } = ruleTexts['preflight-acac-only'];
      return before === true
        ? { exchange: toTrusted, message: message('preflight', 'actual request') }
        : { exchange: preflight, message: message('actual request', 'preflight') };
    },
  },
  {
    id: 'reflects-request-headers',
    level: 'info',
    find: (answers) => {
      const { oddHeader: exchange, toStranger, stranger } = answers;
      const names =
        exchange && itemsOf(exchange, 'access-control-allow-headers')?.map((name) => name.toLowerCase());
      if (exchange === undefined || names?.includes(oddHeader) !== true) return undefined;
      return {
        exchange,
        message: ruleTexts['reflects-request-headers'].message(oddHeader),
        ...(allowOriginOf(toStranger) === stranger ? { level: 'warn' as const } : {}),
      };
    },
  },
  {
    id: 'reflects-request-method',
    level: 'info',
    find: ({ oddMethod: exchange }) =>
      exchange !== undefined &&
      itemsOf(exchange, 'access-control-allow-methods')?.includes(oddMethod) === true
        ? { exchange, message: ruleTexts['reflects-request-method'].message(oddMethod) }
        : undefined,
  },
];
