import { culpritOf, type Facts, isAboutOrigin, allowOriginIn, probeLets, setterOf } from '../facts.js';
import { literal, type Remedy } from '../remedy/remedy.js';
import { describeEvent } from './app-layers.js';
import { certain, type Entry } from './entry.js';
import { changed } from './places.js';
import { unrelated } from './unrelated.js';

/** Patterns that would match this origin, as people write them in a string. */
export function patternsFor(origin: string): string[] {
  const match = /^([a-z]+:\/\/)[^.:/]+(\.[^:/]+\.[^:/]+(?::\d+)?)$/.exec(origin);
  if (match === null) return [];
  const [, scheme = '', rest = ''] = match;
  return [`${scheme}*${rest}`];
}

/** Whether it is a pattern, written as text: no origin has any of these. */
function isPattern(value: string): boolean {
  return value !== '*' && !/[,\s]/.test(value) && /[*^$\\+{}()|]|\.\?/.test(value);
}

/** A RegExp for every subdomain of what the origin is a subdomain of. */
function siblingsOf(origin: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+:\/\/)[^.:/]+(.*)$/.exec(origin) ?? [];
  return `/^${`${scheme}[a-z0-9-]+${rest}`.replaceAll(/[/.]/g, '\\$&')}$/`;
}

export const patternEntry: Entry = {
  id: 'origin-pattern-is-text',
  title: 'A pattern of origins is written as a string, which is compared as text.',
  before: "app.use(cors({ origin: ['https://*.app.example'] }))",
  after: 'app.use(cors({ origin: [/^https:\\/\\/[a-z0-9-]+\\.app\\.example$/] }))',
  refutedBy: 'the pattern itself, sent as an Origin, is rejected, or an unrelated origin is allowed',
  find: (facts) => {
    if (!isAboutOrigin(facts)) return undefined;
    const { origin } = facts.outcome.request;
    const value = allowOriginIn(facts);
    const setting = setterOf(facts, 'access-control-allow-origin');
    if (value !== null && isPattern(value))
      return certain(
        [
          `Access-Control-Allow-Origin is "${value}": a browser compares it as text; set by ${describeEvent(setting)}`,
        ],
        { culprit: culpritOf(setting), remedy: asRegExp(facts, value, false) },
      );
    const pattern = patternsFor(origin).find((text) => probeLets(facts, text));
    if (value !== null || pattern === undefined || probeLets(facts, unrelated)) return undefined;
    return certain([`the app allows the text "${pattern}" as an origin, and no origin that matches it`], {
      remedy: asRegExp(facts, pattern, true),
    });
  },
};

function asRegExp(facts: Facts, text: string, isListed: boolean): Remedy {
  const pattern = siblingsOf(facts.outcome.request.origin);
  return changed(facts, `write the pattern ${literal(text)} as a RegExp,`, {
    origin: { pattern, instead: isListed ? text : null },
  });
}
