import type { OriginFindingId } from '../audit-report.js';

/** What lets a family in, and what to write instead. */
export interface Advice {
  /** What the family is. */
  readonly who: string;
  /** Code that lets it in. */
  readonly likelyCode: string;
  readonly fix: string;
}

const compareWhole =
  'compare the whole origin with a list of strings: cors({ origin: ["https://example.com"] })';
const anchor = `anchor the pattern at both ends (^ and $) and escape its dots, or ${compareWhole}`;
const separate = `compare hosts whole, or behind a dot: host === "example.com" || host.endsWith(".example.com"); better, ${compareWhole}`;
const list = 'split the setting into a list and compare each entry: ORIGINS.split(",").includes(origin)';
const declare = (option: string): string => `${compareWhole}; where it is meant, say so: ${option}`;

export const familyAdvice: Readonly<Record<OriginFindingId, Advice>> = {
  'any-origin': {
    who: 'as any page does, for Access-Control-Allow-Origin is "*"',
    likelyCode: 'cors()',
    fix: `${compareWhole}; where the answers are public, say so: except: "*"`,
  },
  reflect: {
    who: 'as any page does, for the origin that asks is repeated',
    likelyCode: 'cors({ origin: true }), or res.set("Access-Control-Allow-Origin", req.headers.origin)',
    fix: compareWhole,
  },
  null: {
    who: 'the origin of any page inside a sandboxed frame',
    likelyCode: '["https://example.com", "null"].includes(origin)',
    fix: 'take "null" out of the list: any site can make a frame that has it',
  },
  'null-fallback': {
    who: 'it is the answer to whoever is not listed, and the origin of any page inside a sandboxed frame',
    likelyCode: 'res.set("Access-Control-Allow-Origin", allowed ?? "null")',
    fix: 'leave Access-Control-Allow-Origin out where the origin is not listed',
  },
  'prefix-dot': {
    who: 'hosts that begin with a trusted one',
    likelyCode: 'origin.startsWith("https://example.com"), or /^https:\\/\\/example\\.com/ without $',
    fix: anchor,
  },
  'prefix-glue': {
    who: 'hosts that begin with a trusted one',
    likelyCode: 'origin.startsWith("https://example.com"), or /^https:\\/\\/example\\.com/ without $',
    fix: anchor,
  },
  'tld-extend': {
    who: 'names under a longer top-level domain',
    likelyCode: 'origin.startsWith("https://example.com"), or /^https:\\/\\/example\\.com/ without $',
    fix: anchor,
  },
  'tld-swap': {
    who: 'the same name under another top-level domain',
    likelyCode: '/^https:\\/\\/example\\.[a-z.]+$/, or host.split(".")[0] === "example"',
    fix: compareWhole,
  },
  'suffix-glue': {
    who: 'hosts that end with a trusted one',
    likelyCode: 'origin.endsWith("example.com"), or /example\\.com$/ without ^',
    fix: separate,
  },
  'suffix-hyphen': {
    who: 'hosts that end with a trusted one behind a hyphen',
    likelyCode: 'origin.endsWith("example.com"), or /\\bexample\\.com$/',
    fix: separate,
  },
  'suffix-underscore': {
    who: 'hosts that end with a trusted one behind an underscore',
    likelyCode: 'origin.endsWith("example.com"), or /\\bexample\\.com$/',
    fix: separate,
  },
  'dot-inner': {
    who: 'hosts with another character in the place of a dot',
    likelyCode: '/^https:\\/\\/app.example.com$/: an unescaped dot is any character',
    fix: anchor,
  },
  'dot-tld': {
    who: 'hosts with another character in the place of the last dot',
    likelyCode: '/^https:\\/\\/example.com$/: an unescaped dot is any character',
    fix: anchor,
  },
  'dot-tld+prefix': {
    who: 'hosts that begin with what an unescaped pattern matches',
    likelyCode: '/^https:\\/\\/example.com/: an unescaped dot, and no $',
    fix: anchor,
  },
  'dot-ip': {
    who: 'names that look like a trusted address',
    likelyCode: 'origin.startsWith("http://192.168."), or /^http:\\/\\/192.168.1.10/ without $',
    fix: anchor,
  },
  'truncate-tail': {
    who: 'a trusted name without its end',
    likelyCode: 'process.env.ORIGINS.includes(origin), where ORIGINS is one string',
    fix: list,
  },
  'truncate-head': {
    who: 'a trusted name without its beginning',
    likelyCode: 'hosts.join(" ").includes(host)',
    fix: list,
  },
  'last-two-labels': {
    who: 'other names with the same last two labels',
    likelyCode: 'host.split(".").slice(-2).join(".") === "example.com"',
    fix: separate,
  },
  'tenant-sibling': {
    who: 'other tenants of the same shared host',
    likelyCode: '/^https:\\/\\/myapp(-[a-z0-9-]+)?\\.vercel\\.app$/, or host.endsWith(".vercel.app")',
    fix: 'list the origins of your own deployments: anyone can register a name beside yours',
  },
  subdomain: {
    who: 'every subdomain',
    likelyCode: '/^https:\\/\\/([a-z0-9-]+\\.)*example\\.com$/',
    fix: declare('allowSubdomains: true'),
  },
  'http-downgrade': {
    who: 'a trusted host over http, where the network can write the page',
    likelyCode: '/^https?:\\/\\/example\\.com$/, or new URL(origin).hostname === "example.com"',
    fix: declare('allowHttp: true'),
  },
  'http-subdomain': {
    who: 'subdomains over http, where the network can write the page',
    likelyCode: '/:\\/\\/(.+\\.)?example\\.com$/',
    fix: declare('allowHttp: true, allowSubdomains: true'),
  },
  'port-swap': {
    who: 'a trusted host on other ports',
    likelyCode: '/^https:\\/\\/example\\.com(:\\d+)?$/, or new URL(origin).hostname === "example.com"',
    fix: declare('allowPorts: true'),
  },
  'port-glue': {
    who: 'ports that begin with a trusted one',
    likelyCode: 'origin.startsWith("http://localhost:3000")',
    fix: anchor,
  },
  'special-all': {
    who: 'names that go on with a character the check takes for an end',
    likelyCode: '/^https:\\/\\/example\\.com([^a-z0-9.-].*)?$/',
    fix: anchor,
  },
  'special-ff-safari': {
    who: 'names that go on with a character the check takes for an end',
    likelyCode: '/^https:\\/\\/example\\.com([^a-z0-9.-].*)?$/',
    fix: anchor,
  },
  'special-safari': {
    who: 'names that go on with a character the check takes for an end',
    likelyCode: '/^https:\\/\\/example\\.com([^a-z0-9.-].*)?$/, or origin.split(/[ ,]+/)',
    fix: anchor,
  },
  'localhost-like': {
    who: 'names that look like this machine',
    likelyCode: 'origin.startsWith("http://localhost"), or origin.includes("localhost")',
    fix: anchor,
  },
  'cross-mix': {
    who: 'names mixed from two trusted ones',
    likelyCode: '/^https:\\/\\/(foo|bar)+\\.com$/, or alternatives without a group',
    fix: compareWhole,
  },
  'cross-tuple': {
    who: 'the host of one trusted origin with the scheme or port of another',
    likelyCode: 'schemes.includes(url.protocol) && hosts.includes(url.hostname)',
    fix: compareWhole,
  },
  'trailing-dot': {
    who: 'a trusted host with a dot at its end, which is another origin',
    likelyCode: 'origin.replace(/\\.$/, "") === "https://example.com"',
    fix: compareWhole,
  },
  punycode: {
    who: 'names that differ by an accent',
    likelyCode: 'a comparison that removes accents',
    fix: compareWhole,
  },
  'dev-origin': {
    who: 'pages of a development machine',
    likelyCode: 'origins for development in the list of production',
    fix: 'list them for development only',
  },
  'third-party': {
    who: 'hosts where anyone can publish code',
    likelyCode: 'origins for a demonstration in the list of production',
    fix: 'take them out of the list',
  },
  'ext-scheme': {
    who: 'extensions and app shells',
    likelyCode: '/^(chrome|moz)-extension:/',
    fix: 'list the id of your own extension',
  },
  uppercase: {
    who: 'upper case, which no browser sends',
    likelyCode: 'origin.toLowerCase()',
    fix: compareWhole,
  },
  'userinfo-path': {
    who: 'origins with a user or a path, which no browser sends',
    likelyCode: 'new URL(origin).host',
    fix: compareWhole,
  },
  'multi-value': {
    who: 'several origins in one header, which no browser sends',
    likelyCode: 'origin.split(/[ ,]+/)',
    fix: compareWhole,
  },
  'scheme-swap': {
    who: 'other schemes, which no browser sends',
    likelyCode: 'new URL(origin).host',
    fix: compareWhole,
  },
  'js-keys': {
    who: 'names that every object has, which no browser sends',
    likelyCode: 'origin in allowed, where allowed is an object',
    fix: 'use a Set, or an array and includes()',
  },
};
