import { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { afterRealTime } from '../runner/real-time.js';
import { sharedState } from '../state/shared-state.js';

/** Milliseconds a stream has to end once nobody reads it any more. */
const patience = 1000;

const named = () => sharedState('left streams', () => new Set<string>());

/**
 * Watches what is piped into a response that is not read to its end: `stream.pipe(response)` never ends it, and an app that
 * waits for what it reads from does not close. Said once for each route, if the process is still there by then.
 *
 * @param what `GET /export`.
 */
export function watchLeftStream(response: ServerResponse, what: string): void {
  response.once('unpipe', (source: Readable) => {
    afterRealTime(patience, () => {
      if (source.destroyed || source.readableEnded || named().has(what)) return;
      named().add(what);
      process.emitWarning(
        `${what}: a response that does not end is not read to its end, as by a page that is left, and the stream piped into it ` +
          'is still open. If the app does not close, this may be why: pipe with stream.pipeline(), which closes both.',
        'ExpectCorsWarning',
      );
    });
  });
}

/** The response that is being sent to this client port by one of the connections. Node keeps it there meanwhile. */
export function responseOn(sockets: Iterable<Socket>, port: number): ServerResponse | undefined {
  const socket = [...sockets].find(({ remotePort }) => remotePort === port);
  const response: unknown = socket && Reflect.get(socket, '_httpMessage');
  return response instanceof ServerResponse ? response : undefined;
}
