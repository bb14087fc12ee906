import { parse } from 'tldts';
import { parseUrl } from '../../src/text/parse-url.js';

/** One request of a scanner, and the answer it takes for a finding. */
export interface Probe {
  /** The scanner's own name for what it looks for. */
  readonly rule: string;
  readonly origin: string;
  /** Whether this `Access-Control-Allow-Origin` is a finding. Default: the very origin that was sent. */
  readonly isFinding?: (allowOrigin: string) => boolean;
}

/**
 * A published scanner, as the origins it sends for the address it scans. Only its rules are here, written anew from what
 * it was seen to send. Attackers' domains are `evil.test`, whatever the scanner calls them.
 */
export interface Scanner {
  readonly name: string;
  readonly url: string;
  /** The commit whose rules these are. */
  readonly version: string;
  readonly probes: (scanned: URL) => readonly Probe[];
}

const evil = 'evil.test';

/** The registrable domain, and undefined for addresses and single names. */
function registrable(host: string, allowPrivateDomains: boolean): string | undefined {
  return parse(host, { allowPrivateDomains }).domain ?? undefined;
}

const corsScanner: Scanner = {
  name: 'CORScanner',
  url: 'https://github.com/chenjj/CORScanner',
  version: '593043f',
  // Known keys are no ports, and takes vercel.app for a registrable domain.
  probes: ({ protocol, hostname }) => {
    const at = (host: string): string => `${protocol}//${host}`;
    const domain = registrable(hostname, false) ?? '';
    const lastDot = hostname.lastIndexOf('.');
    const special = [...'_-"{}+^!~`;|&\'()*,$=', '%60', '%0b'];
    const demos = [
      'https://whatever.github.io',
      'http://jsbin.com',
      'https://codepen.io',
      'https://jsfiddle.net',
    ];
    return [
      { rule: 'reflect_origin', origin: at(evil) },
      { rule: 'prefix_match', origin: at(`${hostname}.${evil}`) },
      { rule: 'suffix_match', origin: at(`evil${domain}`) },
      { rule: 'trust_null', origin: 'null' },
      { rule: 'include_match', origin: at(domain.slice(1)) },
      {
        rule: 'not_escape_dot',
        origin: at(lastDot < 0 ? hostname : `${hostname.slice(0, lastDot)}a${hostname.slice(lastDot + 1)}`),
      },
      ...[...demos, 'http://www.webdevout.net', 'https://repl.it'].map((origin) => ({
        rule: 'custom_third_parties',
        origin,
      })),
      ...special.map((c) => ({ rule: 'special_characters_bypass', origin: at(`${hostname}${c}.${evil}`) })),
      { rule: 'trust_any_subdomain', origin: at(`evil.${hostname}`) },
      ...(protocol === 'https:' ? [{ rule: 'https_trust_http', origin: `http://${hostname}` }] : []),
    ];
  },
};

const corsy: Scanner = {
  name: 'Corsy',
  url: 'https://github.com/s0md3v/Corsy',
  version: '2985ae2',
  probes: ({ protocol, host }) => {
    const at = (name: string): string => `${protocol}//${name}`;
    const firstDot = host.indexOf('.');
    return [
      { rule: 'origin reflected', origin: at(evil) },
      { rule: 'post-domain wildcard', origin: at(`${host}.${evil}`) },
      { rule: 'pre-domain wildcard', origin: at(`evil${host}`) },
      { rule: 'null origin allowed', origin: 'null' },
      { rule: 'unrecognized underscore', origin: at(`${host}_.${evil}`) },
      {
        rule: 'broken parser',
        origin: at(`${host}%60.${evil}`),
        isFinding: (allowOrigin) => allowOrigin.includes(`\`.${evil}`),
      },
      ...(host.split('.').length > 2
        ? [{ rule: 'unescaped regex', origin: at(`${host.slice(0, firstDot)}x${host.slice(firstDot + 1)}`) }]
        : []),
      {
        rule: 'http origin allowed',
        origin: `http://${host}`,
        isFinding: (allowOrigin) => allowOrigin.startsWith('http://'),
      },
    ];
  },
};

const nuclei: Scanner = {
  name: 'nuclei',
  url: 'https://github.com/projectdiscovery/nuclei-templates/blob/main/http/vulnerabilities/generic/cors-misconfig.yaml',
  version: '07474c0',
  probes: ({ hostname }) => {
    const domain = registrable(hostname, true);
    const special = ['_', '%60', ...[..."$~=+&*)('!;,-_"].map((c) => `.${c}`)];
    const undotted = hostname.replaceAll('.', 'a');
    return [
      // What needs a registrable domain is not sent where there is none.
      ...(domain === undefined
        ? []
        : [`https://evil${domain}`, `http://evil${domain}`, `http://s${domain}`].concat(
            `https://evil.${domain}`,
            `http://evil.${domain}`,
          )),
      `https://${evil}`,
      `https://${hostname}.${evil}`,
      `https://${hostname}${evil}`,
      `https://localhost.${evil}`,
      `http://localhost.${evil}`,
      ...special.map((text) => `https://${hostname}${text}.${evil}`),
      'null',
      `https://${undotted}`,
      `http://${undotted}`,
    ].map((origin) => ({ rule: 'arbitrary-origin', origin }));
  },
};

export const scanners: readonly Scanner[] = [corsScanner, corsy, nuclei];

/** What a scanner says of an app, and whether it is right. */
export interface Finding {
  readonly rule: string;
  readonly origin: string;
  /** `never-sent`: no browser has such an origin. `trusted`: the app is accused of what it means to do. */
  readonly kind: 'hostile' | 'never-sent' | 'trusted';
}

/**
 * Every finding of a scanner for an app that repeats the origins it accepts, with credentials. A scanner takes the
 * address it scans for the trusted origin, so the app is scanned once at each origin it trusts.
 */
export function findingsOf(
  { probes }: Scanner,
  trusted: readonly string[],
  accepts: (origin: string) => boolean,
): Finding[] {
  return trusted
    .flatMap((address) => probes(new URL(address)))
    .filter(({ origin, isFinding = (allowed) => allowed === origin }) => accepts(origin) && isFinding(origin))
    .map(({ rule, origin }) => ({ rule, origin, kind: kindOf(origin, trusted) }));
}

function kindOf(origin: string, trusted: readonly string[]): Finding['kind'] {
  if (trusted.includes(origin)) return 'trusted';
  return origin === 'null' || parseUrl(origin)?.origin === origin ? 'hostile' : 'never-sent';
}
