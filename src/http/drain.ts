import { afterRealTime, realNow } from '../runner/real-time.js';

/** What is short enough to be read at once, so that the connection serves again: bytes and milliseconds. */
const short = { bytes: 64 * 1024, milliseconds: 50 };
/** What is read in the background, because a stream that is piped into a response ends only if it is read to its end. */
const long = { bytes: 16 * 1024 * 1024, milliseconds: 5000 };
/** Milliseconds without a byte after which a body of unknown length is taken for one that never ends. */
const silence = 1000;
/** Bodies that are read in the background at a time. */
const mostLong = 64;

/** The connection that a body comes on. */
export interface Draining {
  /** By its head, it never ends. */
  readonly isEndless: boolean;
  hasLength(): boolean;
  /** It is going to take longer: its place is for others, and it keeps nothing alive. Returns what to do when it is over. */
  leave(): () => void;
  drop(): void;
}

let underWay = 0;

/** Reads the body of a response whose head is judged already: a short one at once, a longer one in the background, within bounds. */
export class Drain {
  readonly #of: Draining;
  #bytes = 0;
  #lastAt = realNow();
  #isOver = false;
  #cancel: () => void;
  #finish: (() => void) | undefined;

  constructor(of: Draining) {
    this.#of = of;
    this.#cancel = afterRealTime(of.isEndless ? 0 : short.milliseconds, () => {
      this.#goOn();
    });
  }

  take(bytes: number): void {
    this.#bytes += bytes;
    this.#lastAt = realNow();
    if (this.#bytes > long.bytes) this.#drop();
    else if (this.#bytes > short.bytes) this.#goOn();
  }

  /** It has ended, or its connection is gone. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancel();
    if (this.#finish === undefined) return;
    underWay -= 1;
    this.#finish();
  }

  #goOn(): void {
    if (this.#finish !== undefined || this.#isOver) return;
    this.#cancel();
    if (this.#of.isEndless || underWay >= mostLong) {
      this.#drop();
      return;
    }
    underWay += 1;
    this.#finish = this.#of.leave();
    this.#watch(realNow() + long.milliseconds);
  }

  #watch(due: number): void {
    const hasLength = this.#of.hasLength();
    const silentAt = hasLength ? due : Math.min(due, this.#lastAt + silence);
    this.#cancel = afterRealTime(silentAt - realNow(), () => {
      const isSilent = !hasLength && realNow() >= this.#lastAt + silence;
      if (isSilent || realNow() >= due) this.#drop();
      else this.#watch(due);
    });
  }

  #drop(): void {
    if (this.#isOver) return;
    this.#of.drop();
    this.end();
  }
}

/** Whether a Content-Type is one of those that browsers read for as long as the page is there. */
export function isEndlessType(contentType: string | undefined): boolean {
  return /^[\t ]*(?:text\/event-stream|multipart\/x-mixed-replace)[\t ]*(?:;|$)/i.test(contentType ?? '');
}
