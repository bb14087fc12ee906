// Lets the devtools of real browsers export what a front end does, as HAR: npx tsx test/browsers/har/record.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { recordChromium } from './chromium.js';
import { recordFirefox } from './firefox.js';
import type { Recorded } from './recorded.js';
import { api, createShop, type Fault, page } from './shop.js';

const frontEnd: RequestListener = ({ url }, response) => {
  const isPage = url === '/';
  response.setHeader('Content-Type', isPage ? 'text/html' : 'application/json');
  response.end(isPage ? readFileSync(new URL('./front-end.html', import.meta.url)) : '{}');
};

async function serve(origin: string, listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(Number(new URL(origin).port), 'localhost', resolve);
  });
  return server;
}

async function main(): Promise<void> {
  const recordings: [string, readonly Fault[]][] = [
    ['', []],
    ['-blocked', ['methods', 'order']],
  ];
  const browsers: [string, (url: string) => Promise<Recorded>][] = [
    ['chromium', recordChromium],
    ['firefox', recordFirefox],
  ];
  for (const [ending, faults] of recordings)
    for (const [browser, record] of browsers) {
      const servers = [await serve(page, frontEnd), await serve(api, createShop(...faults))];
      try {
        const { version, har, sanitized } = await record(`${page}/`);
        const files: [string, string | undefined][] = [
          ['', har],
          ['-sanitized', ending === '' ? sanitized : undefined],
        ];
        for (const [kind, text] of files) {
          if (text === undefined) continue;
          const name = `${browser}${ending}${kind}.har.gz`;
          writeFileSync(new URL(name, import.meta.url), gzipSync(text, { level: 9 }));
          process.stdout.write(`${name}: ${String(text.length)} characters of ${version}\n`);
        }
      } finally {
        for (const server of servers) {
          server.closeAllConnections();
          server.close();
        }
      }
    }
}

void main();
