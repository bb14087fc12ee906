import { engineJudge } from './judge.js';
import type { Judge } from './scenario.js';
import { startScriptedServer } from './server.js';

/** The engine under test with the scripted servers it asks. Sequences are observed and recorded, not yet judged. */
export interface Engine {
  readonly judge: Judge;
  close(): Promise<void>;
}

export async function startEngine(): Promise<Engine> {
  const server = await startScriptedServer();
  return { judge: engineJudge(server), close: () => server.close() };
}
