import { stripVTControlCharacters } from 'node:util';

/** The message an assertion fails with, as read on a terminal without colours; fails itself if there is none. */
export async function failureOf(assertion: Promise<unknown>): Promise<string> {
  try {
    await assertion;
  } catch (error) {
    if (error instanceof Error) {
      const name = error.name === 'Error' || error.name === 'JestAssertionError' ? '' : `${error.name}: `;
      // Where in a test file an app's function stands is none of a message's words.
      return stripVTControlCharacters(name + error.message).replace(/\((test\/[\w./-]+):\d+\)/g, '($1:…)');
    }
    throw error;
  }
  throw new Error('the assertion passed');
}
