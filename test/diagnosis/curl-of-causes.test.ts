import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import express from 'express';
import { diagnose, simulateFetch } from '../../src/index.js';
import { decisiveExchange } from '../../src/ask/outcome.js';
import type { CauseCase } from '../apps/causes/cause-case.js';
import { causeCases } from '../apps/causes/index.js';
import { proxyCauses } from '../apps/causes/proxies.js';
import { hasCurl } from '../support/has-curl.js';

type Line = readonly [name: string, value: string];

function corsLines(headers: readonly Line[]): string[] {
  return headers.flatMap(([name, value]) =>
    /^access-control-/i.test(name) ? [`${name.toLowerCase()}: ${value}`] : [],
  );
}

/** The answer to the line, run by a shell where the app listens. */
async function answered(line: string, app: unknown): Promise<{ status: number; cors: string[] }> {
  const server = createServer(app as RequestListener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const BASE = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  try {
    const command = `${line} --silent --max-time 5`;
    const { stdout } = await promisify(execFile)('sh', ['-c', command], { env: { ...process.env, BASE } });
    const [statusLine = '', ...lines] = stdout.split('\r\n\r\n')[0]?.split('\r\n') ?? [];
    const headers = lines.map((text): Line => [
      text.split(': ')[0] ?? '',
      text.split(': ').slice(1).join(': '),
    ]);
    return { status: Number(statusLine.split(' ')[1]), cors: corsLines(headers) };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** What answers otherwise each time, or at another host. */
const notRepeatable = ['stateful-origin-check', 'redirected-to-another-origin', 'mixed-content'];
/** What is not an app alone: curl would have to go through the proxy. */
const behindProxies: readonly CauseCase[] = proxyCauses;

const cases = causeCases.filter((theCase) => {
  const { cause, framework, on, request, title } = theCase;
  return (
    framework === undefined &&
    on.includes('express 5') &&
    !notRepeatable.includes(cause) &&
    !behindProxies.includes(theCase) &&
    request.otherTargets === undefined &&
    // A body is not told, it may hold a password: curl does not see what answers because of it.
    request.body === undefined &&
    title !== '413 for a body too large'
  );
});

(hasCurl() ? describe : describe.skip)('the curl line gets the same status and the same CORS headers', () => {
  test.each(cases.map((theCase): [string, CauseCase] => [`${theCase.cause}: ${theCase.title}`, theCase]))(
    '%s',
    async (_, { wrong, request }) => {
      const app = wrong(express);
      const outcome = await simulateFetch(app as never, request);
      const { curl } = await diagnose(outcome);
      const exchange = decisiveExchange(outcome);
      const cors = corsLines(exchange?.responseHeaders ?? []);
      expect(await answered(curl, app)).toEqual({ status: exchange?.status, cors });
    },
  );
});
