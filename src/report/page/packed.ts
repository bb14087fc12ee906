import { visibleLines } from '../../text/escape.js';

/**
 * Plain data of which equal parts are kept once: a report repeats the same headers, exchanges and verdicts thousands of
 * times. `script/data.ts` takes it apart again.
 *
 * A node is text, a number, a boolean or null; `[-1, …nodes]` for a list; `[shape, …nodes]` for an object with the keys of
 * that shape. Nodes and shapes are named by their numbers.
 */
export class Packed {
  readonly #nodes: unknown[] = [];
  readonly #shapes: (readonly string[])[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #texts = new Map<string, number>();
  readonly #known = new WeakMap<object, number>();

  /** Puts a value in and returns its number. */
  add(value: unknown): number {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value !== 'object' || value === null) return this.#node(value ?? null, JSON.stringify(value));
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const shape = Array.isArray(value) ? -1 : this.#shape(Object.keys(value));
    const node = [shape, ...Object.values(value).map((item) => this.add(item))];
    const number = this.#node(node, `[${node.join()}`);
    this.#known.set(value, number);
    return number;
  }

  #shape(keys: readonly string[]): number {
    const number = this.#shapes.findIndex((shape) => shape.join() === keys.join());
    return number === -1 ? this.#shapes.push(keys) - 1 : number;
  }

  #text(text: string): number {
    let number = this.#texts.get(text);
    if (number === undefined) {
      const shown = visibleLines(text);
      number = this.#node(shown, `"${shown}`);
      this.#texts.set(text, number);
    }
    return number;
  }

  /** `key` is the same for equal nodes only. */
  #node(node: unknown, key: string): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#nodes.push(node) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** JSON that may stand in a `<script>`: nothing in it begins a tag, a comment or a line of its own. */
  toJson(root: unknown): string {
    return JSON.stringify({ nodes: this.#nodes, shapes: this.#shapes, root }).replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
}
