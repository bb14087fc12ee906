import { compareObservations, fields, type Field } from './compare.js';
import type { Observation } from './scenario.js';

const shown = 5;

/** Counts where pairs of observations differ, field by field. */
export class Tally {
  #compared = 0;
  #missing: string[] = [];
  #differing = 0;
  readonly #ids = new Map<Field, string[]>();

  add(id: string, expected: Observation | undefined, actual: Observation): void {
    if (!expected) {
      this.#missing.push(id);
      return;
    }
    this.#compared += 1;
    const differences = compareObservations(expected, actual);
    if (differences.length > 0) this.#differing += 1;
    for (const { field } of differences) this.#ids.set(field, [...(this.#ids.get(field) ?? []), id]);
  }

  get compared(): number {
    return this.#compared;
  }

  /** The ids that differ, field by field. */
  get differing(): ReadonlyMap<Field, readonly string[]> {
    return this.#ids;
  }

  /** How many agree in every field. */
  get agreeing(): number {
    return this.#compared - this.#differing;
  }

  get agrees(): boolean {
    return this.#differing === 0 && this.#missing.length === 0;
  }

  lines(title: string): string[] {
    const some = (ids: string[]): string => ids.slice(0, shown).join(' ') + (ids.length > shown ? ' …' : '');
    return [
      `${title}: ${this.agreeing} of ${this.#compared} agree in every field`,
      ...fields.flatMap((field) => {
        const ids = this.#ids.get(field);
        return ids ? [`  ${field}: ${ids.length} differ (${some(ids)})`] : [];
      }),
      ...(this.#missing.length > 0
        ? [`  not to compare with: ${this.#missing.length} (${some(this.#missing)})`]
        : []),
    ];
  }
}
