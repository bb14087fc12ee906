import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../errors/usage-error.js';
import { type Fact, labels } from '../text/labels.js';
import { enumerate, plural } from '../text/sentence.js';
import type { Run } from './command.js';
import { pathOf, writeFile } from './files.js';
import { firstTest } from './first-test.js';
import { nextSteps } from './project/next-steps.js';
import { type Project, projectAt } from './project/project.js';
import { type RunnerName, runners } from './project/runners.js';
import { type SetUp, setUpOf } from './project/set-up.js';
import { unifiedDiff } from './project/unified-diff.js';
import { printLine, printNote } from './streams.js';

const labelWidth = 18;

/** Shows what is to be written, and writes it once that is agreed. What is there is added to, and never written over. */
export const runInit: Run = async (line, terminal) => {
  const [folder = '.'] = line.operands;
  const project = projectAt(pathOf(folder, terminal), line.text('runner') as RunnerName | undefined);
  if (!project.isFound)
    throw new UsageError(
      'invalid-value',
      `there is no package.json in ${folder} or above it. "npm init" makes one.`,
      { value: folder },
    );
  const setUp = setUpOf(project);
  const first = firstTest(project, setUp, line, terminal);
  const changes = [setUp.state, first.change].filter((one) => typeof one === 'object');
  const facts: Fact[] = [
    ['Runner', runners[project.runner].title],
    ...first.facts,
    ['Set-up', setUpWords(setUp, project)],
  ];
  const diffs = changes.map(({ file, before, after }) => unifiedDiff(file, before, after));
  printLine(terminal, ['expect-cors init', labels(facts, labelWidth), ...diffs].join('\n\n'));
  if (changes.length === 0) {
    printNote(terminal, 'Nothing to change.');
    return 0;
  }
  if (!line.flag('write')) {
    const canAsk = terminal.isTyped && terminal.stdout.isTTY === true;
    const typed = canAsk ? await terminal.prompt(`Write ${plural(changes.length, 'file')}? [y/N] `) : '';
    if (!/^y(es)?$/i.test(typed.trim())) {
      printNote(terminal, `Nothing is written.${canAsk ? '' : ' Add --write to write it.'}`);
      return 1;
    }
  }
  for (const { file, after } of changes) {
    const path = join(project.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFile(path, after, terminal);
  }
  printNote(terminal, `wrote ${enumerate(changes.map(({ file }) => file))}`);
  if (first.change !== undefined)
    printNote(terminal, labels([['Next', nextSteps(project, first.change.file)]], labelWidth));
  return 0;
};

function setUpWords({ state, line }: SetUp, { config = '' }: Project): readonly string[] {
  if (typeof state === 'object') return [`adds the matchers to each test: ${state.file}`];
  if (state === 'none') return ['needs none: a test imports expect-cors/assert'];
  if (state === 'there') return [`is there: ${config}`];
  return [
    `${config === '' ? 'the configuration' : config} is not changed, because it is not certain where. For all tests, add:`,
    `  ${line}`,
  ];
}
