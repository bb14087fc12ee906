import type { Culprit } from '../../diagnosis/cause.js';
import type { ReportedReason, Source } from '../../journal/reported.js';
import { cut, markup, type Markup } from './markup.js';

/** Something to say, ready to be shown: by `factList` here, and by `script/details.ts` in the page. */
export type PageFact = readonly [
  label: string,
  kind: 'text' | 'name' | 'list' | 'fix',
  lines: readonly string[],
];

/** Why something is not as it should be. */
export function reasonFacts({ code, cause, certainty, evidence, culprit, fix }: ReportedReason): PageFact[] {
  return given([
    ['Cause', 'name', cause === null ? [] : [cause, certainty ?? '']],
    ['Evidence', 'list', evidence],
    ['Where', 'text', culprit === null ? [] : [whereOf(culprit)]],
    ['Rule', 'name', code === null ? [] : [code]],
    ...fixFacts(fix ?? ''),
  ]);
}

/** What to change, in words and then in code; what may be done instead, in words. */
export function fixFacts(fix: string): PageFact[] {
  const lines = fix.split('\n');
  const others = lines.filter((line) => line.startsWith('or '));
  const [words = '', ...code] = lines.filter((line) => !line.startsWith('or '));
  const isIndented = code.every((line) => line.startsWith('  '));
  return [
    ['Fix', 'fix', [words, ...(isIndented ? code.map((line) => line.slice(2)) : code)]],
    ['Or', 'text', others.map((line) => line.slice(3))],
  ];
}

/** Those that have something to say, cut where nobody would read on. */
export function given(facts: readonly PageFact[]): PageFact[] {
  return facts
    .map(([label, kind, lines]) => [label, kind, lines.filter(Boolean).map(cut)] as const)
    .filter(([, , lines]) => lines.length > 0);
}

/** `requireAuth, src/auth.ts:12; layer 2, requireAuth at /` */
export function whereOf({ function: name, file, line, package: of, layer }: Culprit): string {
  const place = [name, of === null ? `${file}:${String(line)}` : of].filter(Boolean).join(', ');
  if (layer === null) return place;
  const at = layer.path === null ? '' : `, mounted at ${layer.path}`;
  const called = layer.name === name ? '' : `, ${layer.name}`;
  return `${place}; layer ${layer.number}${called}${at}`;
}

/** `test/users.test.ts:12`, or nothing where it is not known. */
export function placeOf({ file, line, testFile }: Source): string {
  if (file === null) return testFile ?? '';
  return line === null ? file : `${file}:${String(line)}`;
}

export function factList(facts: readonly PageFact[]): Markup {
  return markup`<dl class="facts">
    ${facts.map(([label, kind, lines]) => markup`<div><dt>${label}</dt><dd>${factLines(kind, lines)}</dd></div>`)}
  </dl>`;
}

function factLines(kind: PageFact[1], lines: readonly string[]): Markup {
  const [first = '', ...rest] = lines;
  switch (kind) {
    case 'text':
      return markup`${lines.map((line) => markup`<p>${line}</p>`)}`;
    case 'name':
      return markup`${first !== '' && markup`<code>${first}</code>`}${rest.map((line) => markup` <span class="quiet">${line}</span>`)}`;
    case 'list':
      return markup`<ul>
        ${lines.map((line) => markup`<li>${line}</li>`)}
      </ul>`;
    case 'fix':
      return markup`<p>${first}</p>
        ${rest.length > 0 && markup`<pre class="code">${rest.join('\n')}</pre>`}`;
  }
}
