import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { join } from 'node:path';
import { runNode } from './child.js';
import { floating } from './report.js';
import { runMocha } from './runners.js';

jest.setTimeout(300_000);

const mocha = runMocha('../chai/mocha.mjs');

describe('in Mocha', () => {
  test('passes and fails what should, and points at the line', async () => {
    expect((await mocha).tests).toEqual({
      waits: 'passed',
      returns: 'passed',
      'is written with should': 'passed',
      'is a property': 'passed',
      'is refused': [
        expect.stringMatching(
          /^AssertionError: expect\(app\)\.to\.allowOrigin\(expected\)\n\nExpected origin: [^]*\nReproduce: .*\nat assertions\.ts:30$/,
        ),
      ],
      'is allowed under .not': [
        expect.stringMatching(
          /^AssertionError: the public part: expect\(app\)\.to\.not\.allowOrigin\(expected\)\n\nExpected origin: [^]*\nat assertions\.ts:34$/,
        ),
      ],
      'is refused as a property': [
        expect.stringMatching(
          /^AssertionError: expect\(outcome\)\.to\.be\.readable\(\)\n\nExpected: [^]*\nat assertions\.ts:38$/,
        ),
      ],
      'is misuse under .not as well': [
        'UsageError: expect(app).to.not.allowOrigin(expected)\n\nMatcher error: origin "https://app.example/" is not how a ' +
          'browser serializes it: an origin has no slash at the end. Write "https://app.example".\nat assertions.ts:42',
      ],
      'has an argument that throws': ['Error: no origin\nat assertions.ts:48'],
      'forgets one that would pass': [
        floating('1 assertion (allowOrigin) was never awaited', 'assertions.ts:54'),
      ],
      'forgets one that would fail': [
        floating('1 assertion (rejectOrigin) was never awaited', 'assertions.ts:58'),
      ],
      'forgets a property': [floating('1 assertion (allowAnyOrigin) was never awaited', 'assertions.ts:63')],
      'waits for nobody': [
        floating('1 assertion (allowOrigin) was still pending when the test ended', 'assertions.ts:68'),
      ],
      'waits after': 'passed',
    });
  });

  test('ends by itself', async () => {
    expect((await mocha).exitCode).toBe(9); // the number of failures
  });
});

describe('what is said', () => {
  interface Failed {
    readonly message: string;
    readonly details?: object;
  }
  let said: Readonly<Record<string, Failed | 'passes'>>;
  beforeAll(async () => {
    const script = join(__dirname, 'fixtures', 'chai', 'messages.ts');
    const { stdout, stderr } = await runNode(['--import', 'tsx', script]);
    if (stdout === '') throw new Error(stderr);
    said = JSON.parse(stdout) as typeof said;
  });
  const messageOf = (title: string): string => {
    const failed = said[title];
    return typeof failed === 'object'
      ? failed.message.replace(/(at messages\.ts:)\d+$/, '$1…')
      : String(failed);
  };

  test.each([
    'plain',
    'under .not',
    'one of several',
    'one of several under .not',
    'with a message',
    'an outcome',
    'an outcome under .not',
    'a contract',
    'with chai-as-promised',
    'behind eventually',
    'misuse with a message',
    'a promise',
    'an app, where an outcome is needed',
    'the outcome of a preflight alone',
    'too many arguments',
    'a name that does not exist',
    'going on behind a method',
  ])('%s', (title) => {
    expect(messageOf(title)).toMatchSnapshot();
  });

  test.each([
    'a frozen app',
    'an app with a should of its own',
    'an app, with chai-as-promised,',
    'an app behind eventually',
    'every matcher',
  ])('%s passes', (title) => {
    expect(messageOf(title)).toBe('passes');
  });

  test('a property that is awaited says the same as the method', () => {
    expect(messageOf('an outcome, as a property')).toBe(messageOf('an outcome'));
    expect(messageOf('with chai-as-promised, as a property')).toMatch(
      /^UsageError: .*\.varyOnOrigin\(\)\n\nMatcher error: /,
    );
  });

  test('a failure has values to compare, which no runner prints', () => {
    expect(said['one of several']).toMatchObject({
      details: {
        actual: ['https://app.example: allowed', 'https://evil.example: blocked'],
        expected: ['https://app.example', 'https://evil.example'],
        operator: 'allowOrigin',
        showDiff: false,
        printed: {},
      },
    });
    expect(said['an outcome under .not']).toMatchObject({ details: { operator: 'not.readable' } });
  });
});
