// Lets Chromium decide about requests to the local network and records it: npx tsx test/browsers/local-network/record.ts
import { quietFlags } from '../chromium.js';
import { writeFileSync } from 'node:fs';
import { findCommand, startBrowser } from '../browser-process.js';
import { DevtoolsPipe, type Fields } from '../devtools-pipe.js';
import {
  type AddressSpace,
  hosts,
  type LocalNetworkCase,
  localNetworkCases,
  type LocalNetworkObservation,
} from './cases.js';
import { type LocalNetworkServers, startLocalNetworkServers } from './servers.js';

const permissions = ['local-network', 'loopback-network', 'local-network-access'];

function flags({ ports }: LocalNetworkServers): string[] {
  const spaces = Object.entries(hosts) as [AddressSpace, readonly string[]][];
  const rules = spaces.flatMap(([space, names]) =>
    names.flatMap((name) => [
      `MAP ${name}:80 127.0.0.1:${String(ports[space].http)}`,
      `MAP ${name}:443 127.0.0.1:${String(ports[space].https)}`,
    ]),
  );
  const overrides = spaces.flatMap(([space]) =>
    Object.values(ports[space]).map((port) => `127.0.0.1:${String(port)}=${space}`),
  );
  return [
    ...quietFlags,
    '--ignore-certificate-errors',
    `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND'].join(', ')}`,
    `--ip-address-space-overrides=${overrides.join(',')}`,
  ];
}

interface Heard {
  code: string | null;
  console: string[];
}

class Page {
  heard: Heard = { code: null, console: [] };

  constructor(
    private readonly pipe: DevtoolsPipe,
    private readonly session: string,
  ) {
    pipe.onEvent = (method, params) => this.#hear(method, params);
  }

  static async open(pipe: DevtoolsPipe): Promise<Page> {
    const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
    for (const domain of ['Network', 'Log', 'Runtime', 'Page'])
      await pipe.send(`${domain}.enable`, {}, String(sessionId));
    return new Page(pipe, String(sessionId));
  }

  async goTo(url: string): Promise<void> {
    await this.pipe.send('Page.navigate', { url }, this.session);
    for (;;) {
      const state = await this.evaluate('location.href + document.readyState');
      if (state === `${url}complete`) return;
      await pause(20);
    }
  }

  async evaluate(expression: string): Promise<unknown> {
    const asked = { expression, awaitPromise: true, returnByValue: true };
    const { result } = await this.pipe.send('Runtime.evaluate', asked, this.session);
    return (result as Fields)['value'];
  }

  #hear(method: string, params: Fields): void {
    if (method === 'Network.loadingFailed') {
      const status = params['corsErrorStatus'] as { corsError: string } | undefined;
      this.heard.code = status?.corsError ?? null;
    } else if (method === 'Log.entryAdded') {
      const text = String((params['entry'] as Fields)['text']);
      if (!text.startsWith('Failed to load resource')) this.heard.console.push(text);
    }
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

async function observe(
  page: Page,
  servers: LocalNetworkServers,
  { api, method, mode, redirect }: LocalNetworkCase,
  index: number,
): Promise<LocalNetworkObservation> {
  const path = `/n${String(index)}n`;
  const query = redirect === undefined ? '' : `?to=${encodeURIComponent(`${redirect}${path}`)}`;
  page.heard = { code: null, console: [] };
  const options = JSON.stringify({ method, mode });
  const verdict = await page.evaluate(
    `fetch(${JSON.stringify(api + path + query)}, { ...${options}, signal: AbortSignal.timeout(3000) }).then(() => 'allowed', (error) => error.name === 'TimeoutError' ? 'never' : 'blocked')`,
  );
  await page.evaluate('new Promise((resolve) => setTimeout(resolve, 15))');
  if (verdict !== 'allowed' && verdict !== 'blocked')
    throw new Error(`${api} for ${method}: ${String(verdict)}`);
  const clean = (text: string): string => text.replaceAll(path, '').replaceAll(/\?to=[^'"\s]*/g, '');
  const { code, console } = page.heard;
  return { verdict, code, wire: servers.takeLog(path), console: console.map(clean) };
}

async function main(): Promise<void> {
  const command = findCommand(['chromium', 'google-chrome']);
  if (command === null) throw new Error('Chromium is not installed');
  const servers = await startLocalNetworkServers();
  const browser = startBrowser(command, (profile) => [...flags(servers), `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  try {
    const pipe = new DevtoolsPipe(browser.child);
    const { product } = await pipe.send('Browser.getVersion');
    const page = await Page.open(pipe);
    const observations: [LocalNetworkCase, LocalNetworkObservation][] = [];
    let at = '';
    for (const [index, one] of localNetworkCases.entries()) {
      if (at !== one.page + one.permission) {
        for (const name of permissions) {
          const wanted = { permission: { name }, setting: one.permission, origin: one.page };
          // A page that is not secure has no permissions.
          await pipe.send('Browser.setPermission', wanted).catch(() => undefined);
        }
        await page.goTo(`${one.page}/page`);
        at = one.page + one.permission;
      }
      observations.push([one, await observe(page, servers, one, index)]);
    }
    const lines = observations.map((pair) => JSON.stringify(pair));
    const version = String(product).split('/')[1] ?? '';
    const text = `{"version":${JSON.stringify(version)},"observations":[\n${lines.join(',\n')}\n]}\n`;
    writeFileSync(new URL('./recording.json', import.meta.url), text);
    process.stdout.write(`${String(observations.length)} recorded of Chromium ${version}\n`);
  } finally {
    servers.close();
    await browser.end();
  }
}

void main();
