import { Window } from 'happy-dom';
import type { Realm } from '../../browsers/body.js';
import type { Page } from '../../browsers/scenario.js';
import { fetchOptions, pageUrl, whileScripted } from './asked.js';
import { type Peer, verdictOf } from './peer.js';

export function happyDom(): Peer {
  const windows = new Map<Page, Window>();
  return {
    name: 'happy-dom’s fetch',
    package: 'happy-dom',
    judge(server, scenario) {
      const { page } = scenario;
      const window = windows.get(page) ?? new Window({ url: pageUrl(server, page) });
      windows.set(page, window);
      return whileScripted(server, scenario, window as unknown as Realm, async (asked) => {
        const options = fetchOptions(scenario, asked);
        if (options === null) return 'not expressible';
        return verdictOf(async (signal) => {
          const aborter = new window.AbortController();
          signal.addEventListener('abort', () => aborter.abort());
          const init = { ...options, signal: aborter.signal };
          const response = await window.fetch(asked.url, init);
          await response.arrayBuffer();
        });
      });
    },
    close() {
      for (const window of windows.values()) void window.happyDOM.close();
    },
  };
}
