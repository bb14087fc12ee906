import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entries, type Exported } from '../api/exports.js';

const docs = join(__dirname, '..', '..', 'docs');
const [, ...parts] = readFileSync(join(docs, 'api.md'), 'utf8').split(/^## /m);

interface Row {
  readonly name: string;
  readonly file: string;
  readonly anchor: string | undefined;
}

function rowsOf(part: string): Row[] {
  const rows = part.matchAll(/^\| `(\w+)` +\| \S.*? +\| \[[^\]]+\]\(([^)#]+)(?:#([^)]+))?\) +\|$/gm);
  return [...rows].map(([, name = '', file = '', anchor]) => ({ name, file, anchor }));
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

test('docs/api.md has a section for every entry', () => {
  const headings = parts.map((part) => part.split('\n')[0]);
  expect(headings).toEqual(expect.arrayContaining(entries.map(({ name }) => name)));
});

describe.each(entries)('$name', ({ name: entry, exported }) => {
  const rows = rowsOf(parts.find((part) => part.startsWith(`${entry}\n`)) ?? '');

  test('docs/api.md names every export, and nothing else', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual(exported.map(({ name }) => name));
  });

  if (rows.length === 0) return;

  test.each(rows)('$name leads to where it is explained', ({ name, file, anchor }) => {
    const page = readFileSync(join(docs, file), 'utf8');
    expect(anchor === undefined || anchorsIn(page).includes(anchor)).toBe(true);
    const kind = exported.find((each: Exported) => each.name === name)?.kind;
    // A type is told where what takes or returns it is.
    const isTold = kind === 'type' || name === 'default' || new RegExp(`\\b${name}\\b`).test(page);
    expect(isTold).toBe(true);
  });
});
