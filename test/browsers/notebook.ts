import type { Note } from './driver.js';
import type { PageResult } from './jobs.js';
import type { Exchange, Observation } from './scenario.js';

interface Entry {
  wire: Exchange[];
  notes: Note[];
}

/** Gathers, per job and request, what the servers and the browser's tools tell. */
export class Notebook {
  readonly #entries = new Map<string, Entry[]>();
  readonly #unassigned = new Map<string, Note[]>();

  count(id: string): number {
    return this.#entries.get(id)?.length ?? 0;
  }

  open(id: string, wire: Exchange[]): void {
    this.#entries.set(id, [...(this.#entries.get(id) ?? []), { wire, notes: [] }]);
  }

  /** Notes may come while the request they are about still runs, so they are kept until it is closed. */
  add(notes: readonly Note[]): void {
    for (const note of notes) {
      const id = note.id ?? /\/([a-z][a-z-]*-\d{4})\//.exec(note.url ?? note.text ?? '')?.[1] ?? '';
      this.#unassigned.set(id, [...(this.#unassigned.get(id) ?? []), note]);
    }
  }

  /** Puts what was heard about `id` beside its latest request, which has ended. */
  assign(id: string): void {
    this.#entries
      .get(id)
      ?.at(-1)
      ?.notes.push(...(this.#unassigned.get(id) ?? []));
    this.#unassigned.delete(id);
  }

  isSilent(id: string): boolean {
    return this.#entries.get(id)?.at(-1)?.notes.length === 0;
  }

  /** The observations of a job, which is then forgotten; null unless every one of its requests settled. */
  observations(
    id: string,
    results: readonly PageResult[],
    normalize: (text: string) => string,
  ): Observation[] | null {
    const entries = this.#entries.get(id) ?? [];
    this.#entries.delete(id);
    this.#unassigned.delete(id);
    const observations = results.flatMap(({ verdict, response }, index): Observation[] => {
      const entry = entries[index];
      if (verdict === 'none' || !entry) return [];
      const reasons = entry.notes.filter((note) => note.code !== undefined);
      const reason = reasons.find((note) => note.isFallback !== true) ?? reasons[0];
      const texts = entry.notes.flatMap(({ text }) => (text === undefined ? [] : [normalize(text)]));
      return [
        {
          verdict,
          code: reason?.code ?? null,
          failedParameter: reason?.failedParameter === undefined ? null : normalize(reason.failedParameter),
          wire: entry.wire,
          response: response && { ...response, url: normalize(response.url) },
          console: texts,
        },
      ];
    });
    return observations.length === results.length ? observations : null;
  }
}
