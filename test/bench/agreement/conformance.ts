import { displayNames } from '../../../src/browser/browser-name.js';
import { differences } from '../../../src/browser/differences.js';
import { edition } from '../../../src/standard/edition.js';
import { fields } from '../../browsers/compare.js';
import { outOfReach } from '../../browsers/out-of-reach.js';
import type { BrowserName } from '../../browsers/scenario.js';
import type { Tally } from '../../browsers/tally.js';

export interface EngineResult {
  readonly browser: BrowserName;
  readonly version: string;
  readonly tally: Tally;
}

export interface PeerResult {
  readonly name: string;
  readonly version: string;
  readonly counts: readonly {
    readonly browser: BrowserName;
    readonly compared: number;
    readonly agree: number;
    readonly notExpressible: number;
  }[];
}

/** The page docs/conformance.md: nothing of it is written by hand. */
export function conformance(engine: readonly EngineResult[], peers: readonly PeerResult[]): string {
  return [
    '# Agreement with browsers',
    '',
    '<!-- Written by `npm run bench:agreement`. -->',
    '',
    'Real browsers were asked by generated pages: one factor of request and answer at a time, random mixtures, and sequences of',
    'requests for cookies and the preflight cache, against servers that answer byte for byte as scripted. What they decided, sent,',
    'showed the page and printed is [recorded](../test/browsers/recording); `npm test` judges all of it again with the engine, over',
    'the real transport.',
    '',
    `The engine follows the Fetch Standard at commit ${edition.commit}.`,
    '',
    ...engineTable(engine),
    '',
    '## Other engines',
    '',
    'The verdict alone, allowed or blocked, on the scenarios (the sequences aside) that the engine can express. In brackets: how',
    'many it cannot.',
    '',
    ...verdictTable(engine, peers),
    '',
    '## What is out of reach',
    '',
    'Every difference that is left is listed and counted in `test/browsers/out-of-reach.ts`; one more or one less fails the tests.',
    '',
    ...table(
      ['Browser', 'What', 'Requests'],
      outOfReach.map(({ browser, reason, counts }) => [
        displayNames[browser],
        reason,
        Object.entries(counts)
          .map(([field, count]) => `${field} ${String(count)}`)
          .join(', '),
      ]),
    ),
    '',
    '## Where browsers differ',
    '',
    'Each is a row of data with its evidence, in `src/browser`; an engine that is not named does what the Standard says.',
    '',
    ...table(
      ['Place', 'Engines', 'Evidence'],
      differences.map(({ key, values, evidence }) => [
        `\`${key}\``,
        Object.keys(values)
          .map((name) => displayNames[name as BrowserName])
          .join(', '),
        evidence.replaceAll('|', '\\|'),
      ]),
    ),
    '',
    '## How to check it',
    '',
    'On Debian one command installs all three browsers:',
    '',
    '```sh',
    'apt-get update && apt-get install -y chromium firefox-esr webkit2gtk-driver xvfb',
    'npm run test:browsers                                    # all scenarios, all browsers that are installed',
    'npm run test:browsers -- --browser firefox --sample 500  # a part, one browser',
    'npm run test:browsers -- --browser webkit --record       # records anew',
    'npx tsx test/browsers/replay.ts webkit                   # the recording against the engine, difference by difference',
    'npm run bench:agreement                                  # writes this page',
    '```',
    '',
  ].join('\n');
}

function engineTable(engine: readonly EngineResult[]): string[] {
  const titles = ['', ...engine.map(({ browser, version }) => `${displayNames[browser]} ${version}`)];
  const rows = [
    ['requests compared', ...engine.map(({ tally }) => String(tally.compared))],
    ['agree in every field', ...engine.map(({ tally }) => share(tally.agreeing, tally.compared))],
    ...fields.map((field) => [
      `differ in ${field}`,
      ...engine.map(({ tally }) => String(tally.differing.get(field)?.length ?? 0)),
    ]),
  ];
  return table(titles, rows);
}

/** Of expect-cors, the steps of sequences count as well: it is asked all of it. */
function verdictTable(engine: readonly EngineResult[], peers: readonly PeerResult[]): string[] {
  const own = engine.map(({ tally }) => {
    const wrong = tally.differing.get('verdict')?.length ?? 0;
    return share(tally.compared - wrong, tally.compared);
  });
  return table(
    ['', ...engine.map(({ browser }) => displayNames[browser])],
    [
      ['**expect-cors**', ...own],
      ...peers.map(({ name, version, counts }) => [
        `${name} ${version}`,
        ...counts.map(
          ({ agree, compared, notExpressible }) => `${share(agree, compared)} [${String(notExpressible)}]`,
        ),
      ]),
    ],
  );
}

function share(part: number, whole: number): string {
  const percent = Math.floor((part / whole) * 10_000) / 100;
  return `${String(part)} of ${String(whole)} (${percent.toFixed(2)} %)`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)];
}
