import { describe, expect, test } from '@jest/globals';
import { isOutcome } from '../../src/ask/evidence.js';
import type { CrossOriginRequest } from '../../src/request/cross-origin-request.js';
import { simulateFetch } from '../../src/ask/simulate-fetch.js';
import { foreignExchange } from '../../src/http/foreign-response.js';
import { corsMatchers } from '../../src/matchers/index.js';
import { type Assert, bothPolarities, passing, type Said, said } from '../support/both-polarities.js';
import { evidence } from './wrong-reason/evidence.js';
import { misuse } from './wrong-reason/misuse.js';
import { noAnswer } from './wrong-reason/no-answer.js';
import { refusedByOrigin } from './wrong-reason/refused-by-origin.js';
import { refusedOtherwise } from './wrong-reason/refused-otherwise.js';
import { type MatcherName, page, type Row } from './wrong-reason/row.js';
import { routes } from './wrong-reason/routes.js';

// Audits and contracts ask many questions of their own: see cases/audits.ts and test/contract.
const elsewhere = ['toAllowOnlyOrigins', 'toPassCorsAudit', 'toMatchCorsContract'];
const names = Object.keys(corsMatchers).filter((name) => !elsewhere.includes(name)) as MatcherName[];
const inHand: readonly MatcherName[] = ['toBeReadable', 'toBeBlocked'];
const tables = { refusedByOrigin, refusedOtherwise, routes, noAnswer, evidence, misuse };

type Verdicts = Record<MatcherName, readonly [Said, Said]>;

function without<Key extends keyof CrossOriginRequest>(
  request: CrossOriginRequest,
  ...keys: Key[]
): Omit<CrossOriginRequest, Key> {
  const kept = Object.entries(request).filter(([key]) => !(keys as string[]).includes(key));
  return Object.fromEntries(kept) as Omit<CrossOriginRequest, Key>;
}

/** The row's question, as each matcher takes it. */
function questions({ request = { origin: page, path: '/users' }, asks }: Row): Record<MatcherName, Assert> {
  const { origin = page } = request;
  const afterOrigin = without(request, 'origin');
  const forAnybody = without(request, 'origin', 'credentials', 'cookies', 'control');
  return {
    toAllowOrigin: (it) => it.toAllowOrigin(origin, afterOrigin),
    toRejectOrigin: (it) => it.toRejectOrigin(origin, afterOrigin),
    toAllowAnyOrigin: (it) => it.toAllowAnyOrigin(forAnybody),
    toAllowCredentials: (it) => it.toAllowCredentials({ ...request, credentials: 'include' }),
    toHandlePreflight: (it) => it.toHandlePreflight(request),
    toAllowMethods: (it) => it.toAllowMethods('DELETE', without(request, 'method')),
    toAllowHeaders: (it) => it.toAllowHeaders('x-tenant', request),
    toExposeHeaders: (it) => it.toExposeHeaders('x-total-count', request),
    toCachePreflightFor: (it) => it.toCachePreflightFor(600, request),
    toVaryOnOrigin: (it) => it.toVaryOnOrigin(request),
    toBeReadable: (it) => it.toBeReadable(),
    toBeBlocked: (it) => it.toBeBlocked(),
    ...asks,
  };
}

async function verdictsOn(row: Row): Promise<Verdicts> {
  const subject = await row.subject();
  const isApp =
    !isOutcome(subject) && foreignExchange(subject) === undefined && !(subject instanceof Response);
  let outcome = subject;
  const asking = await said(async () => {
    if (isApp)
      outcome = await simulateFetch(subject as never, row.request ?? { origin: page, path: '/users' });
  });
  const entries = Object.entries(questions(row)).map(async ([name, assert]) => {
    const isInHand = inHand.includes(name as MatcherName);
    // Where no outcome can be got, there is none to assert anything about.
    if (isInHand && asking.kind !== 'passes') return [name, [asking, asking]] as const;
    return [name, await bothPolarities(isInHand ? outcome : subject, assert)] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as unknown as Verdicts;
}

const matching = (verdicts: Verdicts, holds: (both: readonly [Said, Said], name: MatcherName) => boolean) =>
  names.filter((name) => holds(verdicts[name], name));

describe.each(Object.entries(tables))('%s', (_, rows) => {
  test.each(Object.entries<Row>(rows))('%s', async (_what, row) => {
    const verdicts = await verdictsOn(row);
    const inOrder = (list: readonly MatcherName[] = []) => names.filter((name) => list.includes(name));
    const errors = names.flatMap((name) => {
      const [{ kind, code }] = verdicts[name];
      return kind === 'misuse' || kind === 'no evidence' ? [[name, `${kind}: ${String(code)}`]] : [];
    });
    const thrown = names.flatMap((name) => {
      const error = row.throws?.[name] ?? row.throws?.every;
      const isNamed = [...(row.passes ?? []), ...(row.not ?? [])].includes(name);
      return error === undefined || error === 'fails' || isNamed ? [] : [[name, error]];
    });
    expect({
      passes: matching(verdicts, (both) => passing(both) === 'passes'),
      not: matching(verdicts, (both) => passing(both) === '.not'),
      throws: Object.fromEntries(errors) as unknown,
    }).toEqual({
      passes: inOrder(row.passes),
      not: inOrder(row.not),
      throws: Object.fromEntries(thrown) as unknown,
    });
    checkInvariants(verdicts, row);
  });
});

/** What holds whatever the row is. */
function checkInvariants(verdicts: Verdicts, { otherReason, request }: Row): void {
  const is = (name: MatcherName): string => passing(verdicts[name]);
  expect(matching(verdicts, (both) => passing(both) === 'both')).toEqual([]);
  // Misuse and missing evidence are the same in both polarities, to the word.
  for (const [plain, not] of Object.values(verdicts)) {
    const isError = ({ kind }: Said): boolean => kind === 'misuse' || kind === 'no evidence';
    if (!isError(plain) && !isError(not)) continue;
    expect({ ...not, message: not.message.replace(').not.to', ').to').replace(/:\d{4,5}\b/, '') }).toEqual({
      ...plain,
      message: plain.message.replace(/:\d{4,5}\b/, ''),
    });
  }
  // What one matcher proves, another cannot deny.
  if (is('toRejectOrigin') === 'passes') expect(is('toAllowOrigin')).toBe('.not');
  if (is('toAllowOrigin') === 'passes') expect(is('toRejectOrigin')).toBe('.not');
  if (is('toAllowOrigin') === '.not' && request?.control === undefined) {
    expect(is('toRejectOrigin')).toBe('passes');
  }
  expect(is('toBeBlocked') === 'passes').toBe(is('toBeReadable') === '.not');
  expect(is('toBeReadable') === 'passes').toBe(is('toBeBlocked') === '.not');
  // A preflight that is refused allows no method and no header, and is not kept.
  if (is('toHandlePreflight') === '.not') {
    expect(is('toCachePreflightFor')).toBe('neither');
    expect([is('toAllowMethods'), is('toAllowHeaders')]).not.toContain('passes');
  }
  if (otherReason) {
    expect([is('toAllowOrigin'), is('toRejectOrigin')]).toEqual(['neither', 'neither']);
  }
}

test('every matcher passes on some rows, and under .not on some', () => {
  const rows = Object.values(tables).flatMap((table) => Object.values<Row>(table));
  expect(rows.length).toBeGreaterThanOrEqual(30);
  expect(names.filter((name) => !rows.some(({ passes }) => passes?.includes(name)))).toEqual([]);
  expect(names.filter((name) => !rows.some(({ not }) => not?.includes(name)))).toEqual([]);
});
