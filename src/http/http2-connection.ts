import type { ClientHttp2Session, SecureClientSessionOptions } from 'node:http2';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { afterRealTime, realNow } from '../runner/real-time.js';
import type { Deadline } from './deadline.js';
import { type Address, baseOf, maxHeaderSize } from './wire.js';

// Taken when this file is loaded: interceptors replace them later, and would answer in our target's place.
const { connect } = net;
const { connect: connectSecurely } = tls;

/** Whose certificates are trusted. */
export type Trust = Pick<tls.ConnectionOptions, 'ca' | 'rejectUnauthorized'>;

/** An HTTP/2 connection, and what is known of it. */
export interface Http2Session {
  readonly client: ClientHttp2Session;
  readonly address: Address;
  /** How many exchanges it has begun. */
  begun: number;
  /** How many of them are not over. */
  underWay: number;
  /** The error code the server has closed it with, once it has. */
  goaway?: number;
}

/**
 * The HTTP/2 connection to a target, if that speaks nothing else: where it speaks HTTP/1.1, that is what it is asked in,
 * because there the bytes are ours. Like a browser's it is one, for all exchanges at a time.
 */
export class Http2Connection {
  readonly #trust: Trust;
  readonly #known: boolean | undefined;
  #asked: Promise<boolean | undefined> | undefined;
  readonly #handshakes = new Set<tls.TLSSocket>();
  #session: Http2Session | undefined;

  /** @param isNeeded Where it is known of the server. Any other is asked, in a TLS handshake. */
  constructor(trust: Trust, isNeeded?: boolean) {
    this.#trust = trust;
    this.#known = isNeeded;
  }

  /** Whether the server speaks HTTP/2 and not HTTP/1.1. False as well when there is no time left to learn it. */
  async isNeeded(address: Address, { due }: Deadline): Promise<boolean> {
    if (this.#known !== undefined) return this.#known;
    const asked = (this.#asked ??= isHttp2Only(address, this.#handshakes));
    return new Promise((resolve) => {
      const cancel = afterRealTime(due - realNow(), () => {
        resolve(false);
      });
      void asked.then((answer) => {
        if (answer === undefined && this.#asked === asked) this.#asked = undefined; // the next exchange asks again
        cancel();
        resolve(answer === true);
      });
    });
  }

  /** The open connection, or a new one. */
  to(address: Address): Http2Session {
    const open = this.#session;
    if (open !== undefined && isUsable(open) && baseOf(open.address) === baseOf(address)) return open;
    this.leave();
    return (this.#session = this.#open(address));
  }

  /** It is used for no further exchange; those under way go on. */
  leave(): void {
    this.#session?.client.close();
    this.#session = undefined;
  }

  close(): void {
    this.#session?.client.destroy();
    this.#session = undefined;
    this.#asked = undefined;
    for (const socket of this.#handshakes) socket.destroy();
  }

  #open(address: Address): Http2Session {
    const { host, port, protocol } = address;
    const options: SecureClientSessionOptions & { readonly strictFieldWhitespaceValidation: boolean } = {
      createConnection: () =>
        protocol === 'https:'
          ? secureSocket(address, 'h2', this.#trust)
          : connect({ host, port, noDelay: true }),
      settings: { enablePush: false, maxHeaderListSize: maxHeaderSize },
      maxHeaderListPairs: maxHeaderSize, // the default resets what has more than 128
      strictFieldWhitespaceValidation: false, // by which later versions of Node drop a line without a word
    };
    // Loading it takes longer than an exchange, and few targets need it.
    const client = process.getBuiltinModule('node:http2').connect(baseOf(address), options);
    const session: Http2Session = { client, address, begun: 0, underWay: 0 };
    client.on('error', () => undefined); // each of its streams has it, too
    client.on('goaway', (code: number) => {
      session.goaway = code;
    });
    return session;
  }
}

function isUsable({ client }: Http2Session): boolean {
  return !client.closed && !client.destroyed;
}

/** Undefined where no handshake comes about: why, the exchange itself will say. */
async function isHttp2Only(address: Address, handshakes: Set<tls.TLSSocket>): Promise<boolean | undefined> {
  const agreed = await agreedProtocol(address, 'http/1.1', handshakes);
  if (agreed === 'http/1.1') return false;
  // Servers that know no ALPN agree to nothing, and speak HTTP/1.1. Others end the handshake.
  const isHttp2 = (await agreedProtocol(address, 'h2', handshakes)) === 'h2';
  return isHttp2 || agreed !== undefined ? isHttp2 : undefined;
}

/** What a server agrees to when this is offered: the same, or null for nothing; undefined where it ends the handshake. */
function agreedProtocol(
  address: Address,
  offered: string,
  handshakes: Set<tls.TLSSocket>,
): Promise<string | null | undefined> {
  return new Promise((resolve) => {
    // Whom to trust is for the exchange to decide.
    const socket = secureSocket(address, offered, { rejectUnauthorized: false });
    handshakes.add(socket);
    socket
      .once('secureConnect', () => {
        resolve(socket.alpnProtocol || null);
        socket.destroy();
      })
      .on('error', () => undefined)
      .once('close', () => {
        handshakes.delete(socket);
        resolve(undefined);
      });
  });
}

function secureSocket({ host, port }: Address, offered: string, trust: Trust): tls.TLSSocket {
  const name = net.isIP(host) === 0 ? { servername: host } : {};
  return connectSecurely({ host, port, ...name, ...trust, ALPNProtocols: [offered] });
}
