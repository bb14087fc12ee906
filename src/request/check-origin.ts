import { shownUrl } from '../state/disclosure.js';
import { UsageError } from '../errors/usage-error.js';
import { parseUrl } from '../text/parse-url.js';

const example = 'Write a serialized origin such as "https://app.example".';

/** Pages of these schemes are opaque, or there are none. */
const opaqueSchemes = /^(about|blob|data|file|ftp|javascript|mailto|wss?):/i;

/**
 * Checks that a browser could send exactly this `Origin`: a serialized origin, or `null`.
 *
 * @param label What it is called in the message.
 * @param option Which option or argument it is.
 * @throws {UsageError} `invalid-origin`, naming the right spelling.
 */
export function checkOrigin(value: unknown, label = 'origin', option = label): string {
  if (typeof value !== 'string') {
    const given = value === null ? 'null. Write "null" for an opaque origin' : typeof value;
    const message = `${label} must be a string such as "https://app.example", not ${given}.`;
    const suggestion = value === null ? 'null' : undefined;
    throw new UsageError('invalid-origin', message, { option, value, suggestion });
  }
  const suggestion = spellingOf(value.trim());
  if (value === suggestion) return value;
  const message = `${label} ${JSON.stringify(shownUrl(value))} ${faultIn(value, suggestion)}`;
  throw new UsageError('invalid-origin', message, { option, value: shownUrl(value), suggestion });
}

function faultIn(value: string, right: string | undefined): string {
  const trimmed = value.trim();
  if (trimmed === '') return `is empty. ${example}`;
  if (trimmed === '*')
    return 'is what a server sends, not a browser. To test one origin, name it; to test that any origin is allowed, use toAllowAnyOrigin().';
  if (trimmed.toLowerCase() === 'null') return 'is not how a browser spells it. Write "null".';
  if (opaqueSchemes.test(trimmed))
    return 'is not the origin of a page: pages with that scheme have an opaque origin, or do not exist. Write "null" for an opaque origin.';
  if (/[\s,]/.test(trimmed))
    return 'contains several origins or whitespace. Pass several origins as an array.';
  if (/^\/(?!\/)/.test(trimmed))
    return `is a path, but an origin is needed here. Write { path: ${JSON.stringify(shownUrl(trimmed))} }.`;
  if (trimmed.includes('*'))
    return 'is a pattern, but a browser sends the origin of one page. Name one that matches, and one that does not.';
  return `${faultOf(value, right)}. ${right === undefined ? example : `Write "${right}".`}`;
}

/** The serialized origin that was meant; undefined where that cannot be told. */
function spellingOf(value: string): string | undefined {
  if (value.toLowerCase() === 'null' || opaqueSchemes.test(value)) return 'null';
  if (value === '' || /[\s,*]|^\/(?!\/)/.test(value)) return undefined;
  if (/^https?:/i.test(value)) return serialized(value);
  // `capacitor://localhost`, `chrome-extension://…`: any scheme in lower case, and a host, whose case is kept.
  const [, scheme, host] = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(value) ?? [];
  if (scheme !== undefined && host !== undefined) return `${scheme.toLowerCase()}://${host}`;
  const [authority = ''] = value.replace(/^\/\//, '').split(/[/\\?#]/);
  if (authority === '' || authority.includes('@')) return undefined;
  return serialized(`${/^(localhost|127\.|\[::1\])/i.test(authority) ? 'http' : 'https'}://${authority}`);
}

function serialized(url: string): string | undefined {
  return parseUrl(url)?.origin;
}

function faultOf(value: string, right: string | undefined): string {
  if (value !== value.trim()) return 'has whitespace around it';
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value) && !/^https?:/i.test(value)) return 'has no scheme';
  if (right === undefined) return 'is not a URL, so no page has this origin';
  const rest = value.slice(value.indexOf(':') + 1).replace(/^\/\//, '');
  if (/^[^/?#]*@/.test(rest)) return 'contains user info, which is not part of an origin';
  return `is not how a browser serializes it: ${reasonFor(value, rest, right)}`;
}

function reasonFor(value: string, rest: string, right: string): string {
  if (/^[^/\\?#]+\/$/.test(rest)) return 'an origin has no slash at the end';
  if (/[/\\?#]/.test(rest)) return 'an origin has no path, query or fragment';
  if (/[^\u0020-\u007e]/.test(value)) return 'a host with non-ASCII letters is written in punycode';
  if (value.toLowerCase() === right) return 'scheme and host are lower case';
  if (/:\d*$/.test(rest) && new URL(right).port === '') return 'the default port is left out';
  return 'the host is written differently';
}
