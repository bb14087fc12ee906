import { afterAll, expect, test } from '@jest/globals';
import * as http from 'node:http';
import { diagnose, type Diagnosis, simulateFetch, type Target } from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';
import { freePort } from '../support/node-proxy.js';
import { startWebServer, type WebServer } from '../support/web-servers.js';
import type { ProxyCase } from './proxy-case.js';

const running = new Set<WebServer>();
afterAll(async () => {
  for (const server of running) await server.stop();
});

async function during<Result>(
  { server: name, lines }: ProxyCase,
  fix: string | undefined,
  run: (url: string, port: number) => Promise<Result>,
): Promise<Result> {
  const port = await freePort();
  const server = await startWebServer(name, lines(String(port), fix));
  running.add(server);
  try {
    return await run(server.url, port);
  } finally {
    running.delete(server);
    await server.stop();
  }
}

/** The app listens as it does in production, and nothing of it is known. */
async function listening<Result>(app: Target, port: number, run: () => Promise<Result>): Promise<Result> {
  const server = http.createServer(app as http.RequestListener);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  try {
    return await run();
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function assertOn(
  target: Target,
  { request, kept, before }: ProxyCase,
  what: 'wrong' | 'kept',
): Promise<void> {
  if (before !== undefined) await simulateFetch(target, before);
  const { origin = '', ...rest } = what === 'wrong' ? request : (kept ?? request);
  await expect(target).toAllowOrigin(origin, rest);
}

async function diagnosisOf(target: Target, { request, before }: ProxyCase): Promise<Diagnosis> {
  if (before !== undefined) await simulateFetch(target, before);
  return diagnose(await simulateFetch(target, request));
}

function shown({ cause, certainty, evidence, remedy }: Diagnosis): string {
  const lines = [
    `${String(cause)} (${certainty})`,
    ...evidence,
    `Fix: ${remedy.text}`,
    ...remedy.code.split('\n'),
  ];
  return lines
    .join('\n')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .trimEnd();
}

/** The cause of each, and its fix applied to the same real server. */
export function testFixes(cases: readonly ProxyCase[]): void {
  test.each(cases.map((each) => [`${each.cause}: ${each.title}`, each] as const))('%s', async (_, each) => {
    const { app, cause, certainty = 'certain', hasCode = true, kept, bare = [cause, certainty] } = each;
    const fix = await during(each, undefined, async (url, port) => {
      const target = { url, app, port };
      expect(await failureOf(assertOn(target, each, 'wrong'))).toContain(
        `Cause:            ${cause} (${certainty}`,
      );
      const diagnosis = await diagnosisOf(target, each);
      expect(shown(diagnosis)).toMatchSnapshot('both sides known');
      expect(diagnosis).toMatchObject({ cause, certainty });
      expect(diagnosis.remedy.code !== '').toBe(hasCode);
      if (kept !== undefined) await assertOn(target, each, 'kept');
      return diagnosis.remedy.code;
    });
    await during(each, undefined, (url, port) =>
      listening(app, port, async () => {
        const diagnosis = await diagnosisOf(url, each);
        expect(shown(diagnosis)).toMatchSnapshot('by its URL');
        expect([diagnosis.cause, diagnosis.certainty]).toEqual(bare);
        expect(`${diagnosis.remedy.text} ${diagnosis.remedy.code}`).not.toMatch(
          /\bapp\.use|\bcors\(|\bres\./,
        );
      }),
    );
    const mended = { ...each, request: each.mendedRequest ?? each.request };
    await during(each, fix, async (url, port) => {
      for (const what of ['wrong', 'kept'] as const) await assertOn({ url, app, port }, mended, what);
    });
    if (hasCode)
      await during(each, undefined, async (url, port) => {
        expect(await failureOf(assertOn({ url, app, port }, mended, 'wrong'))).not.toBe('');
      });
  });
}
