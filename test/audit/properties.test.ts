import { describe, expect, test } from '@jest/globals';
import type { Declared } from '../../src/audit/declared.js';
import { hostileOrigins, hostileOriginsByFamily, mostOrigins } from '../../src/audit/hostile-origins.js';
import { defaultFamilies } from '../../src/audit/hostile-origin.js';
import { parseUrl } from '../../src/text/parse-url.js';
import { Random } from '../browsers/random.js';
import { randomTrusted } from './random-origins.js';

const random = new Random('trusted origins');
const flag = (): boolean => random.chance(0.3);
const cases = Array.from({ length: 600 }, () => {
  const trusted = randomTrusted(random);
  const declared = { allowSubdomains: flag(), allowPorts: flag(), allowHttp: flag(), allowNull: flag() };
  // Excepts some of what would be asked.
  const except = flag()
    ? hostileOrigins(trusted, declared)
        .map(({ origin }) => origin)
        .filter(() => random.chance(0.1))
    : [];
  const options = { ...declared, except };
  return { trusted, options, probes: hostileOrigins(trusted, options) };
});

/** The cases in which a probe is not as it should be; each with that probe. */
function exceptions(
  isRight: (origin: string, one: (typeof cases)[number], index: number) => boolean,
): unknown[] {
  return cases.flatMap((one) =>
    one.probes
      .filter(({ origin }, index) => !isRight(origin, one, index))
      .map(({ origin }) => ({ trusted: one.trusted, options: one.options, origin })),
  );
}

/** Told in another way than the library does it: as a pattern of what may be written for a trusted origin. */
function isMeant(origin: string, trusted: readonly string[], declared: Declared): boolean {
  return trusted.some((one) => {
    const [, scheme = '', host = '', port = ''] = /^(https?):\/\/(.*?)((?::\d+)?)$/.exec(one) ?? [];
    if (scheme === '') return false;
    const quoted = host.replace(/[.[\]]/g, '\\$&');
    const below = declared.allowSubdomains && !/^\[|^\d+(\.\d+){3}$/.test(host) ? '(.+\\.)?' : '';
    const schemes = declared.allowHttp ? `(${scheme}|http)` : scheme;
    return new RegExp(`^${schemes}://${below}${quoted}${declared.allowPorts ? '(:\\d+)?' : port}$`).test(
      origin,
    );
  });
}

describe('for 600 lists of trusted origins', () => {
  test('each probe is null or serialized as a browser does it', () => {
    expect(exceptions((origin) => origin === 'null' || new URL(origin).origin === origin)).toEqual([]);
  });

  test('no probe is trusted or excepted', () => {
    expect(
      exceptions((origin, { trusted, options }) => ![...trusted, ...options.except].includes(origin)),
    ).toEqual([]);
  });

  test('no probe is declared', () => {
    expect(
      exceptions(
        (origin, { trusted, options }) =>
          !isMeant(origin, trusted, options) && !(options.allowNull && origin === 'null'),
      ),
    ).toEqual([]);
  });

  test('no probe comes twice', () => {
    const isFirst = (origin: string, { probes }: (typeof cases)[number], index: number): boolean =>
      probes.findIndex((probe) => probe.origin === origin) === index;
    expect(exceptions(isFirst)).toEqual([]);
  });

  test('no host has an empty label, or one that is too long', () => {
    const isName = (host: string): boolean =>
      /^([^.]{1,63}\.)*[^.]{1,63}\.?$/.test(host) && host.length <= 254;
    expect(exceptions((origin) => origin === 'null' || isName(new URL(origin).hostname))).toEqual([]);
  });

  test('the attacker is never on a trusted site', () => {
    const isForeign = (origin: string, { trusted }: (typeof cases)[number]): boolean =>
      !trusted.some((one) => parseUrl(one)?.hostname === new URL(origin).hostname);
    const wrong = cases.flatMap((one) =>
      one.probes.filter(({ origin, owner }) => owner === 'attacker' && !isForeign(origin, one)),
    );
    expect(wrong).toEqual([]);
  });

  test('the list is bounded, keeps the order of families, and has something of each', () => {
    for (const { trusted, options, probes } of cases) {
      const order = probes.map(({ family }) => (defaultFamilies as readonly string[]).indexOf(family));
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(order).not.toContain(-1);
      expect(probes.length).toBeLessThanOrEqual(mostOrigins);
      const all = hostileOriginsByFamily(trusted, options);
      expect(new Set(order).size).toBe(all.length);
      expect(probes).toHaveLength(Math.min(mostOrigins, all.flat().length));
    }
  });

  test('the same call gives the same list', () => {
    for (const { trusted, options, probes } of cases.slice(0, 100)) {
      expect(hostileOrigins(trusted, options)).toEqual(probes);
    }
  });

  test('both kinds of lists occurred: cut short and whole', () => {
    const cut = cases.filter(({ probes }) => probes.length === mostOrigins);
    expect(cut.length).toBeGreaterThan(50);
    expect(cases.length - cut.length).toBeGreaterThan(50);
  });
});
