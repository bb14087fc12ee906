import { expect, test } from '@jest/globals';
import express from 'express';
import type { MatcherContext, MatcherResult } from '../../src/matchers/context.js';
import { corsMatchers } from '../../src/matchers/index.js';
import { thrownBy } from '../support/thrown-by.js';

const origin = 'https://app.example';
const closed = express().get('/users', (_, response) => void response.json([]));

type Utils = MatcherContext['utils'];

/** As most runners write and colour. */
const usual: Utils = {
  matcherHint: (name, received = '', expected = '', { isNot = false } = {}) =>
    `\u001b[2mexpect(\u001b[0m${received})${isNot ? '.not' : ''}.${name}(${expected})`,
  printExpected: (value) => `\u001b[32m${JSON.stringify(value)}\u001b[0m`,
  EXPECTED_COLOR: (text) => `\u001b[32m${text}\u001b[0m`,
  RECEIVED_COLOR: (text) => `\u001b[31m${text}\u001b[0m`,
};

/** As Bun 1.4 does: a hint that goes on, and colours that quote. */
const bun: Utils = {
  matcherHint: (name, received, expected, { isNot = false } = {}) =>
    `expect(received)${isNot ? '.not' : ''}.${name}(expected)\n\nExpected: ${isNot ? 'not ' : ''}${JSON.stringify(expected)}\n` +
    (isNot ? '' : `Received: ${JSON.stringify(received)}\n`),
  printExpected: (value) => `\u001b[32m${JSON.stringify(value)}\u001b[0m`,
  EXPECTED_COLOR: (text) => `\u001b[32m${JSON.stringify(text)}\u001b[0m`,
  RECEIVED_COLOR: (text) => `\u001b[31m${JSON.stringify(text)}\u001b[0m`,
};

/** A matcher called as a runner calls it, which wraps what it returns. */
const allowed = (utils: Utils, isNot: boolean, asked: string): Promise<MatcherResult> =>
  corsMatchers.toAllowOrigin
    .call({ isNot, promise: '', utils }, closed, asked, '/users')
    .then((result) => result);

test('a runner’s own hint and colours are used', async () => {
  const message = (await allowed(usual, false, origin)).message();
  expect(message).toMatch(
    /^\u001b\[2mexpect\(\u001b\[0mapp\)\.toAllowOrigin\(expected\)\n\nExpected origin: /,
  );
  expect(message).toContain(`Expected origin:  \u001b[32m"${origin}"\u001b[0m   GET /users\n`);
  expect(message).toContain('Verdict:          \u001b[31mblocked by ');
});

test('what would quote and escape what is there already is not', async () => {
  const message = (await allowed(bun, false, origin)).message();
  expect(message).toMatch(/^expect\(app\)\.toAllowOrigin\(expected\)\n\nExpected origin: /);
  expect(message).toContain(`Expected origin:  "${origin}"   GET /users\nVerdict:          blocked by `);
});

test('nor does a mistake carry a hint that goes on', async () => {
  const thrown = await thrownBy(() => allowed(bun, true, `${origin}/`));
  expect(thrown).toMatchObject({
    message: expect.stringMatching(
      /^expect\(app\)\.not\.toAllowOrigin\(expected\)\n\nMatcher error: origin "/,
    ),
  });
});
