import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';

/** The environment variable that names the folder a reporter reads from; workers inherit it. */
export const journalVariable = 'EXPECT_CORS_JOURNAL';

/** Whether a reporter asked for what is found. */
export function isJournalKept(): boolean {
  return folder() !== undefined;
}

/**
 * Writes down what was found, a line of JSON, for a reporter in another process. Each process and thread has a file of its
 * own, so that lines do not mix; none is left open. Without a reporter nothing is written.
 */
export function record(line: object): void {
  const kept = folder();
  if (kept === undefined) return;
  const file = join(kept, `${String(process.pid)}-${String(threadId)}.jsonl`);
  try {
    appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  } catch (error) {
    // The run is over, and the reporter has tidied up: nobody reads on.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function folder(): string | undefined {
  const given = process.env[journalVariable];
  return given === '' ? undefined : given;
}
