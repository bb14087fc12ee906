// Lets Chromium read odd heads and records what it makes of them: npx tsx test/http/heads/record.ts
import { writeFileSync } from 'node:fs';
import { findCommand, startBrowser } from '../../browsers/browser-process.js';
import { quietFlags } from '../../browsers/chromium.js';
import { DevtoolsPipe, type Fields } from '../../browsers/devtools-pipe.js';
import { withServer } from '../../hostile/servers.js';
import { cuttings, headCases, type HeadReading } from './cases.js';
import { heads, pathOf } from './server.js';

const command = findCommand(['chromium', 'google-chrome']);
if (command === null) throw new Error('Chromium is not installed');
const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] as const;
const browser = startBrowser(command, (profile) => [...quietFlags, `--user-data-dir=${profile}`], {
  stdio: [...stdio],
});

/** Redirects are not followed, and nothing is cached. */
const readBy = (path: string): string => `
  fetch(${JSON.stringify(path)}, { cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(1000) }).then(
    (response) => ({ status: response.status, headers: [...response.headers] }),
    (error) => ({ failure: error.name }))`;

try {
  const pipe = new DevtoolsPipe(browser.child);
  const { product } = await pipe.send('Browser.getVersion');
  const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
  const attached = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(attached['sessionId']);
  let failure: string | undefined;
  pipe.onEvent = (method, params) => {
    // That of a body nobody reads any more is an earlier one.
    const text = String(params['errorText']);
    if (method === 'Network.loadingFailed' && text !== 'net::ERR_ABORTED') failure = text;
  };
  await pipe.send('Network.enable', {}, session);
  const lines: string[] = [];
  await withServer(heads, async ({ url }) => {
    await pipe.send('Page.navigate', { url }, session);
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const [index, { title }] of headCases.entries()) {
      const seen: HeadReading[] = [];
      for (const cutting of cuttings) {
        failure = undefined;
        const asked = { expression: readBy(pathOf(index, cutting)), awaitPromise: true, returnByValue: true };
        const { result } = await pipe.send('Runtime.evaluate', asked, session);
        const reading = (result as Fields)['value'] as HeadReading;
        await pipe.send('Runtime.evaluate', { expression: '0' }, session);
        const isLate = 'failure' in reading && reading.failure === 'TimeoutError';
        seen.push(
          'failure' in reading ? { failure: isLate ? 'never' : (failure ?? reading.failure) } : reading,
        );
      }
      const [first] = seen;
      const isSame = seen.every((reading) => JSON.stringify(reading) === JSON.stringify(first));
      lines.push(JSON.stringify([title, isSame ? first : seen]));
      if (!isSame) process.stdout.write(`${title}: ${JSON.stringify(seen)}\n`);
    }
  });
  const version = String(product).split('/')[1] ?? '';
  const text = `{"version":${JSON.stringify(version)},"readings":[\n${lines.join(',\n')}\n]}\n`;
  writeFileSync(new URL('./recording.json', import.meta.url), text);
  process.stdout.write(`${String(lines.length)} heads, read by Chromium ${version}\n`);
} finally {
  await browser.end();
}
