import { engineJudge, type Judge } from './judge.js';
import { startScriptedServer } from './server.js';

/** The engine under test with the scripted servers it asks. */
export interface Engine {
  readonly judge: Judge;
  close(): Promise<void>;
}

export async function startEngine(): Promise<Engine> {
  const server = await startScriptedServer();
  return { judge: engineJudge(server), close: () => server.close() };
}
