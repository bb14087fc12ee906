import { type PastedText, squeezed } from './pasted-text.js';

/** What a text says in the holes of its wording, as it is written there. */
export type Holes = Readonly<Record<string, string>>;

export interface FoundWording {
  /** Positions in the squeezed text. */
  readonly start: number;
  readonly end: number;
  readonly holes: Holes;
}

/** Looks for one wording in one text, from place to place onwards: all places together take one walk through the text. */
export interface WordingFinder {
  /** All places where it may begin. */
  readonly starts: () => number[];
  /** What stands at a place, if it ends before `limit`. */
  readonly matchAt: (start: number, limit?: number) => FoundWording | null;
}

interface CompiledWording {
  /** What stands before, between and behind the holes. */
  readonly literals: readonly string[];
  /** Whether a blank stands before a hole, which belongs to the wording and not to the value. */
  readonly blanks: readonly boolean[];
  readonly holes: readonly string[];
}

const compiled = new Map<string, CompiledWording>();

function compile(wording: string): CompiledWording {
  const known = compiled.get(wording);
  if (known !== undefined) return known;
  const parts = wording.split(/[{}]/);
  const between = parts.filter((_, index) => index % 2 === 0);
  const made = {
    literals: between.map(squeezed),
    blanks: between.map((literal) => literal.endsWith(' ')),
    holes: parts.filter((_, index) => index % 2 === 1),
  };
  compiled.set(wording, made);
  return made;
}

/** No URL, origin or name is longer; a header's value may be. */
const longest = 16_384;

const forms: Readonly<Record<string, RegExp>> = {
  url: /^[a-z][a-z0-9+.-]{0,40}:/i,
  requestedUrl: /^[a-z][a-z0-9+.-]{0,40}:/i,
  pageUrl: /^[a-z][a-z0-9+.-]{0,40}:/i,
  origin: /^(?:null$|[a-z][a-z0-9+.-]{0,40}:\/\/)/i,
  status: /^\d{1,3}$/,
  what: /^[a-z][a-z -]{0,40}$/i,
};

export function wordingFinder(wording: string, pasted: PastedText): WordingFinder {
  const { literals, blanks, holes } = compile(wording);
  const [first = ''] = literals;
  const { squeezed: text } = pasted;
  const searched = literals.map(() => ({ from: 0, found: -2 }));

  /** The next place of a literal; the last answer is good until it is passed. */
  const next = (index: number, from: number): number => {
    const last = searched[index] ?? { from: 0, found: -2 };
    const isGood = last.found !== -2 && from >= last.from && (last.found === -1 || from <= last.found);
    if (!isGood) searched[index] = { from, found: text.indexOf(literals[index] ?? '', from) };
    return searched[index]?.found ?? -1;
  };

  const matchAt = (start: number, limit = text.length): FoundWording | null => {
    if (!text.startsWith(first, start)) return null;
    let place = start + first.length;
    const told: Record<string, string> = {};
    for (const [index, hole] of holes.entries()) {
      const literal = literals[index + 1] ?? '';
      // A full stop or a colon alone is no end: URLs have some inside.
      const isOpen = index === holes.length - 1 && literal.length < 2;
      const until = isOpen ? endOfOpenHole(hole, place, first, pasted) : next(index + 1, place);
      if (until < place || until > limit) return null;
      const isStopped = isOpen && literal !== '' && text.charAt(until - 1) === literal;
      const end = isStopped ? until - 1 : until;
      const value = writtenIn(hole, place, end, pasted);
      // Cut off, and another one of its kind behind it.
      if (
        value === null ||
        (first !== '' && value.length > first.length && text.slice(place, end).includes(first))
      )
        return null;
      told[hole] = blanks[index] === true ? value.trimStart() : value;
      place = isOpen ? until : until + literal.length;
    }
    return { start, end: place, holes: told };
  };

  const starts = (): number[] => {
    const found: number[] = [];
    for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) found.push(at);
    return found;
  };
  return { starts, matchAt };
}

/** What stands between two places of the squeezed text, or null where that cannot be it. */
function writtenIn(hole: string, start: number, end: number, { source, at }: PastedText): string | null {
  if (hole === 'value' || hole === 'target') {
    const between = source.slice((at[start - 1] ?? -1) + 1, at[end] ?? source.length);
    const [own = '', ...more] = between.split('\n');
    const wrapped = more.map((line) => line.trim()).filter((line) => line !== '');
    if (hole === 'target') return [own, ...wrapped].map((line) => line.trim()).join('');
    // What was wrapped, but for the line break in front of what follows.
    return wrapped.length > 0 ? [own.trimEnd(), ...wrapped].join(' ') : own.replace(/\r$/, '');
  }
  if (end - start > longest) return null;
  const written = source.slice(at[start] ?? 0, (at[end - 1] ?? -1) + 1);
  const value = written.replace(/\s+/g, hole === 'what' ? ' ' : '');
  return forms[hole]?.test(value) === false ? null : value;
}

/** Where a hole at the end of a wording ends: a value with its line, a status with its digits, all else with a blank. */
function endOfOpenHole(
  hole: string,
  start: number,
  first: string,
  { source, squeezed: text, at }: PastedText,
): number {
  const another = text.indexOf(first, start);
  const last = Math.min(another === -1 ? at.length : another, start + longest);
  let index = start;
  for (; index < last; index += 1) {
    const between = source.slice((at[index - 1] ?? -1) + 1, at[index]);
    if (hole === 'value' ? between.includes('\n') : index > start && between !== '') break;
    const character = source.charAt(at[index] ?? 0);
    if (hole !== 'value' && (hole === 'status' ? /\D/ : /["“”<>]/).test(character)) break;
  }
  return index;
}
