import { Window } from 'happy-dom';
import { pageBase } from '../../browsers/placeholders.js';
import { initOf, type Peer, verdictOf } from './peer.js';

export function happyDom(): Peer {
  const windows = new Map<string, Window>();
  return {
    name: 'happy-dom fetch',
    judge(asked) {
      const { record, scenario, map } = asked;
      if (record.origin === 'null' || record.useCorsPreflightFlag) return Promise.resolve('not expressible');
      const page = map.expand(pageBase(scenario.page));
      const window = windows.get(page) ?? new Window({ url: `${page}/` });
      windows.set(page, window);
      return verdictOf(window.fetch(record.urlList[0], initOf(asked) as never));
    },
    async close() {
      for (const window of windows.values()) await window.happyDOM.close();
    },
  };
}
