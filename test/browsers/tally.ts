import { compareObservations, fields, type Field } from './compare.js';
import type { Observation } from './scenario.js';

const shown = 5;

/** Counts where pairs of observations differ, field by field. */
export class Tally {
  /** By id, the fields that differ. */
  readonly #fields = new Map<string, readonly Field[]>();
  readonly #missing: string[] = [];

  add(id: string, expected: Observation | undefined, actual: Observation): void {
    if (expected)
      this.#fields.set(
        id,
        compareObservations(expected, actual).map(({ field }) => field),
      );
    else this.#missing.push(id);
  }

  /** The same for those that are not among `ids`. */
  without(ids: readonly string[]): Tally {
    const left = new Tally();
    for (const [id, differing] of this.#fields) if (!ids.includes(id)) left.#fields.set(id, differing);
    left.#missing.push(...this.#missing);
    return left;
  }

  get compared(): number {
    return this.#fields.size;
  }

  /** The ids that differ, field by field. */
  get differing(): ReadonlyMap<Field, readonly string[]> {
    const ids = new Map<Field, string[]>();
    for (const [id, differing] of this.#fields)
      for (const field of differing) ids.set(field, [...(ids.get(field) ?? []), id]);
    return ids;
  }

  /** How many agree in every field. */
  get agreeing(): number {
    return [...this.#fields.values()].filter((differing) => differing.length === 0).length;
  }

  get agrees(): boolean {
    return this.agreeing === this.compared && this.#missing.length === 0;
  }

  lines(title: string): string[] {
    const differing = this.differing;
    const some = (ids: readonly string[]): string =>
      ids.slice(0, shown).join(' ') + (ids.length > shown ? ' …' : '');
    return [
      `${title}: ${this.agreeing} of ${this.compared} agree in every field`,
      ...fields.flatMap((field) => {
        const ids = differing.get(field);
        return ids ? [`  ${field}: ${ids.length} differ (${some(ids)})`] : [];
      }),
      ...(this.#missing.length > 0
        ? [`  not to compare with: ${this.#missing.length} (${some(this.#missing)})`]
        : []),
    ];
  }
}
