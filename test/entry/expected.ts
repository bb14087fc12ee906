import { expect } from '@jest/globals';
import { floating, type Outcomes } from './report.js';

/** What comes of the tests in `fixtures`, in Jest and in Vitest. */
export const neverAwaited: Outcomes = {
  'waits before': 'passed',
  'forgets one that would pass': [
    floating(
      '1 assertion (toAllowOrigin) in the test "forgets one that would pass" was never awaited',
      'never-awaited.test.ts:10',
    ),
  ],
  'forgets one that would fail': [
    floating(
      '1 assertion (toAllowOrigin) in the test "forgets one that would fail" was never awaited',
      'never-awaited.test.ts:14',
    ),
  ],
  'forgets the first of two': [
    floating(
      '1 assertion (toAllowOrigin) in the test "forgets the first of two" was never awaited',
      'never-awaited.test.ts:18',
    ),
  ],
  'forgets several': [
    floating(
      '3 assertions (toAllowOrigin and toRejectOrigin) in the test "forgets several" were never awaited',
      'never-awaited.test.ts:23',
    ),
  ],
  'handles the failure and waits for nothing': [
    floating(
      '1 assertion (toAllowOrigin) in the test "handles the failure and waits for nothing" was never awaited',
      'never-awaited.test.ts:31',
    ),
  ],
  'never sends a builder': [
    floating(
      '1 assertion (preflight) in the test "never sends a builder" was never awaited',
      'never-awaited.test.ts:36',
      'preflight(app)',
    ),
  ],
  'waits after': 'passed',
};

export const failedBefore: Outcomes = {
  'fails by the quicker of two, with no word about the other': [
    'Error: the quicker\nat failed-before.test.ts:9',
  ],
  'fails and has forgotten one besides': [
    'Error: something else\nat failed-before.test.ts:15',
    floating(
      '1 assertion (toAllowOrigin) in the test "fails and has forgotten one besides" was never awaited',
      'failed-before.test.ts:14',
    ),
  ],
};

export const underWay: Outcomes = {
  'waits for nobody': [
    floating(
      '2 assertions (toAllowOrigin) in the test "waits for nobody" were still pending when the test ended',
      'under-way.test.ts:8',
    ),
  ],
  'is innocent, though the loop goes on meanwhile': 'passed',
  'drops a group': [
    floating(
      '2 assertions (toAllowOrigin) in the test "drops a group" were still pending when the test ended',
      'under-way.test.ts:18',
    ),
  ],
  waits: 'passed',
};

export const last: Outcomes = {
  waits: 'passed',
  'is the last and waits for nobody': [
    floating(
      '1 assertion (toAllowOrigin) in the test "is the last and waits for nobody" was still pending when the test ended',
      'last.test.ts:8',
    ),
  ],
};

export const misuse: Outcomes = {
  'stands inside toEqual': asymmetric(9),
  'stands inside toEqual, negated': asymmetric(13),
  'stands inside a negated toEqual': asymmetric(17),
  'is misuse': notAnOrigin('', 21),
  'is misuse under .not as well': notAnOrigin('.not', 25),
  'is misuse under .resolves.not as well': notAnOrigin('.resolves.not', 29),
};

/** Of `counts`: what fails, with the first line of why. All the others pass. */
export function failuresIn(tests: Outcomes): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(tests).flatMap(([name, outcome]) =>
      outcome === 'passed' ? [] : [[name, outcome[0]?.split('\n')[0]]],
    ),
  );
}

const contractFails = (cell: string): string =>
  `ExpectationError: testCorsContract(app, contract): ${cell.replace(/, again .*/, '')}`;

/** Each broken check fails once, by itself. */
export const brokenContract = Object.fromEntries(
  [
    'GET / from https://unrelated.example is allowed',
    'GET / from https://stranger.test is allowed',
    'GET / from https://unrelated.example is allowed, again after all other checks',
  ].map((cell) => [`expect.hasAssertions a broken contract ${cell}`, contractFails(cell)]),
);

export const failing = {
  'is refused': [
    expect.stringMatching(
      /^Error: expect\(app\)\.toAllowOrigin\(expected\)\n\nExpected origin: [^]*\nReproduce: .*\nat failing\.test\.ts:5$/,
    ),
  ],
  'is allowed under .not': [
    expect.stringMatching(
      /^Error: expect\(app\)\.not\.toAllowOrigin\(expected\)\n\nExpected origin: [^]*\nat failing\.test\.ts:9$/,
    ),
  ],
};

function asymmetric(line: number): string[] {
  return [
    'UsageError: expect.toAllowOrigin(…) cannot be used inside another matcher, because it must be awaited. ' +
      `Write await expect(app).toAllowOrigin(…).\nat misuse.test.ts:${String(line)}`,
  ];
}

function notAnOrigin(chain: string, line: number): string[] {
  return [
    `UsageError: expect(app)${chain}.toAllowOrigin(expected)\n\n` +
      'Matcher error: origin "https://app.example/" is not how a browser serializes it: an origin has no slash at the ' +
      `end. Write "https://app.example".\nat misuse.test.ts:${String(line)}`,
  ];
}
