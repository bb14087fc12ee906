import { describe, expect, test } from '@jest/globals';
import { type CrossOriginRequest, diagnose, type Diagnosis, simulateFetch } from '../../src/index.js';
import { causeIds } from '../../src/diagnosis/cause.js';
import { failureOf } from '../support/failure-of.js';
import { handwritten } from './remedies/by-hand.js';
import { inWords } from './remedies/in-words.js';
import { inOrder } from './remedies/order.js';
import { mendWith, type RemedyCase } from './remedies/remedy-case.js';
import { withCors } from './remedies/with-cors.js';
import { withFrameworks } from './remedies/with-frameworks.js';

const cases: readonly RemedyCase[] = [...withCors, ...inOrder, ...handwritten, ...withFrameworks, ...inWords];
const nameOf = ({ cause, style, title }: RemedyCase): string => `${cause}, ${style}: ${title}`;

/** The developer's assertion, whichever app it is about. */
async function assertion(
  { assertion: name = 'toAllowOrigin' }: RemedyCase,
  app: unknown,
  request: CrossOriginRequest,
): Promise<void> {
  const { origin = '', ...rest } = request;
  if (name === 'simulateFetch') {
    expect(await simulateFetch(app as never, request)).toMatchObject({ allowed: true });
    return;
  }
  if (name === 'toHandlePreflight') return expect(app).toHandlePreflight(request);
  return name === 'toRejectOrigin'
    ? expect(app).toRejectOrigin(origin, rest)
    : expect(app).toAllowOrigin(origin, rest);
}

/** Where in a test file an app's function stands is none of a remedy's words. */
function shown({ remedy: { text, code } }: Diagnosis): string {
  return [text.replace(/\(test\/[\w./-]+:\d+\)/g, '(test/…)'), ...code.split('\n').filter(Boolean)].join(
    '\n  ',
  );
}

describe('the remedy that is told, applied where it says, turns the assertion green', () => {
  test.each(cases.map((theCase) => [nameOf(theCase), theCase] as const))('%s', async (_, theCase) => {
    const { app, request, mendedRequest, kept = [] } = theCase;
    expect(await failureOf(assertion(theCase, await app(), request))).toContain(
      theCase.assertion === 'simulateFetch' ? '"allowed": false' : `Cause:            ${theCase.cause} (`,
    );
    const diagnosis = await diagnose(await simulateFetch(await app(), request));
    expect({ cause: diagnosis.cause, hasCode: diagnosis.remedy.code !== '' }).toEqual({
      cause: theCase.cause,
      hasCode: theCase.style !== 'words',
    });
    expect(shown(diagnosis)).toMatchSnapshot();
    const mend = mendWith(diagnosis.remedy.code);
    const mended = await (mendedRequest === undefined ? app(mend) : app());
    await assertion(theCase, mended, mendedRequest?.(mend) ?? request);
    for (const origin of kept) {
      await expect(await app()).toAllowOrigin(origin, request.path);
      await expect(mended).toAllowOrigin(origin, request.path);
    }
  });
});

test('every cause has a remedy that is applied', () => {
  const applied = new Set(cases.map(({ cause }) => cause));
  expect([...applied].sort()).toEqual([...causeIds].sort());
});

test('these causes have no code, and their words are followed by hand', () => {
  const coded = new Set(cases.filter(({ style }) => style !== 'words').map(({ cause }) => cause));
  expect(causeIds.filter((cause) => !coded.has(cause))).toEqual([
    'cors-headers-twice',
    'cors-headers-removed',
    'redirected-to-another-origin',
    'stateful-origin-check',
    'mixed-content',
  ]);
});

test('no two remedies have the same name', () => {
  const names = cases.map(nameOf);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
