import * as globals from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as expectCors from '../../src/index.js';
import { failureOf } from '../support/failure-of.js';

const docs = join(__dirname, '..', '..', 'docs');

/** What a page shows under one heading: its `ts` blocks are one module. */
interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/**
 * A `ts` block, and what the `text` block right behind it says: then the block fails with these words. A line `…` in them
 * stands for whatever is between.
 */
interface Block {
  readonly code: string;
  readonly says: string | undefined;
}

const fence = /^```(\w+)\n(.*?)^```$/gms;
/** `<!-- ts … -->` is set-up a reader needs not see. `<!-- not run: why -->` stands before a block that is none of ours. */
const hidden = /^<!-- ts\n(.*?)^-->$/gms;
const notRun = /^<!-- not run: [^>]+ -->\n+```ts\n.*?^```$/gms;
/** `<!-- in every section -->` stands before lines that all sections begin with. */
const common = /^<!-- in every section -->\n+```ts\n(.*?)^```$/gms;

export function sectionsOf(markdown: string): Section[] {
  const first = [...markdown.matchAll(common)].map(([, code = '']) => ({ code, says: undefined }));
  const shown = markdown.replace(notRun, '').replace(common, '').replace(hidden, '```ts\n$1```');
  return shown.split(/^##+ /m).flatMap((text) => {
    const heading = text.slice(0, text.indexOf('\n')).replace(/^# /, '');
    const fences = [...text.matchAll(fence)].map(([, language = '', code = '']) => ({ language, code }));
    const blocks = fences.flatMap(({ language, code }, index) => {
      const next = fences[index + 1];
      if (language !== 'ts') return [];
      return [{ code, says: next?.language === 'text' ? next.code.trimEnd() : undefined }];
    });
    return blocks.length > 0 ? [{ heading, blocks: [...first, ...blocks] }] : [];
  });
}

const importing = /^import [^;]*;$/gm;
const declaresTests = /^(test|describe|it|testCorsContract)(\.each)?\(/m;

/** The words themselves, or a pattern where some are left out. */
function words(says: string): unknown {
  if (!/^…$/m.test(says)) return says;
  const parts = says.split(/^…$/m).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return globals.expect.stringMatching(new RegExp(`^${parts.join('[^]*')}$`));
}

/** As one function of a CommonJS module; asynchronous unless it declares tests. */
function compile({ blocks }: Section, asynchronous: boolean): string {
  const imports = blocks.flatMap(({ code }) => code.match(importing) ?? []);
  const body = blocks.map(({ code, says }) => {
    const statements = code.replace(importing, '');
    return says === undefined ? statements : `said.push(await failureOf((async () => {${statements}})()));`;
  });
  const source = [
    ...new Set(imports),
    `export ${asynchronous ? 'async ' : ''}function run(said, failureOf) {${body.join('\n')}}`,
  ].join('\n');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
    },
  });
  return outputText;
}

type Run = (said: string[], failure: typeof failureOf) => Promise<void> | undefined;

export function load(
  section: Section,
  asynchronous: boolean,
  modules: Readonly<Record<string, unknown>>,
): Run {
  const known: Record<string, unknown> = { '@jest/globals': globals, 'expect-cors': expectCors, ...modules };
  const requireKnown = (name: string): unknown => known[name] ?? globals.jest.requireActual(name);
  const exports: { run?: Run } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const module = new Function('require', 'exports', compile(section, asynchronous)) as (
    ...given: unknown[]
  ) => void;
  module(requireKnown, exports);
  if (exports.run === undefined) throw new Error('unreachable: the module exports run');
  return exports.run;
}

/** Writes what was said in the place of what the page shows: `UPDATE_DOCS=1 npx jest test/docs`, then read the change. */
function update(page: string, { blocks }: Section, said: readonly string[]): void {
  const path = join(docs, page);
  const shown = blocks.flatMap(({ says }) => says ?? []);
  for (const [index, says] of shown.entries()) {
    const now = said[index] ?? '';
    const isAbridged = /^…$/m.test(says);
    if (isAbridged || says === now) continue;
    const block = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(block(says), () => block(now)),
    );
  }
}

/**
 * Runs every `ts` block of a page in `docs`, each section on its own: its tests as tests, its statements as one test.
 *
 * @param modules What its examples import besides installed packages: `'../src/app'`.
 */
export function runExamplesOf(page: string, modules: Readonly<Record<string, unknown>> = {}): void {
  const sections = sectionsOf(readFileSync(join(docs, page), 'utf8'));
  globals.test(`${page} has examples`, () => {
    globals.expect(sections.length).toBeGreaterThan(0);
  });
  globals.afterEach(() => {
    expectCors.resetConfiguration();
  });
  for (const section of sections) {
    if (section.blocks.some(({ code }) => declaresTests.test(code))) {
      globals.describe(section.heading, () => {
        void load(section, false, modules)([], failureOf);
      });
    } else {
      globals.test(section.heading, async () => {
        const said: string[] = [];
        await load(section, true, modules)(said, failureOf);
        if (process.env.UPDATE_DOCS === '1') update(page, section, said);
        globals
          .expect(said)
          .toEqual(section.blocks.flatMap(({ says }) => (says === undefined ? [] : words(says))));
      });
    }
  }
}
