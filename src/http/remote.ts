import type * as http from 'node:http';
import { Connections } from './connections.js';
import { Http2Connection } from './http2-connection.js';
import { IdleClose } from './idle-close.js';
import { keepAliveAgent } from './keep-alive-agent.js';
import type { Address } from './wire.js';

/** What listens at a URL, in this process or elsewhere: nothing of it is ours but the connections to it. */
export class Remote {
  readonly base: string;
  readonly inHand = false;
  readonly agent: http.Agent;
  readonly connections = new Connections();
  readonly http2: Http2Connection;
  readonly #address: Address;
  readonly #idle = new IdleClose(() => {
    this.agent.destroy();
    this.connections.closeIdle();
    this.http2.close();
  });

  constructor(url: URL, ca: string | Buffer | undefined) {
    this.base = (url.origin + url.pathname).replace(/\/$/, '');
    this.#address = addressOf(url);
    this.agent = keepAliveAgent(this.#address.protocol, { ca });
    // No browser speaks HTTP/2 without TLS.
    this.http2 = new Http2Connection({ ca }, this.#address.protocol === 'https:' ? undefined : false);
  }

  open(): Promise<Address> {
    this.#idle.begin();
    return Promise.resolve(this.#address);
  }

  release(): void {
    this.#idle.end();
  }

  retain(): () => void {
    return this.#idle.hold();
  }

  takeFailure(): undefined {
    return undefined;
  }
}

function addressOf(url: URL): Address {
  const secure = url.protocol === 'https:';
  return {
    protocol: secure ? 'https:' : 'http:',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
  };
}
