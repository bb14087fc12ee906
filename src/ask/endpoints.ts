import type { Deadline } from '../http/deadline.js';
import type { Endpoint } from '../http/endpoint.js';
import { noAnswer } from '../http/exchange-failure.js';
import { realNow } from '../runner/real-time.js';
import { resolveTarget } from '../http/target.js';
import { shownUrl } from '../state/disclosure.js';
import type { Question } from '../request/question.js';

/** The endpoints of targets, each found once: a function that gives a target may make a new app each time. */
export class Endpoints {
  readonly #found = new Map<unknown, Promise<Endpoint>>();

  /** @throws {ExchangeError} `target-not-ready`; `no-answer` where no time is left to find it. */
  of(target: unknown, deadline: Deadline, question: Question): Promise<Endpoint> {
    checkTimeLeft(deadline, question);
    const known = this.#found.get(target);
    if (known !== undefined) return known;
    const found = resolveTarget(target, deadline);
    this.#found.set(target, found);
    // One that was not ready may be later.
    found.catch(() => this.#found.delete(target));
    return found;
  }
}

/** A target may be one that is never ready. */
function checkTimeLeft({ due, milliseconds }: Deadline, { request, path }: Question): void {
  if (due > realNow()) return;
  const what = `${request.method} ${shownUrl(path.split('?')[0] ?? '')}`;
  throw noAnswer({ what, where: '', received: 0, timeout: milliseconds });
}
