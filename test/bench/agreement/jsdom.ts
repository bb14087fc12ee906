import { createRequire } from 'node:module';
import type { Realm } from '../../browsers/body.js';
import type { Page, Scenario } from '../../browsers/scenario.js';
import { type Asked, pageUrl, whileScripted } from './asked.js';
import { type Peer, verdictOf } from './peer.js';

interface Xhr {
  withCredentials: boolean;
  upload: { onprogress: (() => void) | null };
  onload: () => void;
  onerror: () => void;
  onabort: () => void;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: unknown): void;
  abort(): void;
}
type Window = Realm & { XMLHttpRequest: new () => Xhr; close(): void };
interface Jsdom {
  JSDOM: new (html: string, options: object) => { window: Window };
  VirtualConsole: new () => object;
}

// Its types would bring the DOM's globals into every file of this project.
const { JSDOM, VirtualConsole } = createRequire(import.meta.url)('jsdom') as Jsdom;

/** jsdom has XMLHttpRequest only. */
export function jsdom(): Peer {
  const windows = new Map<Page, Window>();
  return {
    name: 'jsdom’s XMLHttpRequest',
    package: 'jsdom',
    async judge(server, scenario) {
      if (!isXhr(scenario)) return 'not expressible';
      const { page } = scenario;
      const options = { url: pageUrl(server, page), virtualConsole: new VirtualConsole() };
      const window = windows.get(page) ?? new JSDOM('', options).window;
      windows.set(page, window);
      return whileScripted(server, scenario, window, (asked) =>
        verdictOf((signal) => send(new window.XMLHttpRequest(), scenario, asked, signal)),
      );
    },
    close() {
      for (const window of windows.values()) window.close();
    },
  };
}

/** Whether XMLHttpRequest can ask what fetch() was asked in the browsers, with the same outcome. */
function isXhr({ api, mode, redirect, method, body }: Scenario): boolean {
  if (api === 'xhr') return true;
  const throws = body !== null && /^(get|head)$/i.test(method);
  return mode === 'cors' && redirect === 'follow' && !throws;
}

function send(
  xhr: Xhr,
  { method, credentials, uploadListener }: Scenario,
  { url, headers, body }: Asked,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    xhr.onload = resolve;
    xhr.onerror = xhr.onabort = () => reject(new Error('a network error'));
    signal.addEventListener('abort', () => xhr.abort());
    xhr.open(method, url);
    xhr.withCredentials = credentials === 'include';
    if (uploadListener) xhr.upload.onprogress = () => undefined;
    for (const [name, value] of headers) xhr.setRequestHeader(name, value);
    xhr.send(body);
  });
}
