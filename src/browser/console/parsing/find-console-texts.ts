import type { RequestInitiator } from '../../request-initiator.js';
import { chromiumNames, chromiumOnPreflight } from '../wordings/chromium-wordings.js';
import { fill } from '../wordings/fill.js';
import { webkitRedirection } from '../wordings/webkit-wordings.js';
import { chromiumRows, chromiumSuffixes } from './chromium-rows.js';
import { firefoxRows, firefoxSuffixes } from './firefox-rows.js';
import { type FoundWording, type Holes, type WordingFinder, wordingFinder } from './find-wording.js';
import { type PastedText, pastedText } from './pasted-text.js';
import type { WordingRow } from './wording-row.js';
import { webkitRows } from './webkit-rows.js';

/** One text that a browser printed, found in what was pasted. */
export interface ConsoleText {
  /** The rows that were found, from left to right: an opening, a reason, what follows it. */
  readonly rows: readonly WordingRow[];
  /** What stood in their holes. */
  readonly holes: Holes;
  /** As the browser prints it. */
  readonly text: string;
  /** The text says that it is about a preflight. */
  readonly isOnPreflight: boolean;
  /** What asked, as far as the text says: the likeliest first. */
  readonly initiators: readonly RequestInitiator[];
}

const rows: readonly WordingRow[] = [...chromiumRows, ...firefoxRows, ...webkitRows];
const onPreflight: WordingRow = {
  browsers: ['chromium'],
  kind: 'cors',
  wording: chromiumOnPreflight,
  phase: 'preflight',
};
const suffixes: readonly WordingRow[] = [...chromiumSuffixes, ...firefoxSuffixes];

interface Finder extends WordingFinder {
  readonly row: WordingRow;
}

interface FoundRow extends FoundWording {
  readonly row: WordingRow;
}

/** All texts of browsers in a text, in order. */
export function findConsoleTexts(text: string): ConsoleText[] {
  const pasted = pastedText(text);
  const finderOf = (row: WordingRow): Finder => ({ row, ...wordingFinder(row.wording, pasted) });
  const finders = rows.map(finderOf);
  const reasons = finders.filter(({ row }) => row.part === 'reason');
  const redirection = finders.filter(({ row }) => row.wording === webkitRedirection);
  const behind = suffixes.map(finderOf);
  const preflight = finderOf(onPreflight);
  const begins = [...finders, preflight]
    .flatMap((finder) => finder.starts().map((start) => ({ start, finder })))
    .sort((one, other) => one.start - other.start);
  const openings = begins.filter(({ finder }) => finder.row.part === 'opening').map(({ start }) => start);

  const found: ConsoleText[] = [];
  let end = 0;
  let opening = 0;
  for (const { start, finder } of begins) {
    if (start < end) continue;
    while ((openings[opening] ?? Infinity) <= start) opening += 1;
    const match = textAt(start, finder, {
      reasons,
      redirection,
      behind,
      preflight,
      limit: openings[opening],
      pasted,
    });
    if (match === null) continue;
    end = match.end;
    found.push(match.text);
  }
  return found;
}

interface Around {
  readonly reasons: readonly Finder[];
  readonly redirection: readonly Finder[];
  readonly behind: readonly Finder[];
  readonly preflight: Finder;
  /** Where the next message opens. */
  readonly limit: number | undefined;
  readonly pasted: PastedText;
}

function textAt(
  start: number,
  finder: Finder,
  { reasons, redirection, behind, preflight, limit, pasted }: Around,
): { readonly end: number; readonly text: ConsoleText } | null {
  const at = (place: number, candidates: readonly Finder[]): FoundRow | null => {
    let best: FoundRow | null = null;
    for (const candidate of candidates) {
      const match = candidate.matchAt(place, limit);
      if (match !== null && match.end > (best?.end ?? 0)) best = { ...match, row: candidate.row };
    }
    return best;
  };
  const first = at(start, [finder]);
  if (first === null) return null;
  const parts = [first];
  const last = (): number => parts.at(-1)?.end ?? start;
  const add = (candidates: readonly Finder[]): boolean => {
    const part = at(last(), candidates);
    if (part !== null) parts.push(part);
    return part !== null;
  };
  const isOpening = first.row.part === 'opening';
  const isPreflight = finder === preflight || (isOpening && add([preflight]));
  // Of a beacon, WebKit says where a redirect leads behind what could not be loaded.
  if (isOpening) add(redirection);
  if (isOpening || finder === preflight) {
    if (!add(reasons) && !first.row.wording.includes(' blocked by CORS policy: ')) return null;
  }
  while (parts.some(({ row }) => row.part === 'reason') && add(behind));
  return { end: last(), text: consoleText(parts, isPreflight, pasted) };
}

function consoleText(
  parts: readonly FoundRow[],
  isOnPreflight: boolean,
  { source, at }: PastedText,
): ConsoleText {
  const holes = Object.assign({}, ...parts.map((part) => part.holes)) as Holes;
  const last = parts.at(-1);
  const isCutOff = last?.row.part === 'opening';
  const rest = isCutOff ? restOfLine((at[last.end - 1] ?? 0) + 1, source) : '';
  const told = parts.flatMap(({ row }) => row.initiators ?? []);
  return {
    rows: parts.map(({ row }) => row),
    holes,
    text: (parts.map((part) => fill(part.row.wording, part.holes)).join('') + rest).trim(),
    isOnPreflight,
    initiators:
      told.length > 0 ? told : initiatorsCalled(holes['what'], last?.row.kind === 'mixed-content' ? 1 : 0),
  };
}

/** A reason that is in no table. */
function restOfLine(start: number, source: string): string {
  const end = source.indexOf('\n', start);
  return source.slice(start, Math.min(end === -1 ? source.length : end, start + longestReason)).trim();
}

const longestReason = 500;

/** Who Chromium calls so, where CORS (0) or mixed content (1) blocks it; an older one wrote some of the names in capitals. */
function initiatorsCalled(name: string | undefined, column: 0 | 1): RequestInitiator[] {
  if (name === undefined) return [];
  const all = Object.entries(chromiumNames) as [RequestInitiator, readonly (string | null)[]][];
  return all.flatMap(([initiator, names]) =>
    names[column]?.toLowerCase() === name.toLowerCase() ? [initiator] : [],
  );
}
