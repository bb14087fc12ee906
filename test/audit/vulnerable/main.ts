// Audits published packages with known mistakes, and their fixes. `npm run audit:vulnerable`
// They are installed from a lock file of their own, so that none of them is ever a dependency of this package.
import { execFileSync, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { audited, type Audited } from './audited.js';
import { type Subject, subjects } from './subjects.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const columns = [61, 14, 14] as const;

function print(cells: readonly string[]): void {
  console.log(cells.map((cell, index) => cell.padEnd(columns[index] ?? 0)).join(''));
}

/** Runs `use` with the URL of the subject, which is served by a process of its own. */
async function withSubject<Result>(id: string, use: (url: string) => Promise<Result>): Promise<Result> {
  const child = fork(join(here, 'serve.mjs'), [id], { cwd: here, execArgv: [], silent: true });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    const port = await new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error('did not start within 60 s'));
      }, 60_000);
      child.once('message', (message) => {
        clearTimeout(late);
        resolve((message as { port: number }).port);
      });
      child.once('exit', () => {
        clearTimeout(late);
        reject(new Error(`ended before it was asked: ${/^\w*Error.*$/m.exec(said)?.[0] ?? said}`));
      });
    });
    return await use(`http://127.0.0.1:${String(port)}`);
  } finally {
    child.kill();
  }
}

function summary({ asked, families }: Audited): string {
  const shown = families.slice(0, 4).join(', ');
  return `${String(asked)} asked with${shown && `   ${shown}`}${families.length > 4 ? ', …' : ''}`;
}

/** Whether the subject gives strangers what it is known to give. */
async function isAsExpected({ id, what, expected, reference, ...subject }: Subject): Promise<boolean> {
  try {
    const { trusted = 'https://example.com', options } = subject;
    const result = await withSubject(id, (url) => audited(url, trusted, options));
    const asExpected = result.access === expected;
    const verdict = asExpected ? (reference === undefined ? 'as it should' : 'caught') : 'WRONG';
    print([what, result.access, verdict, summary(result)]);
    if (reference !== undefined) print([`  ${reference}`]);
    return asExpected;
  } catch (error) {
    print([what, '-', 'FAILED', String(error)]);
    return false;
  }
}

if (!existsSync(join(here, 'node_modules', '.package-lock.json'))) {
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', options, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
}
print(['', 'strangers get', '', 'hostile origins, and what lets them in']);
const chosen = process.argv.slice(2);
let wrong = 0;
for (const subject of subjects) {
  if (chosen.length > 0 && !chosen.includes(subject.id)) continue;
  if (!(await isAsExpected(subject))) wrong += 1;
}
console.log(wrong === 0 ? '\nAll as expected.' : `\n${String(wrong)} not as expected.`);
process.exitCode = wrong === 0 ? 0 : 1;
