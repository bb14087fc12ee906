import { Server } from 'node:net';

type Listen = (this: Server, ...given: unknown[]) => Server;

/**
 * Follows what listens while a module is loaded. It gets a port of its own, on this machine only, so that a port that is
 * taken is no matter, and what waits for it to listen goes on.
 */
export class HeldListeners {
  readonly #servers = new Map<Server, string>();
  readonly #listen = Reflect.get(Server.prototype, 'listen') as Listen;

  constructor() {
    const servers = this.#servers;
    const original = this.#listen;
    const held: Listen = function (...given) {
      servers.set(this, placeIn(given));
      return original.call(
        this,
        0,
        '127.0.0.1',
        given.find((one) => typeof one === 'function'),
      );
    };
    Reflect.set(Server.prototype, 'listen', held);
  }

  /** Where they would listen: `port 3000`. */
  get places(): string[] {
    return [...new Set(this.#servers.values())];
  }

  /** What listens from now on is not held. */
  release(): void {
    Reflect.set(Server.prototype, 'listen', this.#listen);
  }

  /** Nothing of it listens any more. */
  async close(): Promise<void> {
    this.release();
    const closing = [...this.#servers.keys()].map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => {
            resolve();
          });
          if ('closeAllConnections' in server) (server.closeAllConnections as () => void)();
        }),
    );
    await Promise.all(closing);
  }
}

function placeIn([first]: readonly unknown[]): string {
  const { port, path } = Object(first) as { port?: unknown; path?: unknown };
  const given = [first, port, path].find((one) => typeof one === 'number' || typeof one === 'string');
  if (given === undefined || Number(given) === 0) return 'any port';
  return Number.isInteger(Number(given)) ? `port ${String(given)}` : String(given);
}
