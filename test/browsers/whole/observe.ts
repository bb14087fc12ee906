import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

import { within, type Driver, type RunningBrowser } from '../driver.js';
import { relations, type WholeCase, type WholeObservation } from './case.js';
import { publicHosts } from './origins.js';
import { startWholeServer, type Handler } from './server.js';

const runner = readFileSync(new URL('./page.js', import.meta.url), 'utf8');
const page = `<!doctype html><link rel="icon" href="data:,"><script>${runner}</script>`;
const worker = (url: string): string => `import ${JSON.stringify(url)}; postMessage('loaded');`;

interface Done {
  readonly id: string;
  readonly loaded: boolean;
}

/** Lets one browser load every case, one after the other. */
export async function observeWhole(
  driver: Driver,
  cases: readonly WholeCase[],
): Promise<{ version: string; observations: Record<string, WholeObservation> }> {
  const observations: Record<string, WholeObservation> = {};
  // Cases of one page follow each other.
  const waiting = [...cases];
  let finish: (error?: Error) => void = () => undefined;
  const finished = new Promise<void>((resolve, reject) => {
    finish = (error) => {
      if (error === undefined) resolve();
      else reject(error);
    };
  });
  let begin: (browser: RunningBrowser) => void = () => undefined;
  const started = new Promise<RunningBrowser>((resolve) => (begin = resolve));

  async function next(done: Done | null): Promise<object> {
    const browser = await started;
    if (done !== null) {
      await new Promise((resolve) => setTimeout(resolve, done.loaded ? 5 : 40));
      const notes = await browser.collect(`${done.id}.0`);
      const console = notes.flatMap(({ text }) => (text === undefined ? [] : [clean(text, done.id)]));
      observations[done.id] = { requests: server.takeLog(), loaded: done.loaded, console };
      waiting.shift();
    } else await browser.collect(null);
    const [one] = waiting;
    if (one === undefined) {
      finish();
      return { navigate: 'about:blank' };
    }
    const [from, to] = relations[one.relation];
    const before = cases[cases.indexOf(one) - 1];
    if (done !== null && before !== undefined && relations[before.relation][0] !== from)
      return { navigate: `${server.originOf(from)}/page` };
    server.begin(one);
    return { one, url: `${server.originOf(to)}/${one.id}` };
  }

  const clean = (text: string, id: string): string => server.normalize(text).replaceAll(id, '{id}');
  const first: Handler = (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://x');
    if (pathname === '/page') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    } else if (pathname === '/worker') {
      const script = worker(decodeURIComponent(search.slice(1)));
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script);
    } else if (pathname === '/next') {
      void text(request)
        .then((body) => next(JSON.parse(body) as Done | null))
        .then((orders) =>
          response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(orders)),
        )
        .catch(finish);
    } else return false;
    return true;
  };

  const server = await startWholeServer(
    {
      key: readFileSync('test/http/tls/key.pem', 'utf8'),
      cert: readFileSync('test/http/tls/cert.pem', 'utf8'),
    },
    first,
  );
  try {
    const [one] = cases;
    if (one === undefined) throw new Error('there are no cases');
    const url = `${server.originOf(relations[one.relation][0])}/page`;
    const browser = await driver(url, { hosts: publicHosts, proxy: server.proxy });
    begin(browser);
    try {
      const exited = browser.exited.then((how) => Promise.reject(new Error(how)));
      await within(900, 'everything', Promise.race([finished, exited]));
    } finally {
      await within(20, 'ending the browser', browser.close());
    }
    return { version: browser.version, observations };
  } finally {
    server.close();
  }
}
