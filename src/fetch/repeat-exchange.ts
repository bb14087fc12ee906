import { send } from '../browser/network.js';
import type { Exchange } from '../browser/transcript.js';
import { type Header, without } from '../standard/header-list.js';
import { originOf } from '../standard/origin.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import type { Asked } from './outcome.js';
import type { Question } from './question.js';
import { type AskOptions, prepare } from './simulate-fetch.js';

/** The same exchange, as asked for by another page; `null` is by none, without an Origin header. */
export async function repeatExchange(
  target: unknown,
  question: Question,
  { kind, method, url, requestHeaders }: Exchange,
  origin: string | null,
  options: AskOptions,
): Promise<Exchange> {
  const { network } = await prepare(
    target,
    { ...question, send: question.send || kind === 'preflight' },
    options,
  );
  const line: Header[] = origin === null ? [] : [['Origin', origin]];
  const headerList = [...without(['origin'], requestHeaders), ...line];
  const body = kind === 'request' ? question.request.body : null;
  const response = await send({ kind, method, url, headerList, body, includeCredentials: false }, network);
  return {
    kind,
    method,
    url,
    requestHeaders: headerList,
    status: response.status,
    responseHeaders: response.headerList,
    browsers: [],
  };
}

/** Whether asking again concerns nobody but this machine. */
export async function isOnThisMachine(
  { target, question }: Asked,
  { url }: Exchange,
  options: AskOptions,
): Promise<boolean> {
  const { network } = await prepare(target, { ...question, send: true }, options);
  const endpoint = network.sites.get(originOf(url));
  return endpoint !== undefined && (endpoint.inHand || isLoopback(endpoint.base));
}
