import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { BrowserName, Exchange, HeaderLine, Observation, SeenResponse } from './scenario.js';

/**
 * One browser's observations, by id. Written as gzipped lines of JSON: what was recorded, then one line for
 * each different observation with the ids it belongs to. The same observations always give the same bytes;
 * `gunzip -c` makes it readable.
 */
export interface Recording {
  browser: BrowserName;
  version: string;
  seed: string;
  /** Of all that was run, so that a recording of other scenarios under the same ids is noticed. */
  digest: string;
  observations: Map<string, Observation>;
}

type ExchangeRow = [string, string, string | null, string | null, string | null, HeaderLine[]];
type ResponseRow = [string | null, number, boolean | null, string, string[]];
type ObservationRow = [0 | 1, string | null, string | null, ExchangeRow[], ResponseRow | null, string[]];

export function recordingPath(folder: string, browser: BrowserName): string {
  return join(folder, `${browser}.jsonl.gz`);
}

/** `ids` gives the order, which must not depend on what settled first. */
export function writeRecording(folder: string, recording: Recording, ids: readonly string[]): number {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const observation = recording.observations.get(id);
    if (!observation) continue;
    const row = JSON.stringify(toRow(observation));
    const group = groups.get(row);
    if (group) group.push(id);
    else groups.set(row, [id]);
  }
  const { browser, version, seed, digest } = recording;
  const head = JSON.stringify({ browser, version, seed, digest });
  const lines = [...groups].map(([row, group]) => `[${row},${JSON.stringify(group.join(' '))}]`);
  const bytes = gzipSync([head, ...lines, ''].join('\n'), { level: 9 });
  mkdirSync(folder, { recursive: true });
  writeFileSync(recordingPath(folder, browser), bytes);
  return bytes.length;
}

/** What was recorded of a browser; null when there is nothing. */
export function readRecording(folder: string, browser: BrowserName): Recording | null {
  const path = recordingPath(folder, browser);
  if (!existsSync(path)) return null;
  const [head = '', ...lines] = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');
  const { version, seed, digest } = JSON.parse(head) as Omit<Recording, 'observations'>;
  const observations = new Map<string, Observation>();
  for (const line of lines) {
    const [row, ids] = JSON.parse(line) as [ObservationRow, string];
    const observation = fromRow(row);
    for (const id of ids.split(' ')) observations.set(id, observation);
  }
  return { browser, version, seed, digest, observations };
}

function toRow({ verdict, code, failedParameter, wire, response, console }: Observation): ObservationRow {
  return [
    verdict === 'allowed' ? 1 : 0,
    code,
    failedParameter,
    wire.map(({ method, url, origin, requestMethod, requestHeaders, headers }) => [
      method,
      url,
      origin,
      requestMethod,
      requestHeaders,
      headers,
    ]),
    response && [response.type, response.status, response.redirected, response.url, response.headers],
    console,
  ];
}

function fromRow([allowed, code, failedParameter, wire, response, console]: ObservationRow): Observation {
  return {
    verdict: allowed === 1 ? 'allowed' : 'blocked',
    code,
    failedParameter,
    wire: wire.map(([method, url, origin, requestMethod, requestHeaders, headers]): Exchange => {
      return { method, url, origin, requestMethod, requestHeaders, headers };
    }),
    response: response && responseOf(response),
    console,
  };
}

function responseOf([type, status, redirected, url, headers]: ResponseRow): SeenResponse {
  return { type, status, redirected, url, headers };
}
