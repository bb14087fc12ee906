// How often CORS engines outside browsers decide as browsers did, on the recorded scenarios, all in one run. Writes
// docs/conformance.md: npm run bench:agreement
import { readFileSync, writeFileSync } from 'node:fs';
import { compareWithEngine } from '../../browsers/engine.js';
import { generateJobs } from '../../browsers/jobs.js';
import { placeholders } from '../../browsers/placeholders.js';
import { readRecording, type Recording } from '../../browsers/recording.js';
import { requestRecord } from '../../browsers/request-record.js';
import { browserNames, type Scenario } from '../../browsers/scenario.js';
import { startScriptedServer } from '../../browsers/server.js';
import { conformance, type EngineResult, type PeerResult } from './conformance.js';
import { happyDom } from './happy-dom.js';
import { jsdom } from './jsdom.js';
import { mentoss } from './mentoss.js';
import { node } from './node.js';
import type { Peer, PeerVerdict } from './peer.js';

const folder = new URL('../../browsers/recording', import.meta.url).pathname;
const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;

async function judgeAll(peer: Peer, scenarios: readonly Scenario[]): Promise<Map<string, PeerVerdict>> {
  const server = await startScriptedServer();
  const verdicts = new Map<string, PeerVerdict>();
  const left = scenarios.values();
  const work = async (): Promise<void> => {
    for (const scenario of left) {
      const map = placeholders(server.ports, scenario.id, scenario.page);
      const record = await requestRecord(scenario, scenario.id, map, 'chromium');
      server.script(scenario.id, scenario.page, scenario);
      // fetch() itself throws: that is no decision about CORS.
      const verdict =
        record === null
          ? 'not expressible'
          : await peer.judge({ scenario, record, map }).catch(() => 'blocked' as const);
      verdicts.set(scenario.id, verdict);
      server.forget(scenario.id);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  await peer.close?.();
  await server.close();
  return verdicts;
}

function compare(
  peer: Peer,
  version: string,
  verdicts: Map<string, PeerVerdict>,
  recordings: Recording[],
): PeerResult {
  const counts = recordings.map(({ browser, observations }) => {
    let compared = 0;
    let agree = 0;
    let notExpressible = 0;
    for (const [id, verdict] of verdicts) {
      const observed = observations.get(id);
      if (observed === undefined) continue;
      if (verdict === 'not expressible') {
        notExpressible += 1;
        continue;
      }
      compared += 1;
      if (observed.verdict === verdict) agree += 1;
    }
    return { browser, compared, agree, notExpressible };
  });
  return { name: peer.name, version, counts };
}

async function main(): Promise<void> {
  // happy-dom throws where nobody can catch it; the request never settles then, and counts as blocked.
  process.on('uncaughtException', () => undefined);
  const recordings = browserNames.map((browser) => {
    const recording = readRecording(folder, browser);
    if (recording === null) throw new Error(`${browser} is not recorded`);
    return recording;
  });
  const jobs = generateJobs(recordings[0]?.seed ?? '');
  const scenarios = jobs.flatMap(({ source }) => (source.kind === 'scenario' ? [source.scenario] : []));
  const engine: EngineResult[] = [];
  for (const { browser, version, observations } of recordings) {
    const tally = await compareWithEngine(browser, jobs, observations);
    tally.lines(`expect-cors against ${browser}`).forEach((line) => console.log(line));
    engine.push({ browser, version, tally });
  }
  const peers: PeerResult[] = [];
  for (const [peer, version] of [
    [jsdom(), versionOf('jsdom')],
    [happyDom(), versionOf('happy-dom')],
    [mentoss, versionOf('mentoss')],
    [node, process.versions.node.replace(/\..*/, '')],
  ] as const) {
    const result = compare(peer, version, await judgeAll(peer, scenarios), recordings);
    for (const { browser, compared, agree, notExpressible } of result.counts)
      console.log(
        `${peer.name} ${version} against ${browser}: ${agree} of ${compared}, ${notExpressible} not expressible`,
      );
    peers.push(result);
  }
  writeFileSync('docs/conformance.md', conformance(engine, peers));
  process.exit();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
