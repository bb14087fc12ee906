import { findCommand, startBrowser } from './browser-process.js';
import { DevtoolsPipe, type Fields } from './devtools-pipe.js';
import { within, type Driver, type Note, type PublicNames } from './driver.js';

const commands = ['chromium', 'chromium-browser', 'google-chrome'];
/** Without a window, and asking nobody about anything. */
export const quietFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
];
const flags = [
  ...quietFlags,
  '--disable-breakpad',
  // A sandboxed frame in its own process would be a devtools target of its own.
  '--disable-features=IsolateSandboxedIframes',
];

/** Whatever is not loopback is not found. */
function flagsFor(names: PublicNames | undefined): string[] {
  const known = (names?.hosts ?? []).map((host) => `MAP ${host} 127.0.0.1, `).join('');
  const rules = `${known}MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1, EXCLUDE [::1]`;
  return [
    ...flags,
    `--host-resolver-rules=${rules}`,
    ...(names === undefined ? [] : ['--ignore-certificate-errors']),
  ];
}

export const launchChromium: Driver = async (url, names) => {
  const command = findCommand(commands);
  if (!command) throw new Error(`not installed (none of ${commands.join(', ')} on the PATH)`);
  const browser = startBrowser(command, (profile) => [...flagsFor(names), `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const pipe = new DevtoolsPipe(browser.child);
  try {
    const { product } = await within(20, 'starting Chromium', pipe.send('Browser.getVersion'));
    const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
    const session = String(sessionId);
    const notes = new ChromiumNotes();
    pipe.onEvent = (method, params) => notes.hear(method, params);
    for (const domain of ['Network', 'Log', 'Runtime', 'Audits', 'Page'])
      await pipe.send(`${domain}.enable`, {}, session);
    await pipe.send('Page.navigate', { url }, session);
    return {
      version: String(product).split('/')[1] ?? '',
      concurrency: 5,
      exited: browser.exited,
      async collect() {
        // The answer comes after every event that is under way.
        await within(20, 'asking Chromium', pipe.send('Runtime.evaluate', { expression: '0' }, session));
        return notes.take();
      },
      close: () => browser.end(),
    };
  } catch (error) {
    await browser.end();
    throw error;
  }
};

/** Reads notes out of devtools events. */
class ChromiumNotes {
  #notes: Note[] = [];
  readonly #urls = new Map<string, string>();

  take(): Note[] {
    const notes = this.#notes;
    this.#notes = [];
    return notes;
  }

  hear(method: string, params: Fields): void {
    if (method === 'Network.requestWillBeSent') {
      // The first URL names the scenario; where a redirect leads to need not.
      const requestId = String(params['requestId']);
      if (!this.#urls.has(requestId)) this.#urls.set(requestId, (params['request'] as { url: string }).url);
    } else if (method === 'Network.loadingFailed') {
      this.#failure(params['corsErrorStatus'], this.#urls.get(String(params['requestId'])), false);
    } else if (method === 'Audits.issueAdded') {
      this.#issue(params['issue'] as Fields);
    } else if (method === 'Log.entryAdded') {
      this.#message(params['entry'] as Fields);
    } else if (method === 'Runtime.consoleAPICalled') {
      this.#message({ text: (params['args'] as Fields[]).map((value) => String(value['value'])).join(' ') });
    }
  }

  /**
   * A request that is refused before the network has no failed load, but an issue. Where there are both, they
   * come in any order and spell bytes above 0x7f differently.
   */
  #issue(issue: Fields): void {
    const details = (issue['details'] as Fields)['corsIssueDetails'] as Fields | undefined;
    if (details?.['isWarning'] !== false) return;
    const { requestId, url } = details['request'] as { requestId?: string; url: string };
    this.#failure(details['corsErrorStatus'], this.#urls.get(requestId ?? '') ?? url, true);
  }

  #failure(status: unknown, url: string | undefined, isFallback: boolean): void {
    if (!status || url === undefined) return;
    const { corsError, failedParameter } = status as { corsError: string; failedParameter: string };
    this.#notes.push({ url, code: corsError, failedParameter, isFallback });
  }

  #message(entry: Fields): void {
    const text = String(entry['text']);
    // "Failed to load resource" is the network's log, not about CORS.
    if (!text.startsWith('Failed to load resource') && !text.startsWith('##')) this.#notes.push({ text });
  }
}
