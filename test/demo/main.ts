// Runs every wrong app through its assertion and shows what a failing test says, then the fixed app.
import { expect } from 'expect';
import { corsMatchers, type CorsMatchers } from '../../src/index.js';
import { type AppCase, assertCase } from '../apps/app-case.js';
import { appCases } from '../apps/index.js';

expect.extend(corsMatchers);
const expectCors = expect as unknown as (received: unknown) => CorsMatchers;

async function main(): Promise<void> {
  const surprises: string[] = [];
  for (const [index, appCase] of appCases.entries()) {
    console.log(`\n${'─'.repeat(100)}\n${String(index + 1)}. ${appCase.title}\n   ${appCase.symptom}\n`);
    console.log(`await ${written(appCase)};\n`);
    const failure = await failureOf(appCase, 'wrong');
    console.log(failure ?? 'PASSED, although the app is wrong');
    const afterTheFix = await failureOf(appCase, 'fixed');
    console.log(afterTheFix === undefined ? '\nFixed app: passes' : `\nFixed app: FAILED\n${afterTheFix}`);
    if (failure === undefined || afterTheFix !== undefined) surprises.push(appCase.title);
  }
  console.log(`\n${'─'.repeat(100)}`);
  console.log(
    surprises.length === 0
      ? `${String(appCases.length)} wrong apps, each caught; each passes once fixed.`
      : `Not as expected: ${surprises.join('; ')}`,
  );
  process.exitCode = surprises.length > 0 ? 1 : 0;
}

async function failureOf(appCase: AppCase, which: 'wrong' | 'fixed'): Promise<string | undefined> {
  try {
    await assertCase(expectCors, appCase, appCase[which]());
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The assertion as one would write it. */
function written({ matcher, parameters }: AppCase): string {
  const printed = parameters.map((parameter) =>
    JSON.stringify(parameter)
      .replace(/"([a-z]+)":/gi, ' $1: ')
      .replace(/([^{])}/g, '$1 }')
      .replaceAll('"', "'"),
  );
  return `expect(app).${matcher}(${printed.join(', ')})`;
}

void main();
