import { type Network, send } from '../browser/network.js';
import type { Exchange } from '../browser/transcript.js';
import { type Header, without } from '../standard/header-list.js';
import { originOf } from '../standard/origin.js';
import { isLoopback } from '../standard/potentially-trustworthy.js';
import type { Asked } from './outcome.js';
import type { Question } from '../request/question.js';
import { type AskOptions, prepare } from './simulate-fetch.js';

/** Where the exchanges of a question are asked for again. */
export interface Repeater {
  readonly network: Network;
  readonly body: Question['request']['body'];
}

/** Finds the target once for all repetitions: a function that gives it may make a new app each time. */
export async function repeaterFor({ target, question }: Asked, options: AskOptions): Promise<Repeater> {
  const { network } = await prepare(target, { ...question, send: true }, { ...options, isTraced: true });
  // Whatever may be sent now, an unsafe request goes to another machine only where the question says so.
  return { network: { ...network, sendUnsafe: question.send }, body: question.request.body };
}

/** The same exchange, as asked for by another page; `null` is by none, without an Origin header. */
export async function repeatExchange(
  { network, body: asked }: Repeater,
  { kind, method, url, requestHeaders }: Exchange,
  origin: string | null,
): Promise<Exchange> {
  const line: Header[] = origin === null ? [] : [['Origin', origin]];
  const headerList = [...without(['origin'], requestHeaders), ...line];
  const body = kind === 'request' ? asked : null;
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
export function isOnThisMachine({ network }: Repeater, { url }: Exchange): boolean {
  const endpoint = network.sites.get(originOf(url));
  return endpoint !== undefined && (endpoint.inHand || isLoopback(endpoint.base));
}
