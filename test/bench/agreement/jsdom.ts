import { JSDOM, VirtualConsole } from 'jsdom';
import { pageBase } from '../../browsers/placeholders.js';
import { type Peer, verdictOf } from './peer.js';

/** jsdom has no fetch(): what XMLHttpRequest cannot ask is not expressible. */
export function jsdom(): Peer {
  const doms = new Map<string, JSDOM>();
  return {
    name: 'jsdom XMLHttpRequest',
    judge({ record, scenario, map }) {
      const isXhr =
        record.mode === 'cors' && record.redirectMode === 'follow' && record.credentialsMode !== 'omit';
      if (!isXhr || record.origin === 'null') return Promise.resolve('not expressible');
      const page = map.expand(pageBase(scenario.page));
      const dom = doms.get(page) ?? new JSDOM('', { url: `${page}/`, virtualConsole: new VirtualConsole() });
      doms.set(page, dom);
      const xhr = new dom.window.XMLHttpRequest();
      const settled = new Promise((resolve, reject) => {
        xhr.onload = resolve;
        xhr.onerror = reject;
        xhr.open(record.method, record.urlList[0]);
        xhr.withCredentials = record.credentialsMode === 'include';
        for (const [name, value] of record.headerList) xhr.setRequestHeader(name, value);
        if (record.useCorsPreflightFlag) xhr.upload.onprogress = () => undefined;
        xhr.send(record.body === null ? null : Uint8Array.from(record.body));
      });
      return verdictOf(settled.finally(() => xhr.abort()));
    },
    close() {
      for (const { window } of doms.values()) window.close();
      return Promise.resolve();
    },
  };
}
