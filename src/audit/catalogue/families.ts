import type { OriginFindingId } from '../audit-report.js';

/** What an app does that allows a family of hostile origins, and what to write instead. */
export interface FamilyText {
  /** A sentence without its full stop. */
  readonly title: string;
  /** Code that allows it. */
  readonly likelyCode: string;
  readonly fix: string;
}

const compareWhole =
  'compare the whole origin with a list of strings: cors({ origin: ["https://example.com"] })';
const anchor = `anchor the pattern at both ends (^ and $) and escape its dots, or ${compareWhole}`;
const separate = `compare the whole host, or what follows a dot: host === "example.com" || host.endsWith(".example.com"); better, ${compareWhole}`;
const list = 'split the setting into a list and compare each entry: ORIGINS.split(",").includes(origin)';
const declare = (option: string): string => `${compareWhole}; if it is intended, declare it: ${option}`;

const noEnd = 'origin.startsWith("https://example.com"), or /^https:\\/\\/example\\.com/ without $';
const anyHost = 'new URL(origin).host';
const anySpecial = '/^https:\\/\\/example\\.com([^a-z0-9.-].*)?$/';

export const familyTexts: Readonly<Record<OriginFindingId, FamilyText>> = {
  'any-origin': {
    title: 'Access-Control-Allow-Origin is "*", so any page may read responses',
    likelyCode: 'cors()',
    fix: `${compareWhole}; if the responses are public, declare it: except: "*"`,
  },
  reflect: {
    title: 'The app reflects any Origin',
    likelyCode: 'cors({ origin: true }), or res.set("Access-Control-Allow-Origin", req.headers.origin)',
    fix: compareWhole,
  },
  null: {
    title: 'The app allows the origin "null", which any page in a sandboxed frame has',
    likelyCode: '["https://example.com", "null"].includes(origin)',
    fix: 'remove "null" from the list: any site can create a frame with this origin',
  },
  'null-fallback': {
    title:
      'The app sends Access-Control-Allow-Origin: null for unlisted origins, which allows any page in a sandboxed frame',
    likelyCode: 'res.set("Access-Control-Allow-Origin", allowed ?? "null")',
    fix: 'leave Access-Control-Allow-Origin out if the origin is not listed',
  },
  'prefix-dot': {
    title: 'The app allows hosts that start with a trusted one and a dot',
    likelyCode: noEnd,
    fix: anchor,
  },
  'prefix-glue': {
    title: 'The app allows hosts that start with a trusted one',
    likelyCode: noEnd,
    fix: anchor,
  },
  'tld-extend': {
    title: 'The app allows the same name under a longer top-level domain',
    likelyCode: noEnd,
    fix: anchor,
  },
  'tld-swap': {
    title: 'The app allows the same name under another top-level domain',
    likelyCode: '/^https:\\/\\/example\\.[a-z.]+$/, or host.split(".")[0] === "example"',
    fix: compareWhole,
  },
  'suffix-glue': {
    title: 'The app allows hosts that end with a trusted one',
    likelyCode: 'origin.endsWith("example.com"), or /example\\.com$/ without ^',
    fix: separate,
  },
  'suffix-hyphen': {
    title: 'The app allows hosts that end with a hyphen and a trusted one',
    likelyCode: 'origin.endsWith("example.com"), or /\\bexample\\.com$/',
    fix: separate,
  },
  'suffix-underscore': {
    title: 'The app allows hosts that end with an underscore and a trusted one',
    likelyCode: 'origin.endsWith("example.com"), or /\\bexample\\.com$/',
    fix: separate,
  },
  'dot-inner': {
    title: 'The app allows hosts with another character in place of a dot',
    likelyCode: '/^https:\\/\\/app.example.com$/: an unescaped dot matches any character',
    fix: anchor,
  },
  'dot-tld': {
    title: 'The app allows hosts with another character in place of the last dot',
    likelyCode: '/^https:\\/\\/example.com$/: an unescaped dot matches any character',
    fix: anchor,
  },
  'dot-tld+prefix': {
    title: 'The app allows hosts that start with anything an unescaped pattern matches',
    likelyCode: '/^https:\\/\\/example.com/: an unescaped dot, and no $',
    fix: anchor,
  },
  'dot-ip': {
    title: 'The app allows host names that look like a trusted IP address',
    likelyCode: 'origin.startsWith("http://192.168."), or /^http:\\/\\/192.168.1.10/ without $',
    fix: anchor,
  },
  'truncate-tail': {
    title: 'The app allows a trusted origin with its end cut off',
    likelyCode: 'process.env.ORIGINS.includes(origin), where ORIGINS is one string',
    fix: list,
  },
  'truncate-head': {
    title: 'The app allows a trusted host with its beginning cut off',
    likelyCode: 'hosts.join(" ").includes(host)',
    fix: list,
  },
  'last-two-labels': {
    title: 'The app allows any host with the same last two labels',
    likelyCode: 'host.split(".").slice(-2).join(".") === "example.com"',
    fix: separate,
  },
  'tenant-sibling': {
    title: 'The app allows other tenants of the same shared host',
    likelyCode: '/^https:\\/\\/myapp(-[a-z0-9-]+)?\\.vercel\\.app$/, or host.endsWith(".vercel.app")',
    fix: 'list the origins of your own deployments: anyone can register a name next to yours',
  },
  subdomain: {
    title: 'The app allows every subdomain of a trusted host',
    likelyCode: '/^https:\\/\\/([a-z0-9-]+\\.)*example\\.com$/',
    fix: declare('allowSubdomains: true'),
  },
  'http-downgrade': {
    title: 'The app allows a trusted host over http, where the network can change the page',
    likelyCode: '/^https?:\\/\\/example\\.com$/, or new URL(origin).hostname === "example.com"',
    fix: declare('allowHttp: true'),
  },
  'http-subdomain': {
    title: 'The app allows subdomains over http, where the network can change the page',
    likelyCode: '/:\\/\\/(.+\\.)?example\\.com$/',
    fix: declare('allowHttp: true, allowSubdomains: true'),
  },
  'port-swap': {
    title: 'The app allows a trusted host on other ports',
    likelyCode: '/^https:\\/\\/example\\.com(:\\d+)?$/, or new URL(origin).hostname === "example.com"',
    fix: declare('allowPorts: true'),
  },
  'port-glue': {
    title: 'The app allows ports that start with a trusted one',
    likelyCode: 'origin.startsWith("http://localhost:3000")',
    fix: anchor,
  },
  'special-all': {
    title: 'The app allows a trusted host followed by a hyphen or an underscore',
    likelyCode: anySpecial,
    fix: anchor,
  },
  'special-ff-safari': {
    title:
      'The app allows a trusted host followed by a character that only Firefox and Safari accept in a host',
    likelyCode: anySpecial,
    fix: anchor,
  },
  'special-safari': {
    title: 'The app allows a trusted host followed by a character that only Safari accepts in a host',
    likelyCode: `${anySpecial}, or origin.split(/[ ,]+/)`,
    fix: anchor,
  },
  'localhost-like': {
    title: 'The app allows host names that look like localhost',
    likelyCode: 'origin.startsWith("http://localhost"), or origin.includes("localhost")',
    fix: anchor,
  },
  'cross-mix': {
    title: 'The app allows host names mixed from two trusted ones',
    likelyCode: '/^https:\\/\\/(foo|bar)+\\.com$/, or alternatives without a group',
    fix: compareWhole,
  },
  'cross-tuple': {
    title: 'The app allows the host of one trusted origin with the scheme or port of another',
    likelyCode: 'schemes.includes(url.protocol) && hosts.includes(url.hostname)',
    fix: compareWhole,
  },
  'trailing-dot': {
    title: 'The app allows a trusted host with a trailing dot, which is another origin',
    likelyCode: 'origin.replace(/\\.$/, "") === "https://example.com"',
    fix: compareWhole,
  },
  punycode: {
    title: 'The app allows host names that differ from a trusted one by an accent',
    likelyCode: 'a comparison that removes accents',
    fix: compareWhole,
  },
  'dev-origin': {
    title: 'The app allows origins of development machines',
    likelyCode: 'development origins in the production list',
    fix: 'list them for development only',
  },
  'third-party': {
    title: 'The app allows sites where anyone can publish code',
    likelyCode: 'origins of a demo in the production list',
    fix: 'remove them from the list',
  },
  'ext-scheme': {
    title: 'The app allows any browser extension or app shell',
    likelyCode: '/^(chrome|moz)-extension:/',
    fix: 'list the id of your own extension',
  },
  uppercase: {
    title: 'The app allows upper-case origins, which no browser sends',
    likelyCode: 'origin.toLowerCase()',
    fix: compareWhole,
  },
  'userinfo-path': {
    title: 'The app allows origins with a user name or a path, which no browser sends',
    likelyCode: anyHost,
    fix: compareWhole,
  },
  'multi-value': {
    title: 'The app allows several origins in one header, which no browser sends',
    likelyCode: 'origin.split(/[ ,]+/)',
    fix: compareWhole,
  },
  'scheme-swap': {
    title: 'The app allows other schemes, which no browser sends',
    likelyCode: anyHost,
    fix: compareWhole,
  },
  'js-keys': {
    title: 'The app allows names of object properties, which no browser sends',
    likelyCode: 'origin in allowed, where allowed is an object',
    fix: 'use a Set, or an array and includes()',
  },
};
