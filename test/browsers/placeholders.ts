import type { Page } from './scenario.js';

/** The ports of one run, by role. */
export interface Ports {
  page: number;
  target: number;
  third: number;
}

const roles = ['page', 'target', 'third'] as const;
const hosts = { '': '127.0.0.1', '.localhost': 'localhost', '.ip6': '[::1]' } as const;

export interface Placeholders {
  /** `{target}` and its kind become real addresses, `{id}` the scenario's id. */
  expand: (text: string) => string;
  /** The way back: real addresses and the id become placeholders. */
  normalize: (text: string) => string;
  /** What the page's origin serializes to. */
  origin: string;
}

/** The origins of all servers, in every spelling. */
export function originsOf(ports: Ports): string[] {
  return roles.flatMap((role) => Object.values(hosts).map((host) => `http://${host}:${ports[role]}`));
}

/** The base of the page's own URL, as a placeholder; both opaque pages are served by 127.0.0.1. */
export function pageBase(page: Page): string {
  return page === 'localhost' ? '{page.localhost}' : page === 'ip6' ? '{page.ip6}' : '{page}';
}

/**
 * `{page}`, `{target}`, `{third}` are origins on 127.0.0.1; `{page.localhost}`, `{page.ip6}` and so on the
 * other spellings. `{target:host}` and `{target:port}` are parts of them. `{origin}` is what the page's origin
 * serializes to, `{hop:1}` the path of a later hop; these two exist on the way in only.
 */
export function placeholders(ports: Ports, id: string, page: Page): Placeholders {
  const { inward, outward, isMet } = ofPorts(ports);
  const opaque = page === 'sandboxed-frame' || page === 'sandboxed-page';
  const origin = opaque ? 'null' : (inward.get(pageBase(page)) ?? '');
  return {
    origin,
    expand: (text) =>
      text.replace(/\{[a-z0-9.:]+\}/g, (name) => {
        if (name === '{id}') return id;
        if (name === '{origin}') return origin;
        const hop = /^\{hop:(\d+)\}$/.exec(name)?.[1];
        return hop === undefined ? (inward.get(name) ?? name) : `/${id}/${hop}`;
      }),
    normalize(text) {
      const left = text.replaceAll(id, '{id}');
      if (!isMet.test(left)) return left;
      return outward.reduce((changed, [name, value]) => changed.replaceAll(value, name), left);
    },
  };
}

interface PlaceholdersOfPorts {
  readonly inward: ReadonlyMap<string, string>;
  readonly outward: readonly (readonly [name: string, value: string])[];
  /** Whether there is anything to replace. */
  readonly isMet: RegExp;
}

const known = new WeakMap<Ports, PlaceholdersOfPorts>();

/** The same for every scenario of a run. */
function ofPorts(ports: Ports): PlaceholdersOfPorts {
  const before = known.get(ports);
  if (before !== undefined) return before;
  const values = new Map<string, string>();
  const numbers = new Map<string, string>();
  for (const role of roles) {
    numbers.set(`{${role}:port}`, String(ports[role]));
    for (const [suffix, host] of Object.entries(hosts)) {
      const authority = `${host}:${ports[role]}`;
      values.set(`{${role}${suffix}:host}`, authority);
      values.set(`{${role}${suffix}}`, `http://${authority}`);
    }
  }
  // The longest value first, so that an origin is not left over as `http://` and a host; ports with their
  // colon, so that a number that merely looks like one stays what it is.
  const outward = [
    ...[...values].sort(([, a], [, b]) => b.length - a.length),
    ...[...numbers].flatMap(([name, value]) =>
      [':', ':0'].map((before) => [before + name, before + value] as const),
    ),
  ];
  const isMet = new RegExp(`:0?(${[...numbers.values()].join('|')})`);
  const found = { inward: new Map([...values, ...numbers]), outward, isMet };
  known.set(ports, found);
  return found;
}
