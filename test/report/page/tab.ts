import { findCommand, startBrowser, type BrowserProcess } from '../../browsers/browser-process.js';
import { DevtoolsPipe, type Fields } from '../../browsers/devtools-pipe.js';
import { within } from '../../browsers/driver.js';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--hide-scrollbars',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-breakpad',
  '--force-color-profile=srgb',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--remote-debugging-pipe',
];

/** One tab of a Chromium, and what went wrong in it. */
export class Tab {
  /** Console messages, uncaught errors, broken policies, dialogs and requests. */
  #heard: string[] = [];
  #loaded: () => void = () => undefined;
  readonly version: string;

  private constructor(
    private readonly browser: BrowserProcess,
    private readonly pipe: DevtoolsPipe,
    private readonly session: string,
    version: string,
  ) {
    this.version = version;
    pipe.onEvent = (method, params) => this.#hear(method, params);
  }

  static async start(): Promise<Tab> {
    const command = findCommand(['chromium', 'chromium-browser', 'google-chrome']);
    if (command === null) throw new Error('no Chromium on the PATH');
    const browser = startBrowser(command, (profile) => [...flags, `--user-data-dir=${profile}`], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    try {
      const pipe = new DevtoolsPipe(browser.child);
      const { product } = await within(30, 'starting Chromium', pipe.send('Browser.getVersion'));
      const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
      const tab = new Tab(browser, pipe, String(sessionId), String(product));
      for (const domain of ['Page', 'Runtime', 'Log', 'Network', 'Audits'])
        await tab.send(`${domain}.enable`);
      return tab;
    } catch (error) {
      await browser.end();
      throw error;
    }
  }

  send(method: string, params: Fields = {}): Promise<Fields> {
    return within(60, method, this.pipe.send(method, params, this.session));
  }

  async open(url: string): Promise<void> {
    // Another page first: an address that differs only behind the # would not be loaded anew.
    for (const address of ['about:blank', url]) {
      const loaded = new Promise<void>((resolve) => (this.#loaded = resolve));
      await this.send('Page.navigate', { url: address });
      await within(60, `loading ${address}`, loaded);
    }
  }

  async evaluate<Result>(expression: string): Promise<Result> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(`${expression.slice(0, 200)}: ${JSON.stringify(exceptionDetails).slice(0, 1500)}`);
    return (result as { value: Result }).value;
  }

  /** Size, colours and scale of what is shown. */
  async look({ width = 1280, height = 800, scheme = 'light', script = true } = {}): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: width < 600,
    });
    await this.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
    await this.send('Emulation.setScriptExecutionDisabled', { value: !script });
  }

  async press(key: string, modifiers = 0): Promise<void> {
    const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
    const codes: Record<string, number> = { Enter: 13, Escape: 27, Tab: 9 };
    const windowsVirtualKeyCode = codes[key] ?? 0;
    await this.send('Input.dispatchKeyEvent', {
      type: text === undefined ? 'rawKeyDown' : 'keyDown',
      key,
      code: key,
      text,
      windowsVirtualKeyCode,
      modifiers,
    });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode });
  }

  async picture(whole = false): Promise<Buffer> {
    const { data } = await this.send('Page.captureScreenshot', { captureBeyondViewport: whole });
    return Buffer.from(String(data), 'base64');
  }

  /** Everything that went wrong since the last call. */
  async troubles(): Promise<string[]> {
    // The answer comes after every event that is under way.
    await this.send('Runtime.evaluate', { expression: '0' });
    const heard = this.#heard;
    this.#heard = [];
    return heard;
  }

  close(): Promise<void> {
    return this.browser.end();
  }

  #hear(method: string, params: Fields): void {
    if (method === 'Page.loadEventFired') this.#loaded();
    const told = JSON.stringify(params).slice(0, 400);
    if (method === 'Network.requestWillBeSent') {
      const { request, documentURL } = params as { request: { url: string }; documentURL: string };
      const [address = ''] = documentURL.split('#');
      if (!request.url.startsWith(address) && request.url !== 'about:blank')
        this.#heard.push(`requested ${request.url.slice(0, 200)}`);
    } else if (method === 'Page.javascriptDialogOpening') {
      this.#heard.push(`dialog: ${told}`);
      void this.send('Page.handleJavaScriptDialog', { accept: false });
    } else if (
      ['Runtime.consoleAPICalled', 'Runtime.exceptionThrown', 'Log.entryAdded', 'Audits.issueAdded'].includes(
        method,
      )
    ) {
      this.#heard.push(`${method}: ${told}`);
    }
  }
}
