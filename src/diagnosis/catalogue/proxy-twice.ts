import type { Finding } from '../cause.js';
import { askedOrigin, checkCode, type Facts, linesOf } from '../facts.js';
import { certain, likely } from './entry.js';
import { setOnceOf } from './proxy-remedies.js';
import { changeIn, isGood, serverIn } from './proxy-sides.js';

const header = 'Access-Control-Allow-Origin';

/** `cors-headers-twice` where one of the two is the proxy; undefined where that is not known. */
export function twiceByProxy(facts: Facts): Finding | undefined {
  const server = serverIn(facts);
  const name = server?.name ?? 'the proxy';
  const change = changeIn(facts);
  if (change !== undefined) {
    if (change.kind !== 'doubled' || change.header !== header) return undefined;
    const added = without(valuesIn(change.arrived), change.sent);
    const isProxysGood = added.length === 1 && isGood(facts, header, [[header, added[0] ?? '']]);
    const evidence = `the app sent "${change.sent.join(' | ')}", and ${name} added "${added.join(' | ')}"`;
    return certain([evidence], {
      remedy: setOnceOf(name, server?.kind, { header, isProxysGood, isKnown: true }),
      isForServer: true,
    });
  }
  if (server === undefined || facts.behindProxy !== undefined) return undefined;
  if (checkCode(facts.outcome) !== 'MultipleAllowOriginValues') return undefined;
  const lines = linesOf(facts, header);
  const values = valuesIn(lines);
  const isSame = values.every((value) => value === askedOrigin(facts));
  const evidence = [`${header}: ${lines.join(' | ')}; the response came through ${name}`];
  // Two lines are two places; one with a comma may be a list of one place.
  const find = lines.length > 1 || isSame ? certain : likely;
  return find(evidence, {
    remedy: setOnceOf(name, server.kind, { header, isProxysGood: isSame, isKnown: false }),
    isForServer: true,
  });
}

function valuesIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(',')).map((value) => value.trim());
}

/** One of each that is given is left out. */
function without(values: readonly string[], given: readonly string[]): string[] {
  const left = [...values];
  for (const value of given) if (left.includes(value)) left.splice(left.indexOf(value), 1);
  return left;
}
