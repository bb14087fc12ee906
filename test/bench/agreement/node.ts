import { initOf, type Peer, verdictOf } from './peer.js';

/** Node's own fetch() knows no page, so every page origin is none. */
export const node: Peer = {
  name: 'Node fetch',
  judge(asked) {
    if (asked.record.useCorsPreflightFlag) return Promise.resolve('not expressible');
    const settled = fetch(asked.record.urlList[0], initOf(asked)).then((response) => response.body?.cancel());
    return verdictOf(settled);
  },
};
