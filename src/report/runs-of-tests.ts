import { shownPath } from '../runner/stack-frame.js';
import { grouped } from '../text/grouped.js';
import { type JournalLine, sourceOf } from './journal-lines.js';

/** Of Jest's `TestResult`, what is used here. */
export interface FileOfTests {
  readonly testFilePath: string;
  readonly testResults: readonly { readonly fullName: string; readonly status: string }[];
}

/** What each test file has written down when it was run last. */
export class RunsOfTests {
  readonly #lines = new Map<string, readonly JournalLine[]>();

  /** The lines of all files, after these have been run (again). */
  after(files: readonly FileOfTests[], lines: readonly JournalLine[]): JournalLine[] {
    const ofFile = grouped(lines, (line) => sourceOf(line).testFile ?? '');
    for (const file of files) {
      const name = shownPath(file.testFilePath);
      const own = ofFile.get(name) ?? [];
      this.#lines.set(
        name,
        own.filter((line) => !isMeant(line, file)),
      );
    }
    // Lines without a file; a line of a file that was not run is of another runner, which inherited the environment.
    this.#lines.set('', ofFile.get('') ?? []);
    // Files end in another order each time.
    return [...this.#lines.keys()].sort().flatMap((name) => this.#lines.get(name) ?? []);
  }
}

/** Whether a failure was expected, as by `test.failing` or `.rejects`, or was made good when its test was tried again. */
function isMeant(line: JournalLine, { testResults }: FileOfTests): boolean {
  const { test } = sourceOf(line);
  if (line.kind !== 'failure' || test === null) return false;
  const ofTest = testResults.filter(({ fullName }) => fullName === test);
  return ofTest.length > 0 && ofTest.every(({ status }) => status === 'passed');
}
