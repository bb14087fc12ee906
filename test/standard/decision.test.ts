import { expect, test } from '@jest/globals';
import { refuse } from '../../src/standard/decision.js';

test.each([
  ['CORS check', 'https://fetch.spec.whatwg.org/#concept-cors-check'],
  ['CORS-preflight fetch', 'https://fetch.spec.whatwg.org/#cors-preflight-fetch-0'],
  ['HTTP fetch', 'https://fetch.spec.whatwg.org/#concept-http-fetch'],
  ['HTTP-redirect fetch', 'https://fetch.spec.whatwg.org/#concept-http-redirect-fetch'],
  ['main fetch', 'https://fetch.spec.whatwg.org/#concept-main-fetch'],
] as const)('a refusal by %s links to its definition', (algorithm, url) => {
  expect(refuse(algorithm, '7', null)).toEqual({
    code: null,
    rule: { algorithm, step: '7', url },
    failedParameter: null,
  });
});

test('a refusal is plain data: it survives JSON', () => {
  const refusal = refuse('CORS check', '4', 'AllowOriginMismatch', 'https://b.example');
  expect(JSON.parse(JSON.stringify(refusal))).toEqual(refusal);
});
