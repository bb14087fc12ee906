import { expect, test } from '@jest/globals';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { assertThat } from '../../src/entry/assert.js';
import type { CrossOriginRequest } from '../../src/index.js';

const app = (_request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'X-Total-Count': '5' }).end();
};
const words = 'Chromium says:    Refused to get unsafe header "x-total-count"';

test.each<[string, CrossOriginRequest, boolean]>([
  ['XMLHttpRequest in Chromium', { initiator: 'xhr' }, true],
  ['XMLHttpRequest in Firefox and WebKit', { initiator: 'xhr', browsers: ['firefox', 'webkit'] }, false],
  ['fetch()', {}, false],
])('a header that may not be read: %s', async (_title, request, isSaid) => {
  const asked = { origin: 'https://app.example', ...request };
  const failing = assertThat(app).toExposeHeaders('X-Total-Count', asked);
  const message = await failing.then(
    () => 'passes',
    (error: Error) => error.message,
  );
  expect(message).toContain('not readable in');
  expect(message.includes(words)).toBe(isSaid);
});
