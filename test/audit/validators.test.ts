import { describe, expect, test } from '@jest/globals';
import { hostileOrigins } from '../../src/audit/hostile-origins.js';
import type { HostileOrigin } from '../../src/audit/hostile-origin.js';
import { correct, faulty, type Validator } from './validators.js';

const neverSentOnly = ['F39', 'F40', 'F41'];

function accepted({ trusted, accepts }: Validator, neverSent = false): HostileOrigin[] {
  return hostileOrigins(trusted, { neverSent }).filter(({ origin }) => accepts(origin));
}

const familiesOf = (origins: readonly HostileOrigin[]): string[] => [
  ...new Set(origins.map(({ family }) => family)),
];

const validator = (id: string): Validator => {
  const found = faulty.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
};

test('there are 44 faulty checks and 2 correct ones', () => {
  expect(faulty.map(({ id }) => id)).toEqual(
    Array.from({ length: 44 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`),
  );
  expect(correct).toHaveLength(2);
});

test.each([...faulty, ...correct])('$id accepts what it trusts', ({ trusted, accepts }) => {
  expect(trusted.filter((origin) => !accepts(origin))).toEqual([]);
});

test.each(faulty.filter(({ id }) => !neverSentOnly.includes(id)))(
  '$id is found, each time with a value that a browser sends',
  (one) => {
    const found = accepted(one);
    expect(found).not.toEqual([]);
    expect(found.filter(({ sentBy }) => sentBy === 'none')).toEqual([]);
  },
);

test.each(correct)('$id is not accused', (one) => {
  expect(accepted(one, true)).toEqual([]);
});

describe('checks that accept only what no browser sends', () => {
  test.each(neverSentOnly)('%s passes', (id) => {
    expect(accepted(validator(id))).toEqual([]);
  });

  test.each([
    ['F39', ['uppercase']],
    ['F40', ['uppercase', 'userinfo-path']],
    ['F41', ['js-keys']],
  ])('%s shows with neverSent', (id, families) => {
    expect(familiesOf(accepted(validator(id), true))).toEqual(families);
  });
});

describe('no family can be left out: some checks show with few of them', () => {
  test.each([
    ['F08', ['dot-inner', 'dot-tld']],
    ['F09', ['dot-inner', 'dot-tld']],
    ['F11', ['truncate-tail']],
    ['F13', ['null']],
    ['F14', ['http-downgrade', 'port-swap']],
    ['F15', ['http-downgrade']],
    ['F16', ['port-swap']],
    ['F17', ['port-glue']],
    ['F21', ['subdomain']],
    ['F22', ['suffix-hyphen', 'subdomain', 'http-downgrade', 'http-subdomain']],
    ['F23', ['special-all', 'special-ff-safari', 'special-safari', 'port-swap']],
    ['F29', ['http-downgrade', 'cross-tuple', 'port-swap']],
    ['F30', ['cross-mix']],
    ['F32', ['tenant-sibling']],
    ['F36', ['subdomain', 'http-downgrade', 'http-subdomain']],
    ['F37', ['trailing-dot']],
    ['F38', ['punycode', 'http-downgrade', 'port-swap']],
    ['F42', ['special-safari']],
  ])('%s: %j', (id, families) => {
    expect(familiesOf(accepted(validator(id)))).toEqual(families);
  });

  test('F22 shows to an attacker with suffix-hyphen alone', () => {
    const owned = accepted(validator('F22')).filter(({ owner }) => owner === 'attacker');
    expect(owned.map(({ origin }) => origin)).toEqual(['https://evil-example.com']);
  });

  test('F42 shows with the comma alone', () => {
    expect(accepted(validator('F42')).map(({ origin }) => origin)).toEqual([
      'https://example.com,.evil.test',
    ]);
  });
});

/** The column "faulty code beaten" of each family. */
const beaten: readonly [family: string, ids: readonly string[]][] = [
  ['reflect', ['F01']],
  ['null', ['F13']],
  ['prefix-dot', ['F02', 'F03', 'F06', 'F07', 'F18', 'F24', 'F26', 'F28', 'F44']],
  ['prefix-glue', ['F02', 'F03', 'F06', 'F07', 'F18', 'F24', 'F26', 'F28', 'F44']],
  ['tld-extend', ['F02', 'F03', 'F06', 'F26', 'F44']],
  ['tld-swap', ['F26']],
  ['suffix-glue', ['F04', 'F05', 'F06', 'F07', 'F20', 'F28', 'F31', 'F43']],
  ['suffix-hyphen', ['F22', 'F04']],
  ['suffix-underscore', ['F04', 'F20', 'F43']],
  ['dot-inner', ['F08', 'F09', 'F27', 'F33']],
  ['dot-tld', ['F08', 'F09', 'F10']],
  ['dot-ip', ['F34', 'F35']],
  ['truncate-tail', ['F11', 'F12', 'F26']],
  ['truncate-head', ['F12']],
  // That F31 takes evil.vercel.app is told as `tenant-sibling`: one origin, one family.
  ['last-two-labels', ['F27', 'F10']],
  ['tenant-sibling', ['F31', 'F32', 'F33']],
  ['subdomain', ['F21', 'F04', 'F20', 'F36', 'F43']],
  ['http-downgrade', ['F14', 'F15', 'F29', 'F36']],
  ['http-subdomain', ['F04', 'F05', 'F36']],
  ['port-swap', ['F14', 'F16', 'F12', 'F20']],
  ['port-glue', ['F17', 'F18']],
  ['special-all', ['F23', 'F24', 'F25']],
  ['special-ff-safari', ['F23', 'F24']],
  ['special-safari', ['F23', 'F24', 'F25', 'F42']],
  ['localhost-like', ['F18', 'F19']],
  ['cross-mix', ['F30', 'F28']],
  ['cross-tuple', ['F29']],
  ['trailing-dot', ['F37', 'F02']],
  ['punycode', ['F38']],
];

test.each(beaten)('%s beats %j', (family, ids) => {
  const missed = ids.filter((id) => !familiesOf(accepted(validator(id))).includes(family));
  expect(missed).toEqual([]);
});
