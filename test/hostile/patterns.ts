import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { moreFillers } from './fillers.js';

export interface Pattern {
  /** `standard/infra.ts:29`. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const sources = join(__dirname, '../../src');

/** Every pattern that is written out in the sources. */
export function patternsOfSources(): Pattern[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.sort().flatMap((file) => patternsIn(file, readFileSync(join(sources, file), 'utf8')));
}

export function patternsIn(file: string, text: string): Pattern[] {
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    const written = writtenIn(node);
    const { line } = parsed.getLineAndCharacterOfPosition(node.getStart());
    if (written !== undefined) found.push({ place: `${file}:${String(line + 1)}`, ...written });
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

function writtenIn(node: ts.Node): Omit<Pattern, 'place'> | undefined {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  }
  const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
  if (!isCall || node.expression.getText() !== 'RegExp') return undefined;
  const [source, flags] = node.arguments ?? [];
  if (source === undefined || !ts.isStringLiteralLike(source)) return undefined;
  return {
    source: source.text,
    flags: flags !== undefined && ts.isStringLiteralLike(flags) ? flags.text : '',
  };
}

/** What may keep a pattern busy: a beginning, something over and over, and an end that fits nothing. */
export interface Hostile {
  readonly prefix: string;
  readonly filler: string;
  readonly end: string;
}

/** A character that hardly any pattern looks for. */
const nothing = '\x01';

/** The pattern itself tells how what it looks for begins, and what it takes over and over. */
export function hostileTo({ source, flags }: Pattern): Hostile[] {
  const found = new Map<string, Hostile>();
  const add = (prefix: string, filler: string): void => {
    for (const end of ['', nothing])
      found.set(JSON.stringify([prefix, filler, end]), { prefix, filler, end });
  };
  // Without repetition a pattern takes no more than so many steps from each place.
  const samples = /[*+]|,\}/.test(source) ? samplesOf(source, flags) : [''];
  for (const sample of samples) {
    for (let at = 0; at <= sample.length; at += 1) {
      const pieces = Array.from({ length: Math.min(8, sample.length - at) }, (_, length) =>
        sample.slice(at, at + length + 1),
      );
      for (const filler of [...moreFillers, ...pieces]) {
        add(sample.slice(0, at), filler);
        // In the middle of a text, where no anchor holds.
        if (at === 0) add(nothing, filler);
      }
    }
  }
  return [...found.values()];
}

const letters = [...'a1 /.:-";,*(`&A\xe9\0\t\r\n\u2028\u200b'];

/** Texts that a pattern fits, more or less: one for each of its alternatives, with a character for each class. */
export function samplesOf(source: string, flags: string): string[] {
  let at = 0;
  const alternatives = (): string[] => {
    const found = sequence();
    while (source[at] === '|') {
      at += 1;
      found.push(...sequence());
    }
    return found;
  };
  const sequence = (): string[] => {
    const parts: string[][] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(quantified());
    const first = parts.map(([part = '']) => part);
    const others = parts.flatMap((part, index) =>
      part.slice(1).map((other) => first.with(index, other).join('')),
    );
    return [first.join(''), ...others];
  };
  const quantified = (): string[] => {
    const part = term();
    const [quantifier, least = '1'] = /^(?:[*+?]|\{(\d+),?\d*\})\??/.exec(source.slice(at)) ?? [''];
    at += quantifier.length;
    if (quantifier === '') return part;
    const isOptional = /^[*?]|^\{0/.test(quantifier);
    const times = Math.max(1, Number(least));
    return [...part.map((one) => one.repeat(times)), ...(isOptional ? [''] : [])];
  };
  const term = (): string[] => {
    if (source[at] === '(') {
      const [opening = ''] = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(source.slice(at)) ?? [];
      at += opening.length;
      const found = alternatives();
      at += 1;
      return opening.endsWith('!') ? [''] : found;
    }
    const [atom = ''] =
      /^(?:\[(?:\\[^]|[^\]\\])*\]|\\(?:x..|u....|p\{\w+\}|[^])|[^])/.exec(source.slice(at)) ?? [];
    at += atom.length;
    if (/^(?:[\^$]|\\b)$/i.test(atom)) return [''];
    const fits = new RegExp(`^${atom}$`, flags.replace(/[gy]/g, ''));
    return [[...letters, ...atom].find((letter) => fits.test(letter)) ?? 'a'];
  };
  return [...new Set(alternatives())];
}

/** Lets the pattern look for all it finds in a text. */
export function runPattern({ source, flags }: Pattern, text: string): void {
  const pattern = new RegExp(source, flags);
  if (pattern.global) text.replace(pattern, '');
  else pattern.exec(text);
}
