import { differences } from '../../../src/browser/differences.js';
import { edition } from '../../../src/standard/edition.js';
import { type Field, fields } from '../../browsers/compare.js';
import { outOfReach } from '../../browsers/out-of-reach.js';
import type { Comparison } from '../../browsers/library.js';
import type { Recording } from '../../browsers/recording.js';
import { refused } from '../../browsers/refused.js';
import type { Tally } from '../../browsers/tally.js';
import { inCell, share, table } from './markdown.js';
import type { WholeField } from '../../browsers/whole/compare.js';
import type { WholeTally } from '../../browsers/whole/replayed.js';
import type { Verdicts } from './measure.js';

export interface Measured {
  /** Name and version of each peer, and Node. */
  versions: readonly string[];
  recordings: readonly Recording[];
  /** One for each recording. */
  comparisons: readonly Comparison[];
  peers: readonly { name: string; verdicts: readonly Verdicts[] }[];
  /** The whole requests, one for each recording. */
  whole: readonly WholeTally[];
}

/** docs/conformance.md: the same measurement always gives the same document. */
export function conformance(measured: Measured): string {
  return [
    '# Conformance',
    'Written by `npm run bench:agreement` in the repository, which has the files named here. The oracle is a recording of real browsers: they ran generated scenarios, each one request with scripted responses, and what they decided, sent, showed and printed was recorded.',
    '## What was compared',
    versions(measured),
    '## Agreement with browsers, field by field',
    'The number of scenarios in which expect-cors agrees with the browser. It is called as users call it, through `simulateFetch`, for one browser at a time. `wire` is what the server received, `response` what the page could read, `console` what the browser printed; only Chromium reports `code` and `failedParameter`. If the numbers of exchanges differ, or only one side has a response, the scenario counts as `wire.count` or `response`, not field by field.',
    fieldTable(measured),
    '## Agreement of verdicts',
    verdictTable(measured),
    'A row leaves out the requests that its implementation cannot make: jsdom has no `fetch`, so only mode `cors` and redirect mode `follow`; fetch() has no upload listener. A request that has not settled after two seconds counts as blocked. A sandboxed page is represented by one at `about:blank`: both have an opaque origin. mentoss only works with mocks: its mock server passes every request on to the scripted servers. An XMLHttpRequest without listeners is made with fetch() and the same settings, and the other way round for jsdom. Node’s fetch has no page and checks no CORS header; it is here because tests are written with it.',
    ...wholeSection(measured),
    '## Known differences between the browsers',
    `Every place where an engine departs from the Standard or from the other engines is a row of \`src/browser/differences.ts\`. There are ${String(differences.length)}.`,
    differenceTable(),
    ...outOfReachSection(),
    ...onlyGtkSection(),
    ...refusedSection(),
    '## How to check it',
    howToCheck,
  ].join('\n\n');
}

/** The table of verdicts, in README.md as well. */
export function verdictTable({ recordings, comparisons, peers }: Measured): string {
  const own = comparisons.map(expressed).map((tally) => share(agreeing(tally, 'verdict'), tally.compared));
  const notExpressible = comparisons.map((comparison) => refusedIn(comparison).length);
  const rows = peers.map(({ name, verdicts }) => [
    name,
    ...verdicts.map(({ agreeing, compared }) => share(agreeing, compared)),
    String(Math.max(...verdicts.map(({ notExpressible }) => notExpressible))),
  ]);
  const head = ['', ...recordings.map(titleOf), 'not expressible'];
  return table(head, [['expect-cors', ...own, String(Math.max(...notExpressible))], ...rows]);
}

const refusedIn = ({ refused }: Comparison): string[] => [...refused.values()].flat();

/** What the library was asked, as peers are: without what it refuses. */
const expressed = (comparison: Comparison): Tally => comparison.tally.without(refusedIn(comparison));

const agreeing = (tally: Tally, field: Field): number =>
  tally.compared - (tally.differing.get(field)?.length ?? 0);

function versions({ versions, recordings }: Measured): string {
  const browsers = recordings.map((recording) => `- ${titleOf(recording)} ${recording.version}`);
  const commit = `[${edition.commit.slice(0, 7)}](https://github.com/whatwg/fetch/commit/${edition.commit})`;
  const standard = `- [${edition.standard} Standard](${edition.url}), commit ${commit} (${edition.date})`;
  return [standard, ...browsers, ...versions.map((version) => `- ${version}`)].join('\n');
}

function fieldTable({ recordings, comparisons }: Measured): string {
  const tallies = comparisons.map(expressed);
  const rows = fields.map((field) => [
    `\`${field}\``,
    ...tallies.map((tally, index) =>
      toldByChromium.has(field) && recordings[index]?.browser !== 'chromium'
        ? '–'
        : share(agreeing(tally, field), tally.compared),
    ),
  ]);
  return table(['field', ...recordings.map(titleOf)], rows);
}

function wholeSection({ recordings, whole }: Measured): string[] {
  const titles = {
    requests: 'method and URL of every request',
    header: 'a header: name and value',
    loaded: 'whether the page gets it',
    console: 'console',
  };
  const rows = Object.entries(titles).map(([field, title]) => [
    title,
    ...whole.map(({ agreeing, compared }) =>
      share(agreeing[field as WholeField], compared[field as WholeField]),
    ),
  ]);
  const listed = whole.flatMap((tally, index) =>
    [...tally.listed].map(([reason, count]) => {
      const recording = recordings[index];
      return `| ${recording === undefined ? '' : titleOf(recording)} | ${String(count)} | ${inCell(reason)} |`;
    }),
  );
  return [
    '## Whole requests',
    `Every kind of request (\`initiator\`) with and without credentials, to the same and another site, over https, http and to this machine, allowed, blocked and redirected: ${String(whole[0]?.compared.requests)} cases, recorded in \`test/browsers/whole\`, where what the servers received is compared header by header. The values of \`User-Agent\` and of client hints are those of a build and are left out; fonts and media of the recording cannot be decoded, so only their requests and console count.`,
    table(['', ...recordings.map(titleOf)], rows),
    'Where they differ, and will continue to differ:',
    ['| engine | values | why |\n| --- | ---: | --- |', ...listed].join('\n'),
  ];
}

const toldByChromium: ReadonlySet<Field> = new Set<Field>(['code', 'failedParameter']);

function differenceTable(): string {
  const head = '| what | engines | evidence |\n| --- | --- | --- |';
  const rows = differences.map(({ key, values, evidence }) => {
    const names = Object.keys(values).map((browser) => titles[browser as keyof typeof titles]);
    return `| \`${key}\` | ${names.join(', ')} | ${inCell(evidence)} |`;
  });
  return [head, ...rows].join('\n');
}

function outOfReachSection(): string[] {
  const head = '| engine | differ | why |\n| --- | --- | --- |';
  const rows = outOfReach.map(({ browser, counts, reason }) => {
    const figures = Object.entries(counts).map(([field, count]) => `${String(count)} \`${field}\``);
    return `| ${titles[browser]} | ${figures.join(', ')} | ${inCell(reason)} |`;
  });
  return [
    '## What is out of reach',
    'Where expect-cors differs from the recordings, and will continue to differ, by `test/browsers/out-of-reach.ts`; `npm test` fails when a count grows or shrinks. Recorded sequences of requests are counted here as well.',
    [head, ...rows].join('\n'),
  ];
}

function onlyGtkSection(): string[] {
  const rows = outOfReach.filter(({ isOnlyGtk }) => isOnlyGtk === true);
  return [
    '## What only WebKitGTK does',
    '`webkit` stands for Safari as far as WebKit’s sources show it; the recordings are of WebKitGTK. These rows of the table above are of the port to GTK and the libraries below it, and are not said of `webkit`. Where it is not known what Safari does, the evidence of a difference says so.',
    rows.map(({ reason }) => `- ${reason}`).join('\n'),
  ];
}

function refusedSection(): string[] {
  const head = '| requests | what a page can do |\n| ---: | --- |';
  const rows = refused.map(({ count, reason }) => `| ${String(count)} | ${inCell(reason)} |`);
  return [
    '## What cannot be simulated',
    'What a page can do but expect-cors does not accept, by `test/browsers/refused.ts`. It is left out of the figures above; what the browsers did (with the same request without that header or body) is still compared with the recordings, and `npm test` fails when a count grows or shrinks. Recorded sequences of requests are counted here as well; they go through `createBrowser`.',
    [head, ...rows].join('\n'),
  ];
}

const titles = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' } as const;
const titleOf = ({ browser }: Recording): string => titles[browser];

const howToCheck = `On Debian, all three browsers:

\`\`\`sh
apt-get install -y chromium firefox-esr webkit2gtk-driver xvfb
\`\`\`

Then, from a checkout:

\`\`\`sh
npm ci
npm run test:browsers -- --browser firefox --sample 500   # a real browser against its recording
npm run test:browsers -- --record                         # replace the recordings
npx tsx test/browsers/replay.ts webkit                    # the engine against a recording, difference by difference
npm run bench:agreement                                   # this document, and the table in README.md
\`\`\`
`;
