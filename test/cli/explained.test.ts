import { describe, expect, test } from '@jest/globals';
import { type ConsoleMessage, parseConsoleMessage } from '../../src/index.js';
import { explainMessage } from '../../src/cli/explain-message.js';
import { corsErrorCodes } from '../../src/standard/decision.js';
import * as pages from '../ask/console/pasted.js';
import { none } from './no-message.js';

const messages = Object.values(pages)
  .flat()
  .flatMap(([, pasted]) => parseConsoleMessage(pasted));

/** One message for each thing that browsers say of a response. */
const distinct = new Map(
  messages.map((message) => [
    [message.browser, message.kind, message.code, message.isBlocked, message.value, message.header].join(' '),
    message,
  ]),
);

const shown = (message: ConsoleMessage): unknown => {
  const { expected, verdict, facts } = explainMessage(message, 'explain');
  return [message.text, expected, verdict, ...facts.filter(([label]) => label !== 'Find out')];
};

describe('without a target', () => {
  test.each([...distinct])('what was pasted: %s', (_, message) => {
    expect(shown(message)).toMatchSnapshot();
  });

  test.each(corsErrorCodes)('%s, when the text says nothing else', (code) => {
    expect(shown({ ...none, code, codes: [code] })).toMatchSnapshot();
  });

  test.each<Partial<ConsoleMessage>>([
    { kind: 'port' },
    { kind: 'redirect' },
    { kind: 'response-type' },
    { kind: 'resource-policy', text: 'Cross-Origin Read Blocking (CORB) blocked cross-origin response' },
    { kind: 'header-access', text: 'Refused to set unsafe header "Cookie"', header: 'cookie' },
  ])('%j', (given) => {
    expect(shown({ ...none, ...given })).toMatchSnapshot();
  });
});
