import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../src/cli/commands.js';
import { runCli } from '../cli/run-cli.js';
import { allows, cors, harOf } from '../policy/har-of.js';

const root = join(__dirname, '..', '..');
const page = join(root, 'docs', 'command-line.md');
const fixtures = join(root, 'test', 'cli', 'fixtures');

/** A line that can be typed, and what it writes. */
const block = /^```sh\n([^`]*)```\n\n```text\n([^`]*(?:`[^`]+)*?)```$/gm;
const pasted = /<!-- console -->\n\n```text\n(.*?)\n```/s;

/** What a front end of the app asks for, of which the last is blocked. */
const api = 'http://localhost:3000/api';
const asksToPut = [
  ...cors,
  ['Access-Control-Request-Method', 'PUT'],
  ['Access-Control-Request-Headers', 'content-type'],
] as const;
const frontEnd = harOf([
  { url: 'https://app.example/' },
  { url: `${api}/users`, response: allows },
  { url: `${api}/users/1`, method: 'OPTIONS', type: 'preflight', headers: asksToPut, response: [] },
  { url: `${api}/users/1`, method: 'PUT', type: 'fetch', status: 0, response: [] },
]);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-docs-'));
  cpSync(join(fixtures, 'docs'), folder, { recursive: true });
  cpSync(join(fixtures, 'listens.js'), join(folder, 'listens.js'));
  writeFileSync(join(folder, 'front-end.har'), JSON.stringify(frontEnd));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the last line of a block writes, as a reader sees it in a terminal. */
async function written(lines: string, stdin: string): Promise<string> {
  const [, line = ''] = /npx expect-cors (.*)$/.exec(lines.trimEnd().split('\n').at(-1) ?? '') ?? [];
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word = '']) => quoted ?? word);
  const { stdout, stderr } = await runCli(words, { folder, stdin });
  // Where the test runs is not where a reader does.
  return (stdout + stderr).replace(/(?:\.\.\/)+[\w./-]*cli-docs-\w+\//g, '');
}

test('each output in docs/command-line.md is what is written: UPDATE_DOCS=1 writes it anew', async () => {
  let text = readFileSync(page, 'utf8');
  const [, stdin = ''] = pasted.exec(text) ?? [];
  const blocks = [...text.matchAll(block)];
  expect(blocks.length).toBeGreaterThan(6);
  for (const [whole, lines = ''] of blocks) {
    const now = await written(lines, stdin);
    const fresh = `\`\`\`sh\n${lines}\`\`\`\n\n\`\`\`text\n${now}\`\`\``;
    text = text.replace(whole, () => fresh);
  }
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, text);
  expect(readFileSync(page, 'utf8')).toBe(text);
}, 30_000);

test('it is short, and names every command', () => {
  const text = readFileSync(page, 'utf8');
  expect(Buffer.byteLength(text)).toBeLessThan(16 * 1024);
  expect(commands.map(({ name }) => name).filter((name) => !text.includes(`expect-cors ${name}`))).toEqual(
    [],
  );
});
