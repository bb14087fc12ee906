import { isSecretName, wordsOf } from './secret-name.js';

/** JSON Web Tokens, and tokens that say by their beginning whose they are. */
export const knownTokens =
  /(^|[^A-Za-z\d])(?:eyJ[\w-]{5}|gh[oprsu]_\w{16}|github_pat_|glpat-|npm_\w{16}|xox[abeoprs]-|[rs]k_(?:live|test)_|AKIA[A-Z\d]{16}|AIza[\w-]{16}|ya29\.)[\w.~+/%=-]*/g;

const uuids = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi;

/**
 * Whether a value is plainly a secret, whatever its name: a known token, or random characters. An id is none: a UUID, a number,
 * up to 31 hexadecimal digits.
 *
 * @param least How many characters in a row may be random. Default 32.
 */
export function isSecretValue(value: string, least = 32): boolean {
  if (value.length < 8) return false;
  if (value.search(knownTokens) >= 0) return true;
  const runs = value.replace(uuids, ' ').match(/[\w+/=~-]{20,}/g) ?? [];
  return runs.some((run) => run.length >= least && (/[\da-f]{32}/i.test(run) || isRandom(run)));
}

/** Whether hardly anything in it reads as words: `how-to-use-cors` does, `kZ0x7QpV2mLr` does not. */
function isRandom(run: string): boolean {
  const parts = (run.match(/[A-Za-z\d]{8,}/g) ?? []).filter((part) => !/^[\da-f]+$/i.test(part));
  const sum = (texts: readonly string[]): number => texts.reduce((length, text) => length + text.length, 0);
  const found = (pattern: RegExp): string[] => parts.flatMap((part) => part.match(pattern) ?? []);
  const inWords = sum(found(/[A-Z]?[a-z]{3,}|(?<![a-z])[A-Z]{4,}(?![a-z])/g));
  const digitsInside = found(/[a-z]\d+(?=[a-z])/gi).length;
  const humps = found(/[a-z][A-Z][a-z]?(?=[A-Z\d])/g).length;
  return sum(parts) >= 16 && (inWords < 0.5 * sum(parts) || digitsInside >= 2 || humps >= 3);
}

/** Words of parameters that choose what is shown, and how. */
const harmlessWords = new Set(
  (
    'active after all api asc before by category channel color count currency date day debug depth desc dir direction draft ' +
    'eio embed enabled end exclude expand field fields filter first format from group has height include includes index is ' +
    'kind lang language last layout limit locale method mode month number of offset only order page pages per pretty quality ' +
    'range region scale select since size skip sort start status step tag tags take theme time timezone to top transport ' +
    'type tz unit until v ver verbose version view week width with year zoom'
  ).split(' '),
);

/**
 * Whether a parameter of a query is plainly no secret: a small number, a flag, or a word under a name that is known to choose
 * what is shown. What is in doubt is a secret.
 */
export function isHarmlessParameter(name: string, value: string): boolean {
  if (!isHarmlessFlag(name, 64) || isSecretName(name)) return false;
  if (/^(?:\d{0,6}|true|false)$/.test(value)) return true;
  const isKnown = wordsOf(name).length > 0 && wordsOf(name).every((word) => harmlessWords.has(word));
  return isKnown && /^[\w .,:*+-]{1,32}$/.test(value) && !isSecretValue(value, 20);
}

/** Whether a parameter without a value, or the name of one, is no secret itself: `verbose`, `filter[name]`. */
export function isHarmlessFlag(text: string, most = 32): boolean {
  return text.length <= most && /^[\w.$:[\]-]*$/.test(text) && !isSecretValue(text, 20);
}
