import { describe, expect, test } from '@jest/globals';
import { corsMatchers } from '../../src/matchers/index.js';
import type { CorsMatchers } from '../../src/matchers/types.js';
import { type Assert, bothPolarities, type Said } from '../support/both-polarities.js';
import { failureOf } from '../support/failure-of.js';
import { app } from './cases/apps.js';
import { audits } from './cases/audits.js';
import { exposed } from './cases/exposed.js';
import { origins } from './cases/origins.js';
import { outcomes } from './cases/outcomes.js';
import { preflights } from './cases/preflights.js';
import { responses } from './cases/responses.js';
import type { Outcome, Row } from './cases/row.js';

const tables = { ...origins, ...preflights, ...exposed, ...audits };

/** What came out, as the rows tell it; every message that belongs to none of these is `neither`. */
function outcomeOf([plain, not]: readonly [Said, Said]): Outcome | 'both' {
  if (plain.kind === 'passes') return not.kind === 'passes' ? 'both' : 'passes';
  if (not.kind === 'passes') return '.not';
  if (plain.kind !== 'fails') return plain.kind === not.kind ? plain.kind : 'neither';
  return [plain, not].every(({ message }) => disagreement.test(message)) ? 'disagree' : 'neither';
}

/** Who allows and who blocks, who may read and who may not, who keeps it for how long. */
const disagreement =
  /allowed by .+; blocked by .+[.\s]+The browsers disagree\.|readable in .+; not readable in |cached for .+ by .+ and .+ by /;

async function cameTo(subject: unknown, assert: Assert): Promise<{ outcome: string; messages: string[] }> {
  const said = await bothPolarities(subject, assert);
  return { outcome: outcomeOf(said), messages: said.map(({ message }) => message) };
}

describe.each(Object.entries(tables))('%s', (_, table) => {
  test.each(table)('%s', async (_what, subject, assert, expected) => {
    const { outcome, messages } = await cameTo(subject, assert);
    expect(outcome).toBe(expected);
    expect(messages).toMatchSnapshot();
  });
});

describe('an outcome in hand', () => {
  test.each(outcomes)('%s', async (_, get, assert, expected) => {
    const { outcome, messages } = await cameTo(await get(), assert);
    expect(outcome).toBe(expected);
    expect(messages).toMatchSnapshot();
  });
});

describe("a response of supertest's", () => {
  test.each(responses)('%s', async (_, get, assert, expected) => {
    const { outcome, messages } = await cameTo(await get(), assert);
    expect(outcome).toBe(expected);
    expect(messages).toMatchSnapshot();
  });
});

describe('every matcher has a row for every case', () => {
  const cases = {
    passes: ['passes'],
    fails: ['.not'],
    '.not passes': ['.not'],
    '.not fails': ['passes'],
    misuse: ['misuse'],
    'no evidence': ['no evidence'],
    'browsers disagree': ['disagree'],
  } as const satisfies Record<string, readonly Outcome[]>;

  /** Cases that cannot exist, with the reason. */
  const impossible: Readonly<Record<string, string>> = {
    'toBeReadable: no evidence': 'it asks nothing: the outcome is in hand',
    'toBeBlocked: no evidence': 'it asks nothing: the outcome is in hand',
    'toAllowOnlyOrigins: browsers disagree': 'an origin that one browser lets in is let in',
    'toPassCorsAudit: browsers disagree': 'an origin that one browser lets in is let in',
  };

  const rows: readonly Row[] = [...Object.values(tables).flat(), ...outcomes, ...responses];
  // A contract asks many questions of its own: see test/contract.
  const names = Object.keys(corsMatchers).filter((name) => name !== 'toMatchCorsContract');
  const outcomesOf = (name: string): Outcome[] =>
    rows.filter(([, , assert]) => matcherOf(assert) === name).map(([, , , outcome]) => outcome);

  test.each(
    names.flatMap((name) => Object.entries(cases).map(([kind, from]) => [name, kind, from] as const)),
  )('%s: %s', (name, kind, from) => {
    const isCovered = outcomesOf(name).some((outcome) => (from as readonly Outcome[]).includes(outcome));
    // A reason that is no longer true is as wrong as a row that is missing.
    expect(isCovered).toBe(impossible[`${name}: ${kind}`] === undefined);
  });

  test('a row of a table is about the matcher the table is named after', () => {
    for (const [name, table] of Object.entries(tables)) {
      expect(table.map(([, , assert]) => matcherOf(assert))).toEqual(table.map(() => name));
    }
  });
});

/** The matcher an assertion calls. */
function matcherOf(assert: Assert): string {
  const called: string[] = [];
  const spy = new Proxy({} as CorsMatchers, {
    get: (_, name) => () => {
      called.push(String(name));
      return Promise.resolve();
    },
  });
  void assert(spy);
  return called.join(' and ');
}

test('code pins the reason of a rejection, in the names of the origin rules only', async () => {
  const stranger = 'https://evil.example';
  await expect(app()).toRejectOrigin(stranger, { path: '/users', code: 'MissingAllowOriginHeader' });
  const other = { path: '/users', code: 'AllowOriginMismatch' } as const;
  expect(await failureOf(expect(app()).toRejectOrigin(stranger, other))).toMatchSnapshot('another reason');
  const method = { path: '/users', code: 'MethodDisallowedByPreflightResponse' } as const;
  expect(await failureOf(expect(app()).toRejectOrigin(stranger, method))).toMatchSnapshot('no origin rule');
});
