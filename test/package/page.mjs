/** docs/compatibility.md: made of a whole run, and compared with the table of set-ups in an ordinary one. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { isAsExpected } from './results.mjs';
import { columns } from './six.mjs';
import { otherVersions, resolutions } from '../types/matrix.mjs';

const pathIn = (root) => join(root, 'docs', 'compatibility.md');

const head = `# Compatibility

What the package was run with, as it is published: packed, installed into new folders, and set up as
[Getting started](getting-started.md#2-install-and-set-up) shows. \`npm run test:package -- --all --write\` does it and makes this
page.

Each set-up runs the same tests: an assertion that passes; one that fails, with its message; \`.not\`; a builder; a contract, one check
of which fails; and three that forget the \`await\`: of an assertion that holds, of one that does not, and of a builder. Each has to end
as it should.
`;

const types = (own) => `## Types

\`npm run test:types -- --all\` compiles tests written for Jest (with \`@types/jest\`, with \`@jest/globals\` and with both), for the package
\`expect\`, Vitest, Bun, and for no runner, by TypeScript ${[...otherVersions, own].sort().join(', ')}, with \`moduleResolution\`
${Object.keys(resolutions).join(', ')}, and with \`skipLibCheck\` off. It is on for Bun, and for Vitest where TypeScript knows no
\`require\` of ECMAScript modules (\`node16\`, and \`nodenext\` before 5.8): there the types of the runner do not compile.
`;

/** What nobody has tried, or nobody can yet. */
const untried = [
  'Windows and macOS: the whole was run on Linux.',
  'The browser mode of Vitest: the package needs Node, Bun or Deno.',
  '`npm:expect-cors` in Deno: Deno was run with a `package.json`.',
  'The types of arguments in Playwright Test, which knows the matchers, but checks only their names.',
];

/** Writes the page. @param results `{ setup, why, results, versions }` of each set-up. */
export async function writePage(root, results) {
  const ran = results.filter(({ why }) => why === undefined);
  const notRun = results.filter(({ why }) => why !== undefined);
  const text = [
    head,
    table(
      ['set-up', 'versions', 'Node', ...Object.keys(columns)],
      ran.filter(isRow).map((result) => [linked(result.setup), ...versionsIn(result), ...cellsOf(result)]),
    ),
    '## Beside them',
    table(
      ['what', 'what it does', 'as expected', 'versions', 'Node'],
      ran
        .filter((result) => !isRow(result))
        .map((result) => [linked(result.setup), result.setup.beside, isFine(result), ...versionsIn(result)]),
    ),
    types(versionOf(root, 'typescript')),
    '## Not run',
    [...notRun.map(({ setup, why }) => `${setup.name}: ${why.split('\n')[0]}`), ...untried]
      .map((line) => `- ${line}`)
      .join('\n'),
  ].join('\n\n');
  const path = pathIn(root);
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), parser: 'markdown' }));
}

/** Set-ups that the page has and this table has not, and the other way round. */
export function differencesOfPage(root, setups) {
  const text = readFileSync(pathIn(root), 'utf8');
  const [, ...rows] = text.split('\n').flatMap((line) => /^\| +(\S.*?) +\|/.exec(line)?.[1] ?? []);
  const onPage = rows.filter((name) => name !== 'what' && !/^-+$/.test(name));
  const here = setups.map(linked);
  const missing = (names, others) => names.filter((name) => !others.includes(name));
  return [
    ...missing(here, onPage).map((name) => `docs/compatibility.md lacks ${name}: run --all --write`),
    ...missing(onPage, here).map((name) => `docs/compatibility.md has ${name}, which is not run`),
  ];
}

function versionOf(root, name) {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return /\d+\.\d+/.exec(devDependencies[name])[0];
}

const isRow = ({ setup }) => setup.beside === undefined;

function linked({ name, section }) {
  return section === undefined ? name : `[${name}](getting-started.md#${section})`;
}

const isFine = ({ wrong }) => (wrong.length === 0 ? 'yes' : '**no**');

function versionsIn({ versions: { packages, node } }) {
  return [packages.join(', '), node];
}

function cellsOf({ setup: { expected, notes = {} }, results }) {
  return Object.entries(columns).map(([column, tests]) => {
    const holds = Object.keys(tests).every((name) => isAsExpected(results, name, expected[name]));
    return holds ? (notes[column] ?? 'yes') : '**no**';
  });
}

function table(titles, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}
