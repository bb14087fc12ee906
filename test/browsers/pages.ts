import { readFileSync } from 'node:fs';
import type { Page } from './scenario.js';
import { pages } from './scenario.js';
import type { ScriptedServer } from './server.js';

export const runnerPath = (page: Page): string =>
  page === 'sandboxed-frame' ? '/page/host-of-the-frame' : `/page/${page}`;

/** Publishes a document for every kind of page; each runs page/runner.js against the control server. */
export function publishPages(server: ScriptedServer, control: string): void {
  const runner = readFileSync(new URL('./page/runner.js', import.meta.url), 'utf8');
  for (const page of pages) {
    const settings = `const control = ${JSON.stringify(control)}, kind = ${JSON.stringify(page)};`;
    server.publish(`/page/${page}`, {
      headers: [
        ['Content-Type', 'text/html; charset=utf-8'],
        ...(page === 'sandboxed-page' ? [sandbox] : []),
      ],
      body: `<!doctype html><link rel="icon" href="data:,"><script>${settings}</script><script>${runner}</script>`,
    });
  }
  server.publish(runnerPath('sandboxed-frame'), {
    headers: [['Content-Type', 'text/html; charset=utf-8']],
    body: `<!doctype html><link rel="icon" href="data:,">
<iframe sandbox="allow-scripts" src="/page/sandboxed-frame"></iframe>
<script>addEventListener('message', (event) => { location.href = event.data; });</script>`,
  });
}

const sandbox: [string, string] = ['Content-Security-Policy', 'sandbox allow-scripts'];
