import { afterRealTime } from '../runner/real-time.js';

const idleMilliseconds = 1000;

/** Counts the exchanges under way; closes what they share one second after the last of them has ended. */
export class IdleClose {
  readonly #close: () => void;
  #underWay = 0;
  #cancel: () => void = () => undefined;

  constructor(close: () => void) {
    this.#close = close;
  }

  /** An exchange begins; every `begin` needs its `end`. */
  begin(): void {
    this.#underWay += 1;
    this.#cancel();
  }

  /** As an exchange that ends when the returned function is called. */
  hold(): () => void {
    this.begin();
    return () => {
      this.end();
    };
  }

  end(): void {
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#cancel = afterRealTime(idleMilliseconds, this.#close);
  }
}
