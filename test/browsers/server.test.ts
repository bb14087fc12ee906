import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { answer, vary } from './factors/variation.js';
import { placeholders } from './placeholders.js';
import { startScriptedServer, type ScriptedServer } from './server.js';
import { wireOf } from './wire.js';

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());

function exchange(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.ports.target, '127.0.0.1', () => socket.write(request, 'latin1'));
    socket.once('data', (chunk: Buffer) => {
      socket.destroy();
      resolve(chunk.toString('latin1'));
    });
    socket.once('error', reject);
  });
}

const id = 'server-0001';
const scripted = vary({
  headers: [['X-Custom', 'value']],
  hops: [
    {
      preflight: answer(['Access-Control-Allow-Origin : {origin}'], 299, 'Odd'),
      answer: answer(
        ['access-control-allow-origin:\t\xe4\x01{third}\x00', 'Location: {hop:1}'],
        302,
        'Found',
      ),
    },
  ],
});

test('answers go out byte by byte, preflights apart, with placeholders filled in', async () => {
  server.script(id, 'localhost', scripted);
  const { third, page } = server.ports;
  expect(await exchange(`GET /${id}/0?a HTTP/1.1\r\nHost: x\r\n\r\n`)).toBe(
    `HTTP/1.1 302 Found\r\naccess-control-allow-origin:\t\xe4\x01http://127.0.0.1:${third}\x00\r\n` +
      `Location: /${id}/1\r\nContent-Length: 2\r\n\r\nok`,
  );
  expect(
    await exchange(`OPTIONS /${id}/0 HTTP/1.1\r\nHost: x\r\nAccess-Control-Request-Method: GET\r\n\r\n`),
  ).toBe(
    `HTTP/1.1 299 Odd\r\nAccess-Control-Allow-Origin : http://localhost:${page}\r\nContent-Length: 2\r\n\r\nok`,
  );
});

test('a hop that is not scripted is 404 without CORS headers', async () => {
  server.script(id, 'ip4', scripted);
  expect(await exchange(`GET /${id}/1 HTTP/1.1\r\nHost: x\r\n\r\n`)).toBe(
    'HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno',
  );
});

test('the wire holds placeholders and the headers of the author only', async () => {
  server.script(id, 'ip4', scripted);
  server.takeLog(id);
  const { target, page } = server.ports;
  const headers = `Host: 127.0.0.1:${target}\r\nOrigin: http://127.0.0.1:${page}\r\nAccept: */*\r\nX-Custom: value`;
  await exchange(`GET /${id}/0 HTTP/1.1\r\n${headers}\r\n\r\n`);
  const log = server.takeLog(id);
  expect(wireOf(log, scripted, server.ports, id, placeholders(server.ports, id, 'ip4'))).toEqual([
    {
      method: 'GET',
      url: '{target}/{id}/0',
      origin: '{page}',
      requestMethod: null,
      requestHeaders: null,
      headers: [['x-custom', 'value']],
    },
  ]);
});

test('what placeholders expand to is found again, whatever stands around it', () => {
  const { expand, normalize } = placeholders(server.ports, id, 'ip6');
  const texts = [
    '{page}',
    '<{third.ip6}>',
    'http://u@{target.localhost:host}/{id}/',
    'x:{page:port}',
    'x:0{page:port}',
  ];
  expect(texts.map((text) => normalize(expand(text)))).toEqual(texts);
  expect(expand('{origin} {hop:2} {other}')).toBe(`http://[::1]:${server.ports.page} /${id}/2 {other}`);
});
