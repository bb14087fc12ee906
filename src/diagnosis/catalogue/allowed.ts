import { isSameSite } from '../../browser/site.js';
import { allowOriginIn, culpritOf, type Facts, lets, probeLets, probeOf, setterOf } from '../facts.js';
import { answerCode } from '../remedy/remedy.js';
import { unrelated } from './unrelated.js';
import { describeEvent, originFunctionOf } from './app-layers.js';
import type { Finding } from '../cause.js';
import { certain, type Entry, likely } from './entry.js';
import { changed } from './places.js';

/** Origins that look like this one to a pattern without anchors. */
export function lookalikesOf(origin: string): string[] {
  const match = /^([a-z]+:\/\/)([^:/]+)(:\d+)?$/.exec(origin);
  if (match === null) return [];
  const [, scheme = '', host = '', port = ''] = match;
  // A character that stands where a dot should: some other one there.
  const places = [...host.matchAll(/[x\d_-]/g)].slice(0, 2).map(({ index }) => index);
  const mutated = places.map((place) => `${host.slice(0, place)}y${host.slice(place + 1)}`);
  const names = [`${host}.unrelated.example`, `x${host}`, ...mutated];
  // Another page of the same site may well be meant, as by a pattern for subdomains.
  return names.map((name) => `${scheme}${name}${port}`).filter((other) => !isSameSite(other, origin, false));
}

const listOnly = 'list the origins that should be allowed';

function found(facts: Facts, evidence: string, remedy = listed(facts)): Finding {
  const setting = setterOf(facts, 'access-control-allow-origin');
  const by = setting === undefined ? '' : `; set by ${describeEvent(setting)}`;
  return certain([`${evidence}${by}`], { culprit: culpritOf(setting), remedy });
}

/** Those that are known to be right; else one that shows where they belong. */
function listed(facts: Facts, text = listOnly): Finding['remedy'] {
  const { origin: asked } = facts.outcome.request;
  const guessed = [asked, unrelated, ...lookalikesOf(asked)];
  const known = facts.probes.flatMap(({ origin, exchange }) =>
    origin !== null && !guessed.includes(origin) && lets(origin, exchange) ? [origin] : [],
  );
  return changed(facts, text, { origin: known.length > 0 ? known : ['https://app.example'] });
}

/** Takes the page's origin off whatever allows it. */
function without(facts: Facts): Finding['remedy'] {
  const { origin } = facts.outcome.request;
  const asked = originFunctionOf(facts);
  if (asked) {
    const name = asked.function ?? 'the function that checks the origin';
    return {
      text: `reject it at the start of ${name} (${asked.file}:${String(asked.line)}):`,
      code: answerCode(origin, false),
    };
  }
  const other = probeOf(facts, unrelated);
  const isFixed = other !== undefined && allowOriginIn({ exchange: other }) === origin;
  if (isFixed) return listed(facts, 'name the origins that should be allowed instead');
  return changed(facts, 'remove it from the list of allowed origins', {
    origin: { remove: origin },
  });
}

export const allowedEntries: readonly Entry[] = [
  {
    id: 'any-origin-allowed',
    title: 'Allow-Origin is "*": any page may read the response.',
    before: 'app.use(cors())',
    after: "app.use(cors({ origin: ['https://app.example'] }))",
    refutedBy: 'another value of Access-Control-Allow-Origin than "*"',
    find: (facts) =>
      facts.outcome.allowed && allowOriginIn(facts) === '*'
        ? found(facts, 'Access-Control-Allow-Origin is "*"')
        : undefined,
  },
  {
    id: 'null-is-allowed',
    title: 'The origin "null" is allowed, which any page in a sandboxed frame has.',
    before: "app.use(cors({ origin: ['https://app.example', 'null'] }))",
    after: "app.use(cors({ origin: ['https://app.example'] }))",
    refutedBy: 'an unrelated origin that is allowed as well: then any is',
    find: (facts) => {
      if (
        !facts.outcome.allowed ||
        facts.outcome.request.origin !== 'null' ||
        allowOriginIn(facts) !== 'null'
      )
        return undefined;
      return probeLets(facts, unrelated)
        ? undefined
        : found(facts, 'Access-Control-Allow-Origin is "null"', without(facts));
    },
  },
  {
    id: 'any-origin-reflected',
    title: 'The app reflects any Origin.',
    before: 'app.use(cors({ origin: true, credentials: true }))',
    after: "app.use(cors({ origin: ['https://app.example'], credentials: true }))",
    refutedBy: 'an unrelated origin that is rejected',
    find: (facts) =>
      facts.outcome.allowed && probeLets(facts, unrelated)
        ? found(facts, `the app reflects any Origin, including ${unrelated}`)
        : undefined,
  },
  {
    id: 'pattern-too-loose',
    title: 'A pattern allows origins that only look like the right one.',
    before: 'app.use(cors({ origin: /app\\.example/ }))',
    after: "app.use(cors({ origin: 'https://app.example' }))",
    refutedBy: 'a lookalike that is rejected, or an unrelated origin that is allowed',
    find: (facts) => {
      const { allowed, request } = facts.outcome;
      const lookalike = lookalikesOf(request.origin).find((origin) => probeLets(facts, origin));
      if (!allowed || lookalike === undefined || probeLets(facts, unrelated)) return undefined;
      return found(
        facts,
        `${lookalike} is allowed as well, ${unrelated} is not`,
        listed(facts, 'compare whole origins, or anchor the pattern at both ends,'),
      );
    },
  },
  {
    id: 'origin-is-listed',
    title: 'The app lists exactly this origin.',
    before: "app.use(cors({ origin: ['https://app.example', 'https://old.example'] }))",
    after: "app.use(cors({ origin: ['https://app.example'] }))",
    refutedBy: 'an unrelated origin that is allowed as well',
    find: (facts) => {
      const { allowed, request } = facts.outcome;
      if (!allowed || !lets(request.origin, facts.exchange)) return undefined;
      const answer = probeOf(facts, unrelated);
      if (answer === undefined) {
        const finding = found(facts, 'Access-Control-Allow-Origin names this origin', without(facts));
        return likely(finding.evidence, { culprit: finding.culprit ?? null, remedy: finding.remedy });
      }
      return found(
        facts,
        `Access-Control-Allow-Origin names this origin, and ${unrelated} is not allowed`,
        without(facts),
      );
    },
  },
];
