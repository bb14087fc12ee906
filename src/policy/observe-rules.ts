import { isUnrelated, unrelatedOrigins } from '../request/unrelated-origins.js';
import type { OriginAnswers } from './observe-origin.js';
import { allowOriginOf, type OriginTerms } from './observe-terms.js';
import type { AllowOrigin, PolicyRule } from './policy.js';

/** Origins that are allowed on the same terms, together; if none is, the response to the first. */
export function rulesFrom(terms: readonly OriginTerms[], answers: readonly OriginAnswers[]): PolicyRule[] {
  const said = saidTo(answers);
  const allowed = terms.filter(({ isAllowed }) => isAllowed);
  if (allowed.length === 0) {
    // A response may name an origin other than that of the request.
    const shown = terms.find(({ allowOrigins }) => allowOrigins.some((value) => value !== null)) ?? terms[0];
    return shown === undefined ? [] : [ruleFor([], shown, said)];
  }
  const groups = new Map<string, OriginTerms[]>();
  for (const one of allowed) {
    const key = JSON.stringify([howSent(one, said), one.terms]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [ruleFor(group, first, said)];
  });
}

function ruleFor(group: readonly OriginTerms[], shown: OriginTerms, said: Said): PolicyRule {
  const names = group.map(({ origin }) => origin);
  const strangers = unrelatedOrigins.every((origin) => names.includes(origin));
  const [preflight, answer] = howSent(shown, said);
  return {
    origins: strangers ? names.filter((origin) => !isUnrelated(origin)) : names,
    strangers,
    allowOrigin: preflight === answer ? preflight : [preflight, answer],
    ...shown.terms,
  };
}

/** Which origins each value of Access-Control-Allow-Origin was said to. */
type Said = ReadonlyMap<string, ReadonlySet<string>>;

function saidTo(answers: readonly OriginAnswers[]): Said {
  const said = new Map<string, Set<string>>();
  for (const { origin, preflights, reads } of answers) {
    for (const answer of [...preflights.values(), ...reads.values()]) {
      const value = allowOriginOf(answer);
      if (value !== null) said.set(value, (said.get(value) ?? new Set()).add(origin));
    }
  }
  return said;
}

/** What says another's origin is not made of the origin that asks. */
function howSent(
  { origin, allowOrigins }: OriginTerms,
  said: Said,
): [AllowOrigin | null, AllowOrigin | null] {
  const how = (value: string | null): AllowOrigin | null => {
    const isRepeated = value === origin && said.get(value)?.size === 1;
    return isRepeated ? 'repeated' : value;
  };
  const [preflight, answer] = allowOrigins.map(how);
  return [preflight ?? null, answer ?? null];
}
