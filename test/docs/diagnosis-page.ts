import express from 'express';
import { type BrowserName, diagnose, type FetchOutcome, simulateFetch } from '../../src/index.js';
import { displayNames } from '../../src/browser/browser-name.js';
import type { Entry } from '../../src/diagnosis/catalogue/entry.js';
import { catalogue } from '../../src/diagnosis/catalogue/index.js';
import { type CauseId, causeIds } from '../../src/diagnosis/cause.js';
import { warningIds } from '../../src/request/warning-id.js';
import { cachedCause } from '../apps/causes/cached.js';
import type { CauseCase } from '../apps/causes/cause-case.js';
import { causeCases, warningCases } from '../apps/causes/index.js';
import { remedyCases } from '../diagnosis/remedies/index.js';

/** What one of the apps that have the mistake shows. */
interface Shown {
  readonly entry: Entry;
  readonly theCase: Pick<CauseCase, 'title'>;
  readonly outcome: FetchOutcome;
}

/** `docs/diagnosis.md`, from the catalogue and from what the apps in `test/apps/causes` make of it. */
export async function diagnosisPage(): Promise<string> {
  const shown: Shown[] = [];
  for (const id of causeIds) {
    const entry = catalogue.find((known) => known.id === id);
    if (entry !== undefined && id === cachedCause.cause) {
      shown.push({ entry, theCase: cachedCause, outcome: await cachedCause.outcome(express) });
      continue;
    }
    const cases = causeCases.filter(({ cause }) => cause === id);
    const theCase = cases.find(({ framework }) => framework === undefined) ?? cases[0];
    if (entry === undefined || theCase === undefined) throw new Error(`${id} has no entry, or no app`);
    const outcome = await simulateFetch(theCase.wrong(express) as never, theCase.request);
    shown.push({ entry, theCase, outcome });
  }
  const sections: string[] = [];
  for (const one of shown) sections.push(await section(one));
  return [
    '# Why it was blocked',
    '<!-- Generated from the catalogue: UPDATE_DOCS=1 npx jest test/docs/diagnosis -->',
    introduction,
    '## By what the browser prints',
    consoleTable(shown),
    ...sections,
    '## Warnings',
    warningsText,
    await warningTable(),
  ].join('\n\n');
}

const introduction = `A failing assertion says which rule blocked the request, in the browser's words, and under \`Cause\` what in the app is responsible:
*certain* only where an observation that would refute it was made, and did not; *likely* otherwise, with the alternatives. \`diagnose(outcome)\` gives the same as data.

To find the cause, the deciding exchange is repeated once, and for a few other origins: at most eight extra requests, only \`GET\`,
\`HEAD\` and \`OPTIONS\`, and only to an app on this machine. The message says how many were sent. \`configure({ diagnose: 'passive' })\`
leaves the other origins out. Under \`Then\` is what a browser would block next, once that is mended.

Fixes are printed for what is there: an Express, Nest, Koa, Fastify, Hono or hapi app, socket.io, tus, headers by hand. For a server behind a URL
they are words.`;

const warningsText = `What works by luck, or for now. Warnings are on the outcome and in the messages of failing assertions;
\`configure({ warnings: 'error' })\`, or a list of ids, makes them failures. Those without a message here come only from assertions
that send several requests.`;

const browsers: readonly BrowserName[] = ['chromium', 'firefox', 'webkit'];

function consoleOf({ browsers: verdicts }: FetchOutcome, browser: BrowserName): string {
  return verdicts[browser]?.consoleMessage?.split('\n').at(-1) ?? '';
}

/** The end of Chromium's message, which is the same for every URL and origin. */
function phraseOf(outcome: FetchOutcome): string {
  const [, phrase = ''] = /blocked by CORS policy: (.*)$/.exec(consoleOf(outcome, 'chromium')) ?? [];
  return phrase
    .replace(/ Have the server send the header with a valid value\.$/, '')
    .replace(/'[^']*\/\/[^']*'/g, "'…'");
}

function consoleTable(shown: readonly Shown[]): string {
  const causes = new Map<string, string[]>();
  for (const { entry, outcome } of shown) {
    const phrase = phraseOf(outcome);
    if (phrase !== '') causes.set(phrase, [...(causes.get(phrase) ?? []), `[${entry.id}](#${entry.id})`]);
  }
  const rows = [...causes].sort(([a], [b]) => (a < b ? -1 : 1));
  return table(
    ['Chromium prints', 'causes'],
    rows.map(([phrase, links]) => [phrase.replaceAll('*', '\\*'), links.join(', ')]),
  );
}

async function section({ entry, theCase, outcome }: Shown): Promise<string> {
  const diagnosis = await diagnose(outcome);
  const seen = diagnosis.cause === entry.id ? diagnosis.evidence : [];
  const words = browsers.flatMap((browser) => {
    const lines = outcome.browsers[browser]?.consoleMessage?.split('\n') ?? [];
    return lines.map((line) => `${displayNames[browser]}: ${line}`);
  });
  const { language = 'js' } = entry;
  const comment = language === 'js' ? '//' : '#';
  return [
    `## ${entry.id}`,
    entry.title,
    `Example: ${theCase.title}.`,
    ...(words.length > 0 ? [fenced('text', words.join('\n'))] : []),
    ...(seen.length > 0 ? [`Evidence: ${seen.map(masked).join('; ')}.`] : []),
    `Refuted by: ${masked(entry.refutedBy)}.`,
    'The mistake, and the fix:',
    fenced(language, `${comment} before\n${entry.before}`),
    ...(entry.after === '' ? [] : [fenced(language, `${comment} after\n${entry.after}`)]),
    ...(await fixesFor(entry.id)),
  ].join('\n\n');
}

/** What is printed for one app of each kind; a test applies it to that app. */
async function fixesFor(id: CauseId): Promise<string[]> {
  const printed = new Map<string, string>();
  for (const { cause, style, app, request, assertion } of remedyCases) {
    if (cause !== id || style === 'words' || printed.has(style) || assertion === 'createBrowser') continue;
    const { remedy } = await diagnose(await simulateFetch(await app(), request));
    printed.set(style, remedy.code);
  }
  const blocks = [...printed].map(([style, code]) => `// ${style}\n${code}`);
  return blocks.length === 0 ? [] : ['As it is printed:', fenced('js', blocks.join('\n\n'))];
}

/** Where a function of ours stands is of no interest to a reader. */
function masked(evidence: string): string {
  return evidence.replace(/ \(test\/[^)]*\)/g, '').replaceAll('*', '\\*');
}

async function warningTable(): Promise<string> {
  const rows = [];
  for (const id of warningIds) {
    const theCase = warningCases.find(({ warning }) => warning === id);
    const outcome = theCase && (await simulateFetch(theCase.wrong(express) as never, theCase.request));
    const words = outcome?.warnings.find((warning) => warning.id === id)?.message ?? '';
    rows.push([`\`${id}\``, theCase?.title.replaceAll('*', '\\*') ?? '', words.replaceAll('*', '\\*')]);
  }
  return table(['id', 'example', 'message'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
