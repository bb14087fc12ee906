import type { Scenario } from '../../browsers/scenario.js';
import type { ScriptedServer } from '../../browsers/server.js';

export type PeerVerdict = 'allowed' | 'blocked' | 'not expressible';

/** Another implementation of what a page's request meets, asked the scenarios the browsers were asked. */
export interface Peer {
  name: string;
  /** Its npm package; null for what comes with Node. */
  package: string | null;
  judge(server: ScriptedServer, scenario: Scenario): Promise<PeerVerdict>;
  close(): void;
}

const patience = 2000;

/** What resolves is allowed; what rejects, or has not settled in two seconds, is blocked. */
export async function verdictOf(ask: (signal: AbortSignal) => Promise<unknown>): Promise<PeerVerdict> {
  const aborter = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PeerVerdict>((resolve) => {
    timer = setTimeout(() => {
      aborter.abort();
      resolve('blocked');
    }, patience);
  });
  const settled = async (): Promise<PeerVerdict> => {
    try {
      await ask(aborter.signal);
      return 'allowed';
    } catch {
      return 'blocked';
    }
  };
  try {
    return await Promise.race([settled(), late]);
  } finally {
    clearTimeout(timer);
  }
}
