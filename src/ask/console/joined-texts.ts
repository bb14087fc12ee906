import { findConsoleTexts, type ConsoleText } from '../../browser/console/parsing/find-console-texts.js';
import {
  firefoxDidNotSucceed,
  firefoxExternalRedirect,
} from '../../browser/console/wordings/firefox-wordings.js';
import type { WordingRow } from '../../browser/console/parsing/wording-row.js';

/** One failure: its reason, what could not be loaded for it, and what else was said of it. */
export interface JoinedText {
  readonly reason: ConsoleText;
  /** What could not be loaded: WebKit says it behind the reason. */
  readonly closing: ConsoleText | null;
  /** What else is wrong with a preflight that redirects: Firefox says both. */
  readonly companion: ConsoleText | null;
  /** Firefox also says of the request, or of the redirect, that it did not succeed. */
  readonly hasFailedWith: boolean;
}

export const urlOf = ({ holes }: ConsoleText): string | undefined => holes['url'];
export const mainRow = ({ rows }: ConsoleText): WordingRow | undefined =>
  rows.find(({ part }) => part === 'reason') ?? rows[0];

const hasPart = (text: ConsoleText, part: WordingRow['part']): boolean => mainRow(text)?.part === part;
const says = (text: ConsoleText, wording: string): boolean =>
  text.rows.some((row) => row.wording === wording || `${row.wording}).` === wording);
const browserOf = (text: ConsoleText): string | undefined => mainRow(text)?.browsers[0];
const hasNotSucceeded = (text: ConsoleText): boolean => says(text, firefoxDidNotSucceed);
const isWarning = (text: ConsoleText): boolean => mainRow(text)?.isWarning === true;

/** The failures that a pasted console tells of, in order, each once. */
export function joinedTexts(pasted: string): JoinedText[] {
  const joined = withClosings(findConsoleTexts(pasted).filter((text) => !hasPart(text, 'companion')));
  const ofFirefox = joined.filter(({ reason }) => browserOf(reason) === 'firefox' && !isWarning(reason));
  const urlsWhere = (fits: (text: ConsoleText) => boolean): Set<string | undefined> =>
    new Set(ofFirefox.flatMap(({ reason }) => (fits(reason) ? (urlOf(reason) ?? []) : [])));
  const failed = urlsWhere(hasNotSucceeded);
  const explained = urlsWhere((text) => !hasNotSucceeded(text));
  const seen = new Set<string>();
  return joined.flatMap((one, index) => {
    const { reason, closing } = one;
    const url = urlOf(reason);
    if (hasNotSucceeded(reason) && explained.has(url)) return [];
    const isCompanion = (at: number): boolean => {
      const [first, second] = [joined[at]?.reason, joined[at + 1]?.reason];
      const isRedirect = first !== undefined && says(first, firefoxExternalRedirect);
      return isRedirect && second !== undefined && urlOf(first) === urlOf(second);
    };
    if (isCompanion(index - 1)) return [];
    const companion = isCompanion(index) ? (joined[index + 1]?.reason ?? null) : null;
    const key = `${reason.text}\n${closing?.text ?? ''}`;
    // Safari says the reason once more, of the resource that failed to load.
    const isRepeated = seen.has(key) || (closing === null && seen.has(reason.text));
    seen.add(key).add(reason.text);
    const hasFailedWith = !hasNotSucceeded(reason) && failed.has(url);
    return isRepeated ? [] : [{ ...one, companion, hasFailedWith }];
  });
}

/** A closing belongs to the reason before it, if that has none yet. */
function withClosings(texts: readonly ConsoleText[]): JoinedText[] {
  const joined: JoinedText[] = [];
  for (const text of texts) {
    const last = joined.at(-1);
    const fits =
      hasPart(text, 'closing') &&
      last?.closing === null &&
      !hasPart(last.reason, 'closing') &&
      browserOf(last.reason) === browserOf(text);
    if (last !== undefined && isSaidAgain(last, text)) joined[joined.length - 1] = { ...last, closing: text };
    else if (fits && isSameUrl(last.reason, text)) joined[joined.length - 1] = { ...last, closing: text };
    else joined.push({ reason: text, closing: null, companion: null, hasFailedWith: false });
  }
  return joined;
}

/** Of a beacon, WebKit says the reason once more behind what could not be loaded. */
function isSaidAgain({ reason, closing }: JoinedText, text: ConsoleText): boolean {
  const isNamed = hasPart(reason, 'reason') && reason.rows[0]?.part === 'reason';
  return (
    isNamed && closing === null && text.text.length > reason.text.length && text.text.endsWith(reason.text)
  );
}

/** What is blocked is named twice by some; WebKit leaves out user info, and names what was asked for behind a redirect. */
function isSameUrl(reason: ConsoleText, closing: ConsoleText): boolean {
  if (browserOf(closing) !== 'firefox') return true;
  return urlOf(reason) === urlOf(closing);
}
