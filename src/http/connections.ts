import { mostAtOnce } from './at-once.js';
import { Connection, type LeanRequest } from './connection.js';

/**
 * The kept-alive connections of one target, for requests that are written and answers that are read by ourselves. Those
 * of Node's client are counted apart: who makes many exchanges makes them one way or the other.
 */
export class Connections {
  readonly #idle: Connection[] = [];
  readonly #waiting = new Set<LeanRequest>();
  #open = 0;

  /** Sends it, at once or when there is a connection to do so. */
  ask(asked: LeanRequest): void {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      if (idle.serves(asked)) {
        idle.ask(asked);
        return;
      }
      idle.destroy();
    }
    if (this.#open < mostAtOnce) this.#connect(asked);
    else this.#waiting.add(asked);
  }

  /** Takes back what waits for a connection. */
  takeBack(asked: LeanRequest): void {
    this.#waiting.delete(asked);
  }

  closeIdle(): void {
    for (const idle of this.#idle.splice(0)) idle.destroy();
  }

  #connect(asked: LeanRequest): void {
    this.#open += 1;
    let isLeft = false;
    new Connection(asked, {
      onFree: (connection) => {
        this.#idle.push(connection);
        const next = this.#next();
        if (next !== undefined) this.ask(next);
      },
      onLeave: () => {
        isLeft = true;
        this.#open -= 1;
        const next = this.#next();
        if (next !== undefined) this.#connect(next);
      },
      onClose: (connection) => {
        if (isLeft) return;
        this.#open -= 1;
        const at = this.#idle.indexOf(connection);
        if (at >= 0) this.#idle.splice(at, 1);
        const next = this.#next();
        if (next !== undefined) this.#connect(next);
      },
    });
  }

  #next(): LeanRequest | undefined {
    const [next] = this.#waiting;
    if (next !== undefined) this.#waiting.delete(next);
    return next;
  }
}
