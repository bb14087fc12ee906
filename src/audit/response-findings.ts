import { shownWords } from '../state/disclosure.js';
import type { AuditFinding } from './audit-report.js';
import type { CheckedOptions } from './audit-options.js';
import { ruleTexts } from './catalogue/rules.js';
import type { Answers, ResponseRule, ResponseRuleId, Sighting } from './response-rule.js';
import { responseRules } from './rules/index.js';

/** What the rules find in the responses of one path; a rule may be raised, lowered or turned off by its id. */
export function responseFindings(
  path: string,
  answers: Answers,
  rules: CheckedOptions['rules'],
): AuditFinding[] {
  return responseRules.flatMap((rule) => {
    if ((rules[rule.id] ?? rule.level) === 'off') return [];
    const sighting = rule.find(answers);
    return sighting === undefined ? [] : (responseFinding(path, rule, sighting, rules) ?? []);
  });
}

/** @returns undefined where the rule is turned off. */
export function responseFinding(
  path: string,
  { id, level }: Omit<ResponseRule, 'find'>,
  { exchange, message, level: seen }: Sighting,
  rules: Readonly<Partial<Record<ResponseRuleId, ResponseRule['level']>>>,
): AuditFinding | undefined {
  const wanted = rules[id] ?? seen ?? level;
  if (wanted === 'off') return undefined;
  const origin = exchange.requestHeaders.find(([name]) => name.toLowerCase() === 'origin')?.[1] ?? null;
  return {
    id,
    level: wanted,
    severity: null,
    paths: [path],
    origin,
    withCredentials: false,
    shownBy: [exchange.kind],
    allowed: 1,
    asked: 1,
    message: shownWords(message),
    likelyCode: '',
    fix: ruleTexts[id].fix,
    exchange,
  };
}
