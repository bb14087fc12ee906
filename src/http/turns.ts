import { sharedState } from '../state/shared-state.js';

/** Who listens at a port that a proxy leads to. */
export interface Holder {
  /** Stops listening, at once. */
  leave(): Promise<void>;
}

interface Port {
  /** Settled when the last exchange that waits has ended. */
  last: Promise<void>;
  holder: Holder | undefined;
}

const ports = () => sharedState('ports behind proxies', () => new Map<number, Port>());

/**
 * Waits until no exchange is on its way to this port, so that what arrives there belongs to the caller's. Whoever listened
 * there before has left.
 *
 * @returns How to end the turn.
 */
export async function turnAt(number: number, holder: Holder): Promise<() => void> {
  const port = ports().get(number) ?? { last: Promise.resolve(), holder: undefined };
  ports().set(number, port);
  const before = port.last;
  let end = (): void => undefined;
  port.last = new Promise((resolve) => {
    end = resolve;
  });
  await before;
  if (port.holder !== holder) await port.holder?.leave();
  port.holder = holder;
  return end;
}
