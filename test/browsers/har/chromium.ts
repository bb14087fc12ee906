import { findCommand, startBrowser } from '../browser-process.js';
import { quietFlags } from '../chromium.js';
import { DevtoolsPipe, type Fields } from '../devtools-pipe.js';
import { within } from '../driver.js';
import { type Recorded, until } from './recorded.js';

/**
 * What the network panel writes when its button is clicked: `Export HAR (sanitized)…` and `… (with sensitive data)…`. It is
 * called in the devtools of the page itself.
 */
const exportHar = (isSanitized: boolean): string => `(async () => {
  const { Writer } = (await import('devtools://devtools/bundled/models/har/har.js')).Writer;
  const { NetworkLog } = await import('devtools://devtools/bundled/models/logs/logs.js');
  let text = '';
  const stream = { write: async (part) => void (text += part) };
  const progress = new Proxy({ canceled: false }, { get: (own, name) => (name in own ? own[name] : () => progress) });
  const requests = NetworkLog.NetworkLog.instance().requests();
  await Writer.write(stream, requests, { sanitize: ${String(isSanitized)} }, progress);
  return text;
})()`;

/** Whether these devtools listen to the network of a page. */
const listensTo = (targetId: string): string => `(async () => {
  const { TargetManager, NetworkManager } = await import('devtools://devtools/bundled/core/sdk/sdk.js');
  const { NetworkLog } = await import('devtools://devtools/bundled/models/logs/logs.js');
  const targets = TargetManager.TargetManager.instance().targets();
  const target = targets.find((one) => one.id() === '${targetId}');
  return NetworkLog.NetworkLog.instance() !== null && !!target?.model(NetworkManager.NetworkManager);
})().catch(() => false)`;

/** Opens a page in Chromium with its devtools open, and exports what they hold once the page is done. */
export async function recordChromium(url: string): Promise<Recorded> {
  const command = findCommand(['chromium', 'google-chrome']);
  if (command === null) throw new Error('Chromium is not installed');
  // Devtools that are this quick miss what a sandboxed frame asks for in a process of its own.
  const flags = [
    ...quietFlags,
    '--auto-open-devtools-for-tabs',
    '--disable-features=IsolateSandboxedIframes',
  ];
  const browser = startBrowser(command, (profile) => [...flags, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  try {
    const pipe = new DevtoolsPipe(browser.child);
    const { product } = await within(20, 'starting Chromium', pipe.send('Browser.getVersion'));
    const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
    const page = await attach(pipe, String(targetId));
    const devtools = await devtoolsOf(String(targetId), pipe);
    await pipe.send('Page.navigate', { url }, page);
    await until('the page', () => evaluate(pipe, page, 'window.isDone === true'));
    return {
      version: String(product),
      har: String(await evaluate(pipe, devtools, exportHar(false))),
      sanitized: String(await evaluate(pipe, devtools, exportHar(true))),
    };
  } finally {
    await browser.end();
  }
}

/** The session of the devtools that inspect the page, once they listen to its network. */
async function devtoolsOf(page: string, pipe: DevtoolsPipe): Promise<string> {
  const sessions = new Map<unknown, string>();
  let found = '';
  await until('devtools', async () => {
    const { targetInfos } = await pipe.send('Target.getTargets');
    for (const { url, type, targetId } of targetInfos as Fields[]) {
      if (type !== 'page' || !String(url).startsWith('devtools:')) continue;
      const session = sessions.get(targetId) ?? (await attach(pipe, String(targetId)));
      sessions.set(targetId, session);
      if ((await evaluate(pipe, session, listensTo(page))) === true) found = session;
    }
    return found !== '';
  });
  return found;
}

async function attach(pipe: DevtoolsPipe, targetId: string): Promise<string> {
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
  return String(sessionId);
}

async function evaluate(pipe: DevtoolsPipe, session: string, expression: string): Promise<unknown> {
  const asked = { expression, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await pipe.send('Runtime.evaluate', asked, session);
  if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
  return (result as Fields)['value'];
}
