import type { Placeholders } from '../../browsers/placeholders.js';
import type { Scenario } from '../../browsers/scenario.js';
import type { RequestRecord } from '../../../src/standard/request.js';

export type PeerVerdict = 'allowed' | 'blocked' | 'not expressible';

/** A CORS engine outside browsers, asked what the browsers were asked. */
export interface Peer {
  readonly name: string;
  judge(asked: Asked): Promise<PeerVerdict>;
  close?(): Promise<void>;
}

export interface Asked {
  readonly scenario: Scenario;
  /** As `fetch()` makes it: method normalized, forbidden headers dropped. */
  readonly record: RequestRecord;
  readonly map: Placeholders;
}

/** What a peer's promise comes to; one that does not settle in time has blocked. */
export async function verdictOf(settled: Promise<unknown>, milliseconds = 2000): Promise<PeerVerdict> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PeerVerdict>((resolve) => {
    timer = setTimeout(() => resolve('blocked'), milliseconds);
  });
  const verdict = settled.then(
    (): PeerVerdict => 'allowed',
    (): PeerVerdict => 'blocked',
  );
  try {
    return await Promise.race([verdict, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The request as `fetch()` takes it. */
export function initOf({ record }: Asked): RequestInit {
  return {
    method: record.method,
    headers: record.headerList.map(([name, value]): [string, string] => [name, value]),
    body: record.body === null ? null : Buffer.from(record.body),
    mode: record.mode,
    credentials: record.credentialsMode,
    redirect: record.redirectMode,
  };
}
