import { expect, test } from '@jest/globals';
import { processResponse } from '../../src/standard/process-response.js';

const stream = 'text/event-stream';

test.each([
  ['eventsource', 200, stream, null],
  ['eventsource', 200, 'Text/Event-Stream; charset=utf-8', null],
  ['eventsource', 200, 'application/json', 'application/json'],
  ['eventsource', 200, 'text/event-streams', 'text/event-streams'],
  ['eventsource', 200, 'nonsense', ''],
  ['eventsource', 200, null, ''],
  ['eventsource', 204, stream, '204'],
  ['eventsource', 201, stream, '201'],
  ['eventsource', 404, stream, '404'],
  ['module', 200, 'text/javascript', null],
  ['module', 200, 'application/javascript; charset=utf-8', null],
  ['module', 206, 'text/javascript', null],
  ['module', 200, 'text/html', 'text/html'],
  ['module', 200, 'application/json', 'application/json'],
  ['module', 200, null, ''],
  ['module', 404, 'text/javascript', '404'],
  ['fetch', 404, null, null],
  ['xmlhttprequest', 500, 'text/html', null],
  ['beacon', 500, 'text/html', null],
  ['other', 404, 'text/html', null],
] as const)('%s takes %i with %s: %s', (initiatorType, status, type, expected) => {
  const headerList = type === null ? [] : ([['content-type', type]] as const);
  const refusal = processResponse({ initiatorType }, { url: 'https://api.example/', status, headerList });
  expect(refusal?.failedParameter ?? null).toBe(expected);
});

test.each([
  ['eventsource', 404, 'EventSource 15.3'],
  ['eventsource', 200, 'EventSource 15.3'],
  ['module', 404, 'module script 13.2'],
  ['module', 200, 'module script 13.8'],
] as const)(
  '%s says where it is written that it does not take %i with text/html',
  (initiatorType, status, step) => {
    const headerList = [['content-type', 'text/html']] as const;
    const refusal = processResponse({ initiatorType }, { url: 'https://api.example/', status, headerList });
    expect(refusal?.code).toBeNull();
    expect(`${String(refusal?.rule.algorithm)} ${String(refusal?.rule.step)}`).toBe(step);
  },
);
