import { shownUrl, shownWords } from '../state/disclosure.js';
import { ExchangeError, type ExchangeErrorCode } from '../errors/exchange-error.js';
import { escapeForTerminal } from '../text/escape.js';
import type { ListenerFailure } from './hosting.js';
import type { NoBody } from './received-body.js';

export interface FailedExchange {
  /** `PUT /users`, for the message. */
  readonly what: string;
  /** Where it was sent, `http://127.0.0.1:3000`. */
  readonly where: string;
  /** How many bytes of the response had arrived. */
  readonly received: number;
  readonly timeout: number;
}

const codesOfNode: Record<string, ExchangeErrorCode> = {
  ECONNREFUSED: 'nothing-listens',
  ENOENT: 'nothing-listens',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EUPGRADE: 'protocol-switched',
  EHTTP2: 'not-http',
  ERR_HTTP2_ERROR: 'not-http',
  HPE_HEADER_OVERFLOW: 'head-too-large',
  EPROTO: 'not-http',
};

/** Names a failed exchange. `error` is Node's, or what the request listener threw. */
export function exchangeError(
  failure: ListenerFailure | NodeJS.ErrnoException,
  exchange: FailedExchange,
): ExchangeError {
  if ('error' in failure) {
    return new ExchangeError(failure.code, sentences[failure.code](exchange, describe(failure.error)), {
      cause: failure.error,
    });
  }
  const code = codeOf(failure, exchange);
  return new ExchangeError(code, sentences[code](exchange, failure.code ?? failure.message), {
    cause: failure,
  });
}

export function bodyIncomplete(exchange: FailedExchange, why: NoBody): ExchangeError {
  return new ExchangeError('body-incomplete', sentences['body-incomplete'](exchange, why));
}

export function noAnswer(exchange: FailedExchange): ExchangeError {
  return new ExchangeError('no-answer', sentences['no-answer'](exchange, ''));
}

function codeOf(
  { code = '', message }: NodeJS.ErrnoException,
  { received }: FailedExchange,
): ExchangeErrorCode {
  if (/CONTINUATION/.test(message)) return 'head-too-large'; // Node has no code for it
  const known = codesOfNode[code];
  if (known !== undefined) return known;
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS/.test(code)) return 'certificate-refused';
  if (code.startsWith('ERR_SSL')) return 'not-http';
  if (code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE') return 'not-http';
  return received > 0 ? 'answer-incomplete' : 'connection-reset';
}

function describe(error: unknown): string {
  return escapeForTerminal(
    shownWords(error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  );
}

type Sentence = (exchange: FailedExchange, detail: string) => string;

const noVerdict = 'Without a response there is no verdict: the request is neither allowed nor blocked.';

const sentences: Record<ExchangeErrorCode, Sentence> = {
  'answer-incomplete': ({ what, received }) =>
    `${what}: the connection ended in the middle of the response headers, after ${String(received)} bytes. ${noVerdict}`,
  'body-incomplete': ({ what, timeout }, why) =>
    why === 'too large'
      ? `${what}: the response body is larger than 8 MiB when it is decompressed. ${noVerdict}`
      : `${what}: the response body was cut short, is longer than 1 MiB, or did not end within ${String(timeout)} ms. ${noVerdict}`,
  'certificate-refused': ({ what, where }, detail) =>
    `${what}: the certificate of ${where} is not trusted (${detail}). Pass { url, ca } with the certificate authority to trust.`,
  'connection-reset': ({ what }, detail) =>
    `${what}: the ${detail.startsWith('RST_STREAM') ? 'stream' : 'connection'} was closed before a response arrived (${detail}). ${noVerdict}`,
  'head-too-large': ({ what }, detail) =>
    detail === 'HPE_HEADER_OVERFLOW'
      ? `${what}: the response headers are larger than 256 KiB; browsers reject them as well. ${noVerdict}`
      : `${what}: the response headers are larger than what Node.js reads over HTTP/2, some 128 KiB. ${noVerdict}`,
  'listener-rejected': ({ what }, detail) =>
    `${what}: the request listener's promise was rejected before it responded (${detail}). ${noVerdict}`,
  'listener-threw': ({ what }, detail) =>
    `${what}: the request listener threw before it responded (${detail}). ${noVerdict}`,
  'no-answer': ({ what, timeout }) =>
    `${what}: no response within ${String(timeout)} ms. Does the route respond, and does every middleware call next()? ` +
    `To wait longer, set \`timeout\` in the request. ${noVerdict}`,
  'not-http': ({ what, where }, detail) =>
    detail === 'EHTTP2'
      ? `${what}: ${where} speaks HTTP/2 without TLS, which no browser does. Pass the server itself, or the URL of the proxy in front of it. ${noVerdict}`
      : `${what}: the response from ${where} is not HTTP (${detail}). ${noVerdict}`,
  'nothing-listens': ({ what, where }, detail) =>
    `${what}: nothing listens at ${where} (${detail}). Start the server first, or pass the app itself.`,
  'port-in-use': (_, detail) => detail,
  'protocol-switched': ({ what }) =>
    `${what}: the server switched protocols (101) instead of responding. ${noVerdict}`,
  'redirect-leads-elsewhere': ({ what, where }) =>
    `${what}: was redirected to ${where}, which is not this app. ` +
    'Name the app behind it in `otherTargets`, or the public URL of this one in `servedAt`.',
  'target-not-ready': (_, detail) => detail,
  unreachable: ({ what, where }, detail) => `${what}: ${where} cannot be reached (${detail}). ${noVerdict}`,
};

export function redirectLeadsElsewhere(what: string, where: string): ExchangeError {
  const exchange = { what, where, received: 0, timeout: 0 };
  return new ExchangeError('redirect-leads-elsewhere', sentences['redirect-leads-elsewhere'](exchange, ''));
}

/** Of an app that a proxy expects at a port. */
export function portInUse(port: number, url: string, cause: unknown): ExchangeError {
  const number = String(port);
  return new ExchangeError(
    'port-in-use',
    `Port ${number} of 127.0.0.1, where ${shownUrl(url)} sends its requests, cannot be listened at (${codeOfNode(cause)}). ` +
      `Stop what listens there: with { url, app, port: ${number} } the app itself must not. Test files that share the port cannot run at the same time.`,
    { cause },
  );
}

function codeOfNode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** Of a lazy target. */
export function targetNotReady(cause: unknown): ExchangeError {
  return new ExchangeError(
    'target-not-ready',
    `The lazy target did not return an app (${describe(cause)}). { target: () => app } is called when the assertion runs and must return the app.`,
    { cause },
  );
}

/** Of an instance of a framework whose own call failed. */
export function appNotReady(call: string, cause: unknown): ExchangeError {
  return new ExchangeError(
    'target-not-ready',
    `The app is not ready: \`await app.${call}\` failed (${describe(cause)}). ${noVerdict}`,
    { cause },
  );
}

export function appIsLate(call: string, timeout: number): ExchangeError {
  return new ExchangeError(
    'target-not-ready',
    `The app is not ready: \`await app.${call}\` is still pending after ${String(timeout)} ms. Does every plugin load? ` +
      `To wait longer, set \`timeout\` in the request. ${noVerdict}`,
  );
}
