import { describe, expect, test } from '@jest/globals';
import { longerDomains } from '../../src/audit/families/endings.js';
import { hostileOrigins, type HostileOriginsOptions } from '../../src/audit/hostile-origins.js';
import { defaultFamilies, neverSentFamilies, optInFamilies } from '../../src/audit/hostile-origin.js';
import { siteOf } from '../../src/audit/public-suffix.js';
import { UsageError } from '../../src/errors/usage-error.js';

type Trusted = string | readonly string[];

function originsOf(family: string, trusted: Trusted, options?: HostileOriginsOptions): string[] {
  return hostileOrigins(trusted, options)
    .filter((one) => one.family === family)
    .map(({ origin }) => origin);
}

const local = 'http://localhost:3000';

/** The rows of the table, each with an origin exactly as it has to come out. */
const rows: readonly [family: string, trusted: Trusted, origin: string, told: string][] = [
  ['reflect', 'https://example.com', 'https://evil.test', 'all attacker high/low'],
  ['reflect', 'https://example.com', 'http://evil.test', 'all attacker high/low'],
  ['null', 'https://example.com', 'null', 'all opaque high/low'],
  ['prefix-dot', 'https://example.com', 'https://example.com.evil.test', 'all attacker high/low'],
  ['prefix-dot', local, 'http://localhost.evil.test:3000', 'all attacker high/low'],
  ['prefix-glue', 'https://example.com', 'https://example.comevil.test', 'all attacker high/low'],
  ['prefix-glue', 'https://example.com', 'https://example.com-evil.test', 'all attacker high/low'],
  ['tld-extend', 'https://example.com', 'https://example.community', 'all attacker high/low'],
  ['tld-swap', 'https://example.com', 'https://example.evil.test', 'all attacker high/low'],
  ['tld-swap', 'https://example.com', 'https://example.test', 'all attacker high/low'],
  ['suffix-glue', 'https://example.com', 'https://evilexample.com', 'all attacker high/low'],
  ['suffix-glue', 'https://app.example.com', 'https://evilapp.example.com', 'all same-site medium/info'],
  ['suffix-hyphen', 'https://example.com', 'https://evil-example.com', 'all attacker high/low'],
  ['suffix-underscore', 'https://example.com', 'https://evil_example.com', 'all indicator medium/info'],
  ['dot-inner', 'https://app.example.com', 'https://appxexample.com', 'all attacker high/low'],
  ['dot-tld', 'https://example.com', 'https://examplexcom', 'all indicator medium/info'],
  ['dot-tld+prefix', 'https://example.com', 'https://examplexcom.evil.test', 'all attacker high/low'],
  ['dot-ip', 'http://192.168.1.10', 'http://192.168.evil.test', 'all attacker high/low'],
  ['dot-ip', 'http://192.168.1.10', 'http://192x168.1.10.evil.test', 'all attacker high/low'],
  ['truncate-tail', 'https://example.com', 'https://example.co', 'all attacker high/low'],
  ['truncate-tail', 'https://example.co.uk', 'https://example.co', 'all attacker high/low'],
  ['truncate-head', 'https://example.com', 'https://xample.com', 'all attacker high/low'],
  ['last-two-labels', 'https://example.co.uk', 'https://evil.co.uk', 'all attacker high/low'],
  ['last-two-labels', 'https://app.example.com', 'https://evil.example.com', 'all same-site medium/info'],
  ['tenant-sibling', 'https://myapp.vercel.app', 'https://myapp-evil.vercel.app', 'all attacker high/low'],
  ['tenant-sibling', 'https://myapp.vercel.app', 'https://evil.vercel.app', 'all attacker high/low'],
  ['tenant-sibling', 'https://myapp.vercel.app', 'https://vercel.app.evil.test', 'all attacker high/low'],
  ['subdomain', 'https://example.com', 'https://evil.example.com', 'all same-site medium/info'],
  ['http-downgrade', 'https://example.com', 'http://example.com', 'all same-site medium/info'],
  ['http-subdomain', 'https://example.com', 'http://evil.example.com', 'all same-site medium/info'],
  ['port-swap', 'https://example.com', 'https://example.com:1337', 'all same-site low/info'],
  ['port-swap', local, 'http://localhost', 'all same-site low/info'],
  ['port-glue', local, 'http://localhost:30000', 'all same-site low/info'],
  ['special-all', 'https://example.com', 'https://example.com_.evil.test', 'all attacker medium/low'],
  ['special-all', 'http://example.com', 'http://example.com.-.evil.test', 'all attacker high/low'],
  [
    'special-ff-safari',
    'https://example.com',
    'https://example.com$.evil.test',
    'firefox-and-safari attacker medium/low',
  ],
  ['special-safari', 'https://example.com', 'https://example.com`.evil.test', 'safari attacker medium/low'],
  ['special-safari', 'https://example.com', 'https://example.com,.evil.test', 'safari attacker medium/low'],
  ['localhost-like', 'https://example.com', 'http://localhost.evil.test', 'all attacker high/low'],
  ['localhost-like', local, 'http://127.0.0.1.evil.test', 'all attacker high/low'],
  ['cross-mix', ['https://foo.com', 'https://bar.com'], 'https://barfoo.com', 'all attacker high/low'],
  ['cross-tuple', ['https://example.com', local], 'http://example.com:3000', 'all same-site medium/info'],
  ['trailing-dot', 'https://example.com', 'https://example.com.', 'all same-site low/info'],
  ['punycode', 'https://example.com', 'https://xn--xample-9ua.com', 'all attacker high/low'],
];

test.each(rows)('%s: %j -> %s', (family, trusted, origin, told) => {
  const found = hostileOrigins(trusted).find((one) => one.origin === origin);
  const { withCredentials = '', withoutCredentials = '' } = found?.severity ?? {};
  expect([
    found?.family,
    `${found?.sentBy ?? ''} ${found?.owner ?? ''} ${withCredentials}/${withoutCredentials}`,
  ]).toEqual([family, told]);
});

test('every default family has a row', () => {
  expect(defaultFamilies.filter((id) => !rows.some(([family]) => family === id))).toEqual([]);
});

test('the whole list', () => {
  const lists = [
    'https://example.com',
    'https://app.example.co.uk',
    local,
    'http://192.168.1.10',
    'https://myapp.vercel.app',
  ].map((trusted) =>
    hostileOrigins(trusted)
      .map(({ origin, family, owner }) => `${family.padEnd(18)} ${owner.padEnd(10)} ${origin}`)
      .join('\n'),
  );
  for (const list of lists) expect(list).toMatchSnapshot();
});

test('each longer top-level domain exists', () => {
  const wrong = Object.entries(longerDomains).filter(
    ([short, long]) => !long.startsWith(short) || !siteOf(`example.${long}`).isListed,
  );
  expect(wrong).toEqual([]);
});

describe('what is declared is not asked', () => {
  test.each<[string, HostileOriginsOptions, string]>([
    ['allowSubdomains', { allowSubdomains: true }, 'subdomain'],
    ['allowHttp', { allowHttp: true }, 'http-downgrade'],
    ['both', { allowHttp: true, allowSubdomains: true }, 'http-subdomain'],
    ['allowPorts', { allowPorts: true }, 'port-swap'],
    ['allowNull', { allowNull: true }, 'null'],
    ['except', { except: 'https://example.com.' }, 'trailing-dot'],
    ['a predicate', { except: [(origin) => origin.endsWith('.community')] }, 'tld-extend'],
    ['exclude', { exclude: 'punycode' }, 'punycode'],
  ])('%s', (_, options, family) => {
    expect(originsOf(family, 'https://example.com')).not.toEqual([]);
    expect(originsOf(family, 'https://example.com', options)).toEqual([]);
  });

  test('where subdomains are allowed, the check for them is tried too', () => {
    const options = { allowSubdomains: true };
    expect(originsOf('dot-inner', 'https://example.com', options)).toEqual(['https://evilxexample.com']);
    expect(originsOf('dot-tld', 'https://example.com', options)).toEqual([
      'https://examplexcom',
      'https://evil.examplexcom',
    ]);
  });

  test('a hostile origin with a comma can be excepted as it is written', () => {
    const except = 'https://example.com,.evil.test';
    expect(originsOf('special-safari', 'https://example.com', { except })).not.toContain(except);
  });
});

describe('families that are off by default', () => {
  test('none of them comes unasked', () => {
    const ids = hostileOrigins('https://example.com').map(({ family }) => family);
    expect(ids.filter((id) => ([...optInFamilies, ...neverSentFamilies] as string[]).includes(id))).toEqual(
      [],
    );
  });

  test('opt-in families and values never sent', () => {
    const list = hostileOrigins('https://example.com', { include: optInFamilies, neverSent: true })
      .filter(({ family }) => !(defaultFamilies as readonly string[]).includes(family))
      .map(({ origin, family, sentBy, owner }) => [family, sentBy, owner, origin].join(' '));
    expect(list.join('\n')).toMatchSnapshot();
  });
});

test('an attacker whose name is trusted takes another one', () => {
  expect(originsOf('reflect', ['https://evil.test', 'https://app.attacker.test'])).toEqual([
    'https://evil.example',
    'http://evil.example',
  ]);
});

describe('misuse', () => {
  test.each<[string, unknown, unknown, string, string]>([
    [
      'nothing trusted',
      [],
      {},
      'empty-list',
      'Name at least one trusted origin: hostile origins are derived from it, so an app that allows none cannot be audited.',
    ],
    [
      'a slash at the end',
      'https://example.com/',
      {},
      'invalid-origin',
      'trusted origin "https://example.com/" is not how a browser serializes it: an origin has no slash at the end. Write "https://example.com".',
    ],
    [
      'an exception that is no origin',
      'https://example.com',
      { except: 'example.com' },
      'invalid-origin',
      'except "example.com" has no scheme. Write "https://example.com".',
    ],
    [
      'everything excepted',
      'https://example.com',
      { except: () => true },
      'empty-list',
      'No hostile origin is left: the options exclude all of them.',
    ],
    [
      'a key mistyped',
      'https://example.com',
      { allowSubdomain: true },
      'unknown-key',
      '"allowSubdomain" is unknown in the options of hostileOrigins(). Did you mean "allowSubdomains"?',
    ],
    [
      'a family mistyped',
      'https://example.com',
      { exclude: 'prefix-dott' },
      'invalid-value',
      'exclude "prefix-dott" is unknown. Did you mean "prefix-dot"?',
    ],
    [
      'a flag that is none',
      'https://example.com',
      { allowHttp: 'yes' },
      'invalid-value',
      'allowHttp "yes" must be true or false.',
    ],
    [
      'options that are none',
      'https://example.com',
      null,
      'invalid-value',
      'the options of hostileOrigins() must be an object such as { allowSubdomains: true }, not null.',
    ],
  ])('%s', (_, trusted, options, code, message) => {
    const call = (): unknown => hostileOrigins(trusted as string, options as HostileOriginsOptions);
    expect(call).toThrow(UsageError);
    expect(call).toThrow(expect.objectContaining({ code, message }));
  });
});
