import { readFileSync } from 'node:fs';
import type { Exchange } from '../../src/browser/transcript.js';
import { provenanceOf } from '../../src/ask/provenance.js';
import { Session } from '../../src/ask/session.js';
import { type CrossOriginRequest, simulateFetch, type Target } from '../../src/index.js';
import { isSafeMethod } from '../../src/standard/method.js';
import { recordingOf } from '../../src/app/recordings.js';
import type { StackFrame } from '../../src/runner/stack-frame.js';
import type { Recording, TraceEvent } from '../../src/app/trace-event.js';

export const page = 'https://app.example';

/** What was recorded of the last exchange of this request: a safe one is repeated, as after a refusal. */
export async function traceOf(
  target: Target,
  request: CrossOriginRequest = {},
  kind?: Exchange['kind'],
): Promise<Recording> {
  const outcome = await simulateFetch(target, { origin: page, ...request });
  const asked = provenanceOf(outcome);
  const last = outcome.exchanges.findLast((exchange) => kind === undefined || exchange.kind === kind);
  if (asked === undefined || last === undefined) throw new Error('nothing was sent');
  const exchange = isSafeMethod(last.method)
    ? await new Session(asked.target, { isTraced: true }).repeat(asked.question, last, { origin: page })
    : last;
  const recording = recordingOf(exchange);
  if (recording === undefined) throw new Error('nothing was recorded');
  return recording;
}

/** The events of the last exchange, a line each. */
export async function eventsOf(target: Target, request?: CrossOriginRequest): Promise<string[]> {
  return (await traceOf(target, request)).events.map(line);
}

/** `set vary: Origin | cors@2.8.6 applyHeaders | 2 corsMiddleware /` */
export function line({ kind, header, value, status, by, layer }: TraceEvent): string {
  const what = kind === 'end' ? `end ${String(status)}` : `${kind} ${header}: ${value}`.trim();
  const where = layer === null ? '-' : `${layer.number} ${layer.name} ${layer.path ?? '?'}`;
  return `${what} | ${by === null ? '-' : frame(by)} | ${where}`;
}

/** For the user's own code, the function and the text of the line; the name and version for a package. */
function frame({ function: name, file, line: number, package: from }: StackFrame): string {
  if (from !== null) return from;
  const text = readFileSync(file, 'utf8').split('\n')[number - 1]?.trim();
  return `${name ?? '-'}: ${text ?? 'no such line'}`;
}
