import { afterRealTime } from './real-time.js';

const idleMilliseconds = 1000;

/** Closes what is no longer used: runs `close` one second after the last use has ended. */
export class Idle {
  readonly #close: () => void;
  #uses = 0;
  #cancelClose: () => void = () => undefined;

  constructor(close: () => void) {
    this.#close = close;
  }

  /** Every `begin` needs its `end`. */
  begin(): void {
    this.#uses += 1;
    this.#cancelClose();
  }

  end(): void {
    this.#uses -= 1;
    if (this.#uses === 0) this.#cancelClose = afterRealTime(idleMilliseconds, this.#close);
  }
}
