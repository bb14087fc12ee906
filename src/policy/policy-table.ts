import { shownUrl, shownWords } from '../state/disclosure.js';
import { isUnrelated } from '../request/unrelated-origins.js';
import { escapeForTerminal } from '../text/escape.js';
import { enumerate } from '../text/sentence.js';
import {
  type AllowOrigin,
  checkPolicy,
  type CorsPolicy,
  type PolicyRule,
  type RoutePolicy,
} from './policy.js';

/**
 * A policy as a table for snapshots and for reading: one line for each thing a CORS middleware has an option for. Routes
 * with the same policy stand together, so that one option that changes is one line that changes.
 *
 * @param policy Of `observeCorsPolicy`; it may come from a JSON file.
 * @throws {UsageError} `invalid-value` for anything else.
 * @example
 * expect(policyTable(await observeCorsPolicy(app, { origins, routes }))).toMatchSnapshot();
 */
export function policyTable(policy: CorsPolicy): string {
  checkPolicy(policy, 'policyTable()');
  const { origins, routes } = policy;
  const blocks = new Map<string, string[]>();
  for (const route of routes) {
    for (const [index, rule] of route.rules.entries()) {
      const table = tableOf(rule, { origins, isFurther: index > 0 });
      blocks.set(table, [...(blocks.get(table) ?? []), titleOf(route)]);
    }
  }
  return [...blocks].map(([table, titles]) => `${titles.join('\n')}\n${table}`).join('\n\n');
}

function titleOf({ path, params }: RoutePolicy): string {
  const values = Object.entries(params).map(([name, value]) => `${name} ${value}`);
  return escapeForTerminal(shownUrl(path) + (values.length === 0 ? '' : ` (${values.join(', ')})`));
}

function tableOf(
  rule: PolicyRule,
  { origins, isFurther }: { readonly origins: readonly string[]; readonly isFurther: boolean },
): string {
  const { status, methods, requestHeaders, otherHeaders, exposedHeaders, vary } = rule;
  const headers = requestHeaders === 'any' ? 'any' : listed(requestHeaders);
  const onHeaders = vary.preflight.filter((name) => name.startsWith('access-control-'));
  const facts: (readonly [string, string])[] = [
    [isFurther ? 'also allows' : 'allows', allowsOf(rule, origins)],
    [
      'credentials',
      { true: 'yes', false: 'no', 'in vain': 'announced, but blocked' }[String(rule.credentials)] ??
        `on ${String(rule.credentials)}`,
    ],
    ['methods', methods === 'any' ? anyExcept(rule.blockedReads) : listed(methods)],
    [
      'request headers',
      [
        headers,
        ...(otherHeaders === undefined ? [] : [`others for ${enumerate(otherHeaders)}`]),
        ...(onHeaders.length > 0 ? [`Vary: ${spelt(onHeaders)}`] : []),
      ].join('; '),
    ],
    [
      'exposed headers',
      exposedHeaders === null ? 'unknown: no response may be read' : listed(exposedHeaders),
    ],
    ['max age', maxAges[String(rule.maxAge)] ?? String(rule.maxAge)],
    ['preflight', String(status.preflight)],
    ['GET', String(status.GET)],
    ...(status.HEAD === undefined ? [] : [['HEAD', String(status.HEAD)] as const]),
  ];
  return facts
    .map(([label, value]) => `  ${label.padEnd(width)}${escapeForTerminal(shownWords(value))}`)
    .join('\n');
}

const width = 17;
const maxAges: Readonly<Record<string, string>> = { null: 'not sent', differs: 'differs by method' };

function anyExcept(blocked: readonly string[] = []): string {
  return blocked.length === 0 ? 'any' : `any except ${enumerate(blocked)}`;
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(', ');
}

function allowsOf(
  { origins, strangers, allowOrigin, vary, exposedHeaders }: PolicyRule,
  asked: readonly string[],
): string {
  // If a response may not be read, what it varies on is not known.
  const answers = exposedHeaders === null ? [vary.preflight] : [vary.preflight, vary.answer];
  const varies = (list: readonly string[]): boolean => list.includes('origin') || list.includes('*');
  const isKept = [allowOrigin].flat().includes('repeated');
  const [onPreflight, onAnswer] = [varies(vary.preflight), varies(vary.answer)];
  const where =
    answers.length === 1 || onPreflight === onAnswer
      ? ''
      : onPreflight
        ? ' on preflights only'
        : ' on actual requests only';
  const note = onPreflight || onAnswer ? `Vary: Origin${where}` : isKept ? 'no Vary: Origin' : undefined;
  const parts = [whoOf(origins, strangers, asked), sentAs(allowOrigin), note];
  return parts.filter((part) => part !== undefined).join('; ');
}

function whoOf(origins: readonly string[], strangers: boolean, asked: readonly string[]): string {
  if (!strangers) return origins.length === 0 ? 'no origin' : origins.join(', ');
  const refused = asked.filter((origin) => !origins.includes(origin) && !isUnrelated(origin));
  return refused.length === 0 ? 'any origin' : `any origin except ${enumerate(refused)}`;
}

function sentAs(allowOrigin: PolicyRule['allowOrigin']): string | undefined {
  if (typeof allowOrigin === 'object' && allowOrigin !== null) {
    const [preflight, answer] = allowOrigin.map((value) => said(value));
    return `${preflight ?? ''} on preflights, ${answer ?? ''} on actual requests`;
  }
  return allowOrigin === null ? undefined : said(allowOrigin);
}

function said(value: AllowOrigin | null): string {
  if (value === null) return 'nothing';
  return value === 'repeated' ? 'reflected' : `always ${value}`;
}

/** `Access-Control-Request-Headers` */
function spelt(names: readonly string[]): string {
  return names.map((name) => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())).join(', ');
}
