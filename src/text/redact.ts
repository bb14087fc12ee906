import { decoded } from './decoded.js';
import { isSecretName } from './secret-name.js';
import { isHarmlessFlag, isHarmlessParameter, isSecretValue, knownTokens } from './secret-value.js';

/** What is shown for a secret. Everything here leaves what is redacted as it is, and takes time linear in the text. */
export const redacted = '<redacted>';

/** The value of a header: hidden where its name or its form says that it is a secret, and in the URLs it holds. */
export function redactHeader(name: string, value: string): string {
  if (isSecretName(name) || credentials.test(value)) return redacted;
  return /^(?:location|content-location|referer)$/i.test(name) ? redactUrl(value) : redactWords(value);
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-credentials; a challenge has parameters instead: `Basic realm="x"`. */
const credentials = /^(?:basic|bearer|dpop|negotiate|ntlm|token)\s+[\w.~+/-]+=*$|^aws4-hmac-sha256\s/i;

/**
 * Hides user info, tokens in paths, and the values of parameters that are not plainly harmless:
 * `//ada:1@x/users;jsessionid=1?token=abc&page=2` -> `//<redacted>@x/users;jsessionid=<redacted>?token=<redacted>&page=2`.
 */
export function redactUrl(url: string): string {
  const [authority, rest] = splitAuthority(url);
  const [beforeFragment, fragment] = splitAt(rest, '#');
  const [path, query] = splitAt(beforeFragment, '?');
  return authority + redactPath(path) + redactEach(query, '&', redactParameter) + redactFragment(fragment);
}

/** Text that quotes URLs, paths or tokens, such as a browser's own words. */
export function redactWords(text: string): string {
  return text
    .replace(/\S+/g, (token) => (mayBeUrl.test(token) ? redactQuotedUrl(token) : token))
    .replace(knownTokens, `$1${redacted}`)
    .replace(/\b([Bb]earer|[Bb]asic)(\s+)(?=\S*\d|\S+[A-Z])[\w.~+/-]{8,}=*/g, `$1$2${redacted}`);
}

/** Hides the values of cookies and keeps their names and attributes: `sid=1; Path=/` -> `sid=<redacted>; Path=/`. */
export function redactCookie(line: string): string {
  return line
    .split(';')
    .map((part, index) => {
      if (index > 0 && cookieAttribute.test(part)) return part;
      const [name, value] = splitAt(part, '=');
      return value === '' ? part.replace(/\S.*/s, redacted) : `${name}=${redacted}`;
    })
    .join(';');
}

export const cookieAttribute =
  /^\s*(?:expires|max-age|domain|path|secure|httponly|samesite|partitioned)\s*(?:=|$)/i;

const mayBeUrl = /[\\/]{2}|^[^\w\\/]*\/|=["']?\/|\?[^=?]*=/;
const closing = '>"\'`’”»),;:.!]}';

/** What closes a quotation or a sentence behind a URL is no part of it. */
function redactQuotedUrl(token: string): string {
  let end = token.length;
  while (closing.includes(token.charAt(end - 1)) && !token.endsWith(redacted, end)) end--;
  return redactUrl(token.slice(0, end)) + token.slice(end);
}

/** In front of a host: `https://`, also as browsers read it (`https:\\`), and what quotes it. */
const beforeAuthority = /^[^\w\\/]*(?:(?:https?|wss?|ftp):[\\/]*|(?:[a-z][a-z\d+.-]*:)?[\\/]{2,})/i;

/** The part of a URL up to its host, without user info, and the rest. */
function splitAuthority(url: string): [authority: string, rest: string] {
  const start = beforeAuthority.exec(url)?.[0] ?? '';
  if (start === '') return ['', url];
  const rest = url.slice(start.length);
  const end = rest.search(/[\\/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const own = authority.lastIndexOf('@');
  // Behind what is no port, a password goes on: people write it with a slash in it.
  const at = own < 0 && /^[^[:]*:\D/.test(authority) ? rest.indexOf('@') : own;
  if (at < 0) return [start + authority, rest.slice(authority.length)];
  const host = rest.slice(at).search(/[\\/?#]/);
  const until = host < 0 ? rest.length : at + host;
  return [start + redacted + rest.slice(at, until), rest.slice(until)];
}

function redactPath(path: string): string {
  return path.replace(/([\\/]{2})[^\\/]*@/g, `$1${redacted}@`).replace(/[^\\/]+/g, (segment) =>
    segment
      .split(/(;|%3b)/i)
      .map(redactPathParameter)
      .join(''),
  );
}

/** A segment without parameters, or one of them: `jsessionid=1`. */
function redactPathParameter(parameter: string): string {
  const [name, value] = splitAt(parameter, '=');
  if (isSecretValue(decoded(name))) return redacted;
  const isSecret = isSecretName(decoded(name)) || isSecretValue(decoded(value));
  return value !== '' && isSecret ? `${name}=${redacted}` : parameter;
}

function redactParameter(parameter: string): string {
  const [name, value] = splitAt(parameter, '=');
  if (!isHarmlessFlag(decoded(name), value === '' ? 32 : 64)) return redacted;
  return value === '' || isHarmlessParameter(decoded(name), decoded(value.slice(1)))
    ? parameter
    : `${name}=${redacted}`;
}

/** It may be a name, parameters, or a path of the page's own router with a query. */
function redactFragment(fragment: string): string {
  return redactEach(fragment, '?', (part) =>
    redactEach(`&${part}`, '&', (one) => (one.includes('=') ? redactParameter(one) : redactPath(one))).slice(
      1,
    ),
  );
}

/** Text that begins with a character, and what it holds between this and its separators. */
function redactEach(text: string, separator: string, redact: (part: string) => string): string {
  return text === '' ? '' : text.charAt(0) + text.slice(1).split(separator).map(redact).join(separator);
}

/** The text before the first such character, and the rest with it; empty without one. */
function splitAt(text: string, character: string): [before: string, rest: string] {
  const at = text.indexOf(character);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
}
