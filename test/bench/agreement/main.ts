// Measures how often expect-cors and its peers agree with the recorded browsers, and writes docs/conformance.md
// and the table in README.md: npm run bench:agreement
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { type Comparison, compareWithLibrary } from '../../browsers/library.js';
import { startScriptedServer } from '../../browsers/server.js';
import { replayWhole } from '../../browsers/whole/replayed.js';
import { conformance, type Measured, verdictTable } from './conformance.js';
import { happyDom } from './happy-dom.js';
import { jsdom } from './jsdom.js';
import { measurePeer, readRecordings } from './measure.js';
import { mentoss } from './mentoss.js';
import { nodeFetch } from './node-fetch.js';
import type { Peer } from './peer.js';

const root = new URL('../../../', import.meta.url);

async function main(): Promise<void> {
  const { recordings, jobs } = readRecordings();
  const server = await startScriptedServer();
  const comparisons: Comparison[] = [];
  for (const { browser, observations } of recordings) {
    const comparison = await compareWithLibrary(browser, jobs, observations);
    console.log(comparison.tally.lines(`expect-cors, ${browser}`)[0]);
    comparisons.push(comparison);
  }
  const all = [jsdom(), mentoss(), happyDom(), nodeFetch()];
  const peers: Measured['peers'][number][] = [];
  for (const peer of all) {
    const verdicts = await measurePeer(server, peer, recordings, jobs);
    peers.push({ name: peer.name, verdicts });
    const shares = verdicts.map(({ agreeing, compared }) => `${String(agreeing)}/${String(compared)}`);
    console.log(`${peer.name}: ${shares.join(', ')}`);
  }
  await server.close();
  const whole = [];
  for (const { browser } of recordings) whole.push(await replayWhole(browser));
  const versions = [...all.flatMap(versionOf), `Node ${process.versions.node.split('.')[0] ?? ''}`];
  const measured: Measured = { versions, recordings, comparisons, peers, whole };
  await write('docs/conformance.md', conformance(measured));
  const readme = readFileSync(new URL('README.md', root), 'utf8');
  const marked = /(<!-- bench:agreement -->\n)[^]*?(\n<!-- \/bench:agreement -->)/;
  await write(
    'README.md',
    readme.replace(marked, (_, before: string, after: string) => {
      return `${before}\n${verdictTable(measured)}\n${after}`;
    }),
  );
}

function versionOf({ package: name }: Peer): string[] {
  if (name === null) return [];
  const file = new URL(`node_modules/${name}/package.json`, root);
  return [`${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`];
}

async function write(path: string, text: string): Promise<void> {
  const file = new URL(path, root);
  const config = await resolveConfig(file.pathname);
  writeFileSync(file, await format(text, { ...config, parser: 'markdown' }));
}

// A peer may have left a timer or a socket behind, which nobody waits for.
await main();
process.exit();
