import { displayNames } from '../browser/browser-name.js';
import { catalogue } from '../diagnosis/catalogue/index.js';
import type { Entry } from '../diagnosis/catalogue/entry.js';
import type { Failure } from '../failure/failure.js';
import { shownUrl } from '../state/disclosure.js';
import { ruleOfCode } from '../standard/decision.js';
import type { Fact } from '../text/labels.js';
import type { ConsoleMessage } from '../ask/console/console-message.js';
import { fixesOfCode } from './fixes-of-code.js';
import { plainWords } from './plain-words.js';
import { wordsOfKind } from './words-of-kind.js';
import { rankedCauses } from './ranked-causes.js';

/** Where a message does not say it. */
export const originToAdd =
  "the message does not say the page's origin: add --origin, such as --origin http://localhost:5173";

/** How many causes are shown; the page of the docs has all. */
const most = 6;

/** The causes to look for, the likeliest first. */
export function entriesFor(message: ConsoleMessage): readonly Entry[] {
  return rankedCauses(message).flatMap((id) => catalogue.find((entry) => entry.id === id) ?? []);
}

/** What a message means, without an app: in the lay-out of a failing assertion. */
export function explainMessage(message: ConsoleMessage, title: string): Failure {
  const { browser, code, isBlocked, origin, method, url, unknown } = message;
  const asked = [method ?? '', shownUrl(message.requestedUrl ?? url ?? '')].filter(Boolean).join(' ');
  return {
    title,
    expected: ['Asked', `${origin === null ? 'a page' : `"${origin}"`}   ${asked}`],
    verdict: [
      `${isBlocked ? 'blocked' : 'allowed, with a warning,'} by ${displayNames[browser]}: ${plainWords(message)}`,
    ],
    facts: [
      ...(code === null ? [] : [['Rule', `${code}   ${ruleOfCode(code)}`] as const]),
      ...causeFactsOf(message),
      ['Find out', findOut(unknown.includes('method'), origin === null)],
    ],
  };
}

function causeFactsOf(message: ConsoleMessage): Fact[] {
  const entries = entriesFor(message);
  const [first] = entries;
  if (first === undefined) return [['Fix', wordsOfKind(message).todo]];
  const shown = entries.slice(0, most).map(({ id, title }, index) => `${String(index + 1)}. ${id}: ${title}`);
  const left = entries.length - shown.length;
  const fixes = fixesOfCode(message);
  const { language = 'js' } = first;
  const comment = language === 'js' ? '//' : '#';
  const code = (text: string): string[] => text.split('\n').map((line) => `  ${line}`);
  return [
    ['Check', [...shown, ...(left > 0 ? [`and ${String(left)} more`] : [])]],
    [
      'Fix',
      [
        `of ${first.id}:`,
        ...code(`${comment} before\n${first.before}`),
        ...(first.after === '' ? [] : code(`${comment} after\n${first.after}`)),
      ],
    ],
    ...fixes.map(([style, line], index): Fact => [index === 0 ? `With ${style}` : style, line]),
    ['Docs', `node_modules/expect-cors/docs/diagnosis.md#${first.id}`],
  ];
}

function findOut(isMethodUnknown: boolean, isOriginUnknown: boolean): string[] {
  const found = isMethodUnknown ? 'the method, the cause' : 'the cause';
  return [
    `add --app ./src/app.ts, or --url http://localhost:3000: the same request is sent there, and ${found}`,
    'with its file and line, the fix, and a test are printed',
    ...(isOriginUnknown ? [originToAdd] : []),
  ];
}
