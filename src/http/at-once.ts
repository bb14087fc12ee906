/** So many exchanges are on their way at a time, at most: connections of a target, and questions of a contract or audit. */
export const mostAtOnce = 16;

/** Works on at most sixteen things at a time. Once one has failed no other is begun. */
export class Limit {
  readonly #waiting = new Set<() => void>();
  #working = 0;
  #failure: { readonly error: unknown } | undefined;

  /** @throws what the first work to fail has thrown. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#working >= mostAtOnce) await new Promise<void>((resolve) => this.#waiting.add(resolve));
    else this.#working += 1;
    try {
      if (this.#failure !== undefined) throw this.#failure.error;
      return await work();
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    } finally {
      this.#next();
    }
  }

  /** Hands the place on, or gives it back. */
  #next(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#working -= 1;
    else {
      this.#waiting.delete(next);
      next();
    }
  }
}

/** The results in the order of the items, worked on within one limit. */
export function allAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const limit = new Limit();
  return Promise.all(items.map((item) => limit.run(() => work(item))));
}
