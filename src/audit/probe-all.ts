import { allAtOnce } from '../http/at-once.js';
import type { HostileOrigin } from './hostile-origin.js';
import type { PathInAudit, Probe } from './path-in-audit.js';

/** So many are asked before a trusted origin is asked again. */
const betweenControls = 20;

export interface HostileProbe extends Probe {
  readonly hostile: HostileOrigin;
}

/**
 * Sends every hostile origin, with a trusted one in between.
 *
 * @param control Sends a trusted origin after so many probes; throws when it is not allowed.
 * @throws {InconclusiveError} `rate-limited`, `unavailable`, and what `control` throws.
 */
export async function probeAll(
  path: PathInAudit,
  hostile: readonly HostileOrigin[],
  control: (asked: number) => Promise<void>,
): Promise<HostileProbe[]> {
  const probes: HostileProbe[] = [];
  for (let start = 0; start < hostile.length; start += betweenControls) {
    const some = hostile.slice(start, start + betweenControls);
    probes.push(...(await allAtOnce(some, (one) => probe(path, one))));
    await control(probes.length);
  }
  return probes;
}

async function probe(path: PathInAudit, hostile: HostileOrigin): Promise<HostileProbe> {
  const probed = await path.ask(hostile.origin);
  return { ...probed, hostile };
}
