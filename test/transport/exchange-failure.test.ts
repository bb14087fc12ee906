import { afterEach, describe, expect, test } from '@jest/globals';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { ExchangeError } from '../../src/errors/exchange-error.js';
import { redirectLeadsElsewhere } from '../../src/transport/exchange-failure.js';
import {
  answers,
  answersAndCloses,
  closesOnRequest,
  endlessHeaders,
  halfAHead,
  hangsInsideTheHead,
  neverAnswers,
  resetsAtOnce,
  resetsOnRequest,
  speaksSmtp,
  switchesProtocols,
  switchesToNothing,
} from '../hostile/behaviours.js';
import { certificate } from '../hostile/certificate.js';
import { type Behaviour, freePort, rawServer } from '../hostile/raw-server.js';
import { ask, failureOf, listener, type Listener, pause } from './ask.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const noVerdict = 'No answer, no verdict: this is neither allowed nor refused.';
const sentTo = { method: 'PUT', target: '/users?token=secret' };

/** Ports differ from run to run. */
async function failure(asked: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const { code, message } = await failureOf(asked);
  return { code, message: message.replace(/(127\.0\.0\.1|localhost):\d+/g, '$1:PORT') };
}

interface Row {
  readonly title: string;
  readonly behaviour: Behaviour;
  readonly code: string;
  readonly message: string;
}

const rows: Row[] = [
  {
    title: 'never answers',
    behaviour: neverAnswers,
    code: 'no-answer',
    message:
      'PUT /users: no answer within 150 ms. Does the route answer, and does every middleware call next()? ' +
      `A longer time is \`timeout\` in the request. ${noVerdict}`,
  },
  {
    title: 'hangs inside the head',
    behaviour: hangsInsideTheHead,
    code: 'no-answer',
    message:
      'PUT /users: no answer within 150 ms. Does the route answer, and does every middleware call next()? ' +
      `A longer time is \`timeout\` in the request. ${noVerdict}`,
  },
  {
    title: 'resets at once',
    behaviour: resetsAtOnce,
    code: 'connection-reset',
    message: `PUT /users: the connection was closed before an answer came (ECONNRESET). ${noVerdict}`,
  },
  {
    title: 'resets on the request',
    behaviour: resetsOnRequest,
    code: 'connection-reset',
    message: `PUT /users: the connection was closed before an answer came (ECONNRESET). ${noVerdict}`,
  },
  {
    title: 'closes in between',
    behaviour: closesOnRequest,
    code: 'connection-reset',
    message: `PUT /users: the connection was closed before an answer came (ECONNRESET). ${noVerdict}`,
  },
  {
    title: 'half a head',
    behaviour: halfAHead,
    code: 'answer-incomplete',
    message: `PUT /users: the connection ended inside the head of the answer, after 40 bytes. ${noVerdict}`,
  },
  {
    title: 'not HTTP',
    behaviour: speaksSmtp,
    code: 'not-http',
    message: `PUT /users: what came back from http://127.0.0.1:PORT is not HTTP (HPE_INVALID_CONSTANT). ${noVerdict}`,
  },
  {
    title: 'a NUL in the head',
    behaviour: answers('HTTP/1.1 200 OK\r\nx-nul: a\0b\r\n\r\n'),
    code: 'not-http',
    message: `PUT /users: what came back from http://127.0.0.1:PORT is not HTTP (HPE_INVALID_HEADER_TOKEN). ${noVerdict}`,
  },
  {
    title: 'endless headers',
    behaviour: endlessHeaders,
    code: 'head-too-large',
    message: `PUT /users: the head of the answer is larger than 256 KiB; browsers refuse it as well. ${noVerdict}`,
  },
  {
    title: '101 with an Upgrade line',
    behaviour: switchesProtocols,
    code: 'protocol-switched',
    message: `PUT /users: the server switched protocols (101) instead of answering. ${noVerdict}`,
  },
  {
    title: '101 without an Upgrade line',
    behaviour: switchesToNothing,
    code: 'protocol-switched',
    message: `PUT /users: the server switched protocols (101) instead of answering. ${noVerdict}`,
  },
  {
    title: 'only an informational answer, then the end',
    behaviour: answersAndCloses('HTTP/1.1 103 Early Hints\r\nAccess-Control-Allow-Origin: *\r\n\r\n'),
    code: 'answer-incomplete',
    message: `PUT /users: the connection ended inside the head of the answer, after 60 bytes. ${noVerdict}`,
  },
];

describe('a server that', () => {
  test.each(rows)('$title: $code', async ({ behaviour, code, message }) => {
    const server = await rawServer(behaviour);
    closing.push(() => server.close());
    expect(await failure(ask(server.url, { ...sentTo, timeout: code === 'no-answer' ? 150 : 4000 }))).toEqual(
      {
        code,
        message,
      },
    );
  });

  test.each(rows)('$title: leaves no connection open', async ({ behaviour }) => {
    const server = await rawServer(behaviour);
    closing.push(() => server.close());
    await failureOf(ask(server.url, { timeout: 100 }));
    await pause(30);
    expect(server.open).toBe(0);
  });
});

describe('nothing there', () => {
  test('nothing listens', async () => {
    expect(await failure(ask(`http://127.0.0.1:${String(await freePort())}`, sentTo))).toEqual({
      code: 'nothing-listens',
      message:
        'PUT /users: nothing listens at http://127.0.0.1:PORT (ECONNREFUSED). Start the server first, or pass the app itself.',
    });
  });

  test('nothing listens at any address of a name', async () => {
    expect(await failure(ask(`http://localhost:${String(await freePort())}`, sentTo))).toEqual({
      code: 'nothing-listens',
      message:
        'PUT /users: nothing listens at http://localhost:PORT (ECONNREFUSED). Start the server first, or pass the app itself.',
    });
  });

  test('a name that does not resolve', async () => {
    const { code, message } = await failure(ask('http://no-such-host.invalid', sentTo));
    expect({ code, message: message.replace(/ENOTFOUND|EAI_AGAIN/, 'CODE') }).toEqual({
      code: 'unreachable',
      message: `PUT /users: http://no-such-host.invalid:80 cannot be reached (CODE). ${noVerdict}`,
    });
  });
});

describe('a request listener that', () => {
  const failing: [title: string, app: Listener, code: string, message: string][] = [
    [
      'throws',
      listener(() => {
        throw new TypeError('no database');
      }),
      'listener-threw',
      `PUT /users: the request listener threw before it answered (TypeError: no database). ${noVerdict}`,
    ],
    [
      'throws something that is no error',
      listener(() => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw 'no database';
      }),
      'listener-threw',
      `PUT /users: the request listener threw before it answered (no database). ${noVerdict}`,
    ],
    [
      'rejects',
      listener(async () => {
        await pause(5);
        throw new TypeError('no database');
      }),
      'listener-rejected',
      `PUT /users: the request listener's promise was rejected before it answered (TypeError: no database). ${noVerdict}`,
    ],
    [
      'throws after it has destroyed the connection',
      listener((request) => {
        request.socket.destroy();
        throw new TypeError('no database');
      }),
      'listener-threw',
      `PUT /users: the request listener threw before it answered (TypeError: no database). ${noVerdict}`,
    ],
    [
      'destroys the connection',
      listener((request) => request.socket.destroy()),
      'connection-reset',
      `PUT /users: the connection was closed before an answer came (ECONNRESET). ${noVerdict}`,
    ],
    [
      'never answers',
      listener(() => undefined),
      'no-answer',
      'PUT /users: no answer within 100 ms. Does the route answer, and does every middleware call next()? ' +
        `A longer time is \`timeout\` in the request. ${noVerdict}`,
    ],
  ];

  test.each(failing)('%s', async (_title, app, code, message) => {
    const timeout = code === 'no-answer' ? 100 : 4000;
    expect(await failure(ask(app, { ...sentTo, timeout }))).toEqual({ code, message });
  });

  test('keeps what it threw as the cause', async () => {
    const thrown = new TypeError('no database');
    const throwing = listener(() => {
      throw thrown;
    });
    const error = await ask(throwing).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ExchangeError);
    expect(Reflect.get(error as object, 'cause')).toBe(thrown);
  });

  test('fails on a connection that was used before is not sent the request again', async () => {
    let calls = 0;
    const second: Listener = (_request, response) => {
      calls += 1;
      if (calls > 1) throw new Error('second');
      response.end();
    };
    await ask(second);
    expect(await failure(ask(second))).toEqual({
      code: 'listener-threw',
      message: `GET /: the request listener threw before it answered (Error: second). ${noVerdict}`,
    });
    expect(calls).toBe(2);
  });

  test('rejects after the timeout does not reach the process, nor the next exchange', async () => {
    let calls = 0;
    const late: Listener = async (_request, response) => {
      calls += 1;
      if (calls > 1) return response.end();
      await pause(120);
      throw new Error('too late');
    };
    expect(await failureOf(ask(late, { timeout: 60 }))).toMatchObject({ code: 'no-answer' });
    await pause(100);
    expect(await ask(late)).toMatchObject({ status: 200 });
  });
});

describe('TLS', () => {
  async function secureServer(): Promise<string> {
    const server = https.createServer(certificate, (_request, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }

  test('https on a plain port', async () => {
    const server = http.createServer((_request, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const { code, message } = await failure(ask(`https://127.0.0.1:${String(port)}`, sentTo));
    expect({ code, message: message.replace(/\((EPROTO|ERR_SSL_[A-Z_]+)\)/, '(CODE)') }).toEqual({
      code: 'not-http',
      message: `PUT /users: what came back from https://127.0.0.1:PORT is not HTTP (CODE). ${noVerdict}`,
    });
  });

  test('http on a TLS port', async () => {
    const { code, message } = await failure(ask(`http://${await secureServer()}`, sentTo));
    expect({ code, message }).toEqual({
      code: 'connection-reset',
      message: `PUT /users: the connection was closed before an answer came (ECONNRESET). ${noVerdict}`,
    });
  });

  test('a certificate nobody trusts', async () => {
    expect(await failure(ask(`https://${await secureServer()}`, sentTo))).toEqual({
      code: 'certificate-refused',
      message:
        'PUT /users: the certificate of https://127.0.0.1:PORT is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT). ' +
        'Pass { url, ca } with the certificate authority to trust.',
    });
  });
});

test('a redirect that leads elsewhere', () => {
  const { code, message } = redirectLeadsElsewhere('GET /login', 'https://idp.example');
  expect({ code, message }).toEqual({
    code: 'redirect-leads-elsewhere',
    message:
      'GET /login: was redirected to https://idp.example, which is not this app. ' +
      'Name the app behind it in `otherTargets`, or the public URL of this one in `servedAt`.',
  });
});
