import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printRow, printTitle } from './print.js';
import { costOf, rounds } from './rounds.js';
import { jest } from './run-in-jest.js';

const files = 20;

/** What every test file of a project pays for the set-up file of Jest. */
export async function benchSetUp(): Promise<void> {
  const rootDir = join(process.cwd(), '.bench', 'trivial');
  await mkdir(rootDir, { recursive: true });
  for (let file = 0; file < files; file++) {
    await writeFile(
      join(rootDir, `${String(file)}.bench.cjs`),
      "test('adds', () => expect(1 + 1).toBe(2));\n",
    );
  }
  const run = async (setupFilesAfterEnv: readonly string[]): Promise<number> =>
    (await costOf(() => jest({ rootDir, setupFilesAfterEnv }, ['-w', '2']))).clock;
  const [own, none] = [['expect-cors/jest'], []];
  for (const warmUp of [own, none]) await run(warmUp);

  const added: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const ownFirst = round % 2 === 0;
    const first = await run(ownFirst ? own : none);
    const second = await run(ownFirst ? none : own);
    const [withIt, without] = ownFirst ? [first, second] : [second, first];
    added.push((withIt - without) / files);
    whole.push(without / files);
  }
  await rm(rootDir, { recursive: true });
  printTitle(`${String(files)} test files that ask nothing about CORS, 2 workers, milliseconds a file`);
  printRow('expect-cors/jest in setupFilesAfterEnv, added', added, '5', 1);
  printRow('the whole of a file without it', whole, '-', 1);
}
