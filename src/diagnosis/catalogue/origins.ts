import {
  allowOriginIn,
  askedOrigin,
  isAboutOrigin,
  partsOf,
  isUnset,
  culpritOf,
  type Facts,
  lets,
  probeLets,
  probeOf,
  setterOf,
} from '../facts.js';
import type { Finding } from '../cause.js';
import { unrelated } from './unrelated.js';
import { certain, type Entry, likely } from './entry.js';
import { changed } from './places.js';

const allowOrigin = 'Access-Control-Allow-Origin';

function listIt(facts: Facts, isBoth = false): Finding['remedy'] {
  const origin = askedOrigin(facts);
  // One that is said to everybody is replaced; a list is kept.
  const fixed = allowOriginIn(facts);
  const named = isBoth && fixed !== null ? [fixed, origin] : [origin];
  const verb = fixed !== null && !isBoth ? 'write' : 'list';
  return changed(facts, `${verb} the origin exactly as a browser sends it, "${origin}",`, {
    origin: fixed === null ? { add: origin } : named,
  });
}

/** The response, or a probe, shows that the app allows `variant`, which is nearly the page's origin. */
function lookalike(
  facts: Facts,
  variant: string | undefined,
  difference: string,
  isBoth = false,
): Finding | undefined {
  if (!isAboutOrigin(facts) || variant === undefined) return undefined;
  const value = allowOriginIn(facts);
  const setting = setterOf(facts, 'access-control-allow-origin');
  if (value === variant)
    return certain([`${allowOrigin} is "${value}": ${difference}`], {
      culprit: culpritOf(setting),
      remedy: listIt(facts, isBoth),
    });
  // Where every origin but this one is allowed, it is none of its parts.
  if (!probeLets(facts, variant) || value === variant || probeLets(facts, unrelated)) return undefined;
  const answer = probeOf(facts, variant);
  // What is lost for the one is lost for the other.
  const isKept = answer !== undefined && lets(variant, answer);
  return (isKept ? certain : likely)(
    [`"${variant}" is allowed, "${askedOrigin(facts)}" is not: ${difference}`],
    {
      remedy: listIt(facts),
    },
  );
}

function withScheme(origin: string): string | undefined {
  if (origin.startsWith('https:')) return origin.replace('https:', 'http:');
  return origin.startsWith('http:') ? origin.replace('http:', 'https:') : undefined;
}

function withoutPort(origin: string): string | undefined {
  return /:\d+$/.test(origin) ? origin.replace(/:\d+$/, '') : undefined;
}

/** As no browser sends it. */
function withDefaultPort(origin: string): string | undefined {
  if (/:\d+$/.test(origin)) return undefined;
  if (origin.startsWith('https:')) return `${origin}:443`;
  return origin.startsWith('http:') ? `${origin}:80` : undefined;
}

export function otherLoopback(origin: string): string | undefined {
  if (/\/\/localhost(:|$)/.test(origin)) return origin.replace('localhost', '127.0.0.1');
  return /\/\/127\.0\.0\.1(:|$)/.test(origin) ? origin.replace('127.0.0.1', 'localhost') : undefined;
}

/** The origins that differ a little from the one that was asked, for contrast. */
export function variantsOf(origin: string): string[] {
  const port = withoutPort(origin) ?? withDefaultPort(origin);
  const variants = [`${origin}/`, withScheme(origin), port, otherLoopback(origin)];
  return variants.flatMap((variant) => variant ?? []);
}

export const originEntries: readonly Entry[] = [
  {
    id: 'origin-trailing-slash',
    title: 'The allowed origin ends with a slash; no browser sends one.',
    before: "app.use(cors({ origin: 'https://app.example/' }))",
    after: "app.use(cors({ origin: 'https://app.example' }))",
    refutedBy: 'the origin with a slash is rejected, or every origin but this one is allowed',
    find: (facts) => lookalike(facts, `${askedOrigin(facts)}/`, 'an origin has no trailing slash'),
  },
  {
    id: 'origin-scheme-differs',
    title: 'The allowed origin has another scheme: http instead of https, or the reverse.',
    before: "app.use(cors({ origin: 'http://app.example' }))",
    after: "app.use(cors({ origin: 'https://app.example' }))",
    refutedBy: 'the other scheme is rejected, or every origin but this one is allowed',
    find: (facts) => lookalike(facts, withScheme(askedOrigin(facts)), 'another scheme is another origin'),
  },
  {
    id: 'localhost-is-not-127-0-0-1',
    title: 'localhost is allowed and the page is at 127.0.0.1, or the reverse.',
    before: "app.use(cors({ origin: 'http://localhost:5173' })) // the page is at http://127.0.0.1:5173",
    after: "app.use(cors({ origin: ['http://localhost:5173', 'http://127.0.0.1:5173'] }))",
    refutedBy: 'the other name is rejected, or every origin but this one is allowed',
    find: (facts) =>
      lookalike(facts, otherLoopback(askedOrigin(facts)), 'these are two different origins', true),
  },
  {
    id: 'origin-port-differs',
    title: 'The allowed origin has another port, or none.',
    before: "app.use(cors({ origin: 'http://localhost:3000' })) // the page is at http://localhost:5173",
    after: "app.use(cors({ origin: 'http://localhost:5173' }))",
    refutedBy: 'the other port is rejected, or every origin but this one is allowed',
    find: (facts) => {
      const [asked, answered] = [partsOf(askedOrigin(facts)), partsOf(allowOriginIn(facts) ?? '')];
      const same = asked !== undefined && asked.scheme === answered?.scheme && asked.host === answered.host;
      const variant =
        same && asked.port !== answered.port
          ? (allowOriginIn(facts) ?? undefined)
          : (withoutPort(askedOrigin(facts)) ?? withDefaultPort(askedOrigin(facts)));
      const isDefault = variant === withDefaultPort(askedOrigin(facts));
      return lookalike(
        facts,
        variant,
        isDefault ? 'a browser leaves out the default port' : 'another port is another origin',
      );
    },
  },
  {
    id: 'origin-without-scheme',
    title: 'The allowed origin is a host without a scheme.',
    before: "app.use(cors({ origin: 'app.example' }))",
    after: "app.use(cors({ origin: 'https://app.example' }))",
    refutedBy: 'a scheme in Access-Control-Allow-Origin',
    find: (facts) => {
      const value = allowOriginIn(facts);
      if (!isAboutOrigin(facts) || value === null || isUnset(value) || /[:/]{2}|^null$|[,\s*]/.test(value))
        return undefined;
      return certain([`${allowOrigin} is "${value}": an origin starts with its scheme`], {
        culprit: culpritOf(setterOf(facts, 'access-control-allow-origin')),
        remedy: listIt(facts),
      });
    },
  },
  {
    id: 'origin-host-case',
    title: 'The allowed origin has upper-case letters; browsers send lower case.',
    before: "app.use(cors({ origin: 'https://App.example' }))",
    after: "app.use(cors({ origin: 'https://app.example' }))",
    refutedBy: 'another host in Access-Control-Allow-Origin',
    find: (facts) => {
      const value = allowOriginIn(facts) ?? '';
      if (!isAboutOrigin(facts) || value === askedOrigin(facts) || value.toLowerCase() !== askedOrigin(facts))
        return undefined;
      return lookalike(facts, value, 'a browser sends lower case, and compares byte by byte');
    },
  },
  {
    id: 'origin-with-path',
    title: 'The allowed origin has a path.',
    before: "app.use(cors({ origin: 'https://app.example/app' }))",
    after: "app.use(cors({ origin: 'https://app.example' }))",
    refutedBy: 'no path in Access-Control-Allow-Origin',
    find: (facts) => {
      const value = allowOriginIn(facts) ?? '';
      const isLonger =
        value.startsWith(`${askedOrigin(facts)}/`) && value.length > askedOrigin(facts).length + 1;
      if (!isLonger || /[,\s]/.test(value)) return undefined;
      return lookalike(facts, value, 'an origin has no path');
    },
  },
];
