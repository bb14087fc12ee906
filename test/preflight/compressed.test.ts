import { expect, test } from '@jest/globals';
import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { preflight, simulateFetch } from '../../src/index.js';

const origin = 'https://app.example';
const codings = { br: brotliCompressSync, gzip: gzipSync, deflate: deflateSync } as const;

/** Compresses with the first of its codings that is accepted. */
function compressing(coding: keyof typeof codings): RequestListener {
  return (request, response) => {
    const accepted = (request.headers['accept-encoding'] ?? '').split(', ');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Methods', 'PUT');
    response.setHeader('Content-Type', 'text/plain');
    if (!accepted.includes(coding)) return void response.end('plain');
    response.setHeader('Content-Encoding', coding);
    response.end(codings[coding]('as it was'));
  };
}

test.each(['br', 'gzip', 'deflate'] as const)('a body in %s is checked as it was', async (coding) => {
  const builder = preflight(compressing(coding)).from(origin).requestMethod('PUT').expect(200, 'as it was');
  await expect(builder).resolves.toMatchObject({ allowed: true });
});

test('no verdict needs a body, whatever its coding says', async () => {
  const lying: RequestListener = (_, response) => {
    response
      .writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Encoding': 'zstd' })
      .end('no zstd');
  };
  const { allowed, response } = await simulateFetch(lying, { origin });
  expect([allowed, response?.status]).toEqual([true, 200]);
});
