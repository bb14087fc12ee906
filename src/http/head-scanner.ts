/** Bytes before `HTTP` that browsers skip. */
const mostJunk = 4;
const protocol = 'http';
/** As much of a status line as says whether the head is informational. */
const enough = 64;

const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/** What browsers refuse: a NUL, another protocol, a status that HTTP does not have. By the codes of Node's parser, which lets some of it pass. */
export type HeadRefusal = 'HPE_INVALID_HEADER_TOKEN' | 'HPE_INVALID_CONSTANT' | 'HPE_INVALID_STATUS';

type HeadState = 'under way' | 'whole' | HeadRefusal;

/**
 * Finds the end of a response's head as browsers do, looking at each byte once: an empty line by any of its ends, that of
 * an informational head not counted.
 */
export class HeadScanner {
  /** The beginning of the head that is scanned. */
  #begin = '';
  #isHttp = false;
  #isLineEmpty = false;
  #last = 0;
  #state: HeadState = 'under way';

  /** Takes more bytes, as long as the head is under way. */
  take(bytes: Buffer): HeadState {
    for (const byte of bytes) {
      if (byte === 0) this.#state = 'HPE_INVALID_HEADER_TOKEN';
      else this.#take(byte);
      if (this.#state !== 'under way') break;
    }
    return this.#state;
  }

  #take(byte: number): void {
    if (this.#begin.length < enough) this.#begin += String.fromCharCode(byte);
    if (!this.#isHttp) {
      this.#isHttp = this.#begin.toLowerCase().endsWith(protocol);
      if (!this.#isHttp && this.#begin.length >= mostJunk + protocol.length)
        this.#state = 'HPE_INVALID_CONSTANT';
      return;
    }
    const isEnd = byte === lineFeed && this.#isLineEmpty;
    if (byte === lineFeed) this.#isLineEmpty = true;
    else if (byte !== carriageReturn || this.#last !== lineFeed) this.#isLineEmpty = false;
    this.#last = byte;
    if (!isEnd) return;
    const head = this.#begin.slice(startOfHead(this.#begin));
    if (isInformational(head))
      [this.#begin, this.#isHttp, this.#isLineEmpty, this.#last] = ['', false, false, 0];
    else this.#state = Number.isNaN(statusIn(head)) ? 'HPE_INVALID_STATUS' : 'whole';
  }
}

/** Where `HTTP` begins in what may be a head; -1 where it is none. */
export function startOfHead(text: string): number {
  return text
    .slice(0, mostJunk + protocol.length)
    .toLowerCase()
    .indexOf(protocol);
}

/** Of a status line that lacks it, 200 is the status; NaN where it is none of HTTP's. */
export function statusIn(head: string): number {
  const digits = /^[^ \r\n]* +(\d+)/.exec(head)?.[1];
  const status = digits === undefined ? 200 : Number(digits);
  return status >= 100 && status <= 999 ? status : NaN;
}

/** Whether another head follows; behind a 101 there is none. */
export function isInformational(head: string): boolean {
  const status = statusIn(head);
  return status < 200 && status !== 101;
}
