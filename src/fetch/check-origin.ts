import { UsageError } from '../errors/usage-error.js';

/** Schemes whose URLs have an origin of their own; pages of every other special scheme have the origin `null`. */
const webSchemes = ['http:', 'https:'];

/**
 * Checks that a browser could send exactly this `Origin`: a serialized origin, or `null`.
 *
 * @throws {UsageError} `invalid-origin`, naming the right spelling.
 */
export function checkOrigin(value: unknown, label = 'origin'): string {
  if (typeof value !== 'string') {
    throw new UsageError(
      'invalid-origin',
      `${label} must be a string such as "https://app.example", not ${typeof value}.`,
    );
  }
  const fault = faultIn(value);
  if (fault !== undefined)
    throw new UsageError('invalid-origin', `${label} ${JSON.stringify(value)} ${fault}`);
  return value;
}

function faultIn(value: string): string | undefined {
  if (value === 'null') return undefined;
  if (value === '') return 'is empty. Write a serialized origin such as "https://app.example".';
  if (value === '*')
    return 'is what a server answers, not what a browser sends. To assert that any origin may read, name one.';
  if (value.toLowerCase() === 'null') return 'is not how a browser spells it. Write "null".';
  if (/[\s,]/.test(value.trim())) return 'holds several origins or a blank. Pass several as an array.';
  if (value !== value.trim()) return `has a blank around it. Write "${value.trim()}".`;
  const scheme = /^([a-z][a-z0-9+.-]*:)\/\//i.exec(value)?.[1]?.toLowerCase();
  if (scheme === undefined) return withoutScheme(value);
  if (!webSchemes.includes(scheme)) return faultInAppOrigin(value);
  if (!URL.canParse(value)) return 'is not a URL, so no page has it.';
  const url = new URL(value);
  if (url.username !== '' || url.password !== '')
    return `holds user info, which is no part of an origin. Write "${url.origin}".`;
  if (value === url.origin) return undefined;
  return `is not how a browser serializes it: ${reasonFor(value, url)}. Write "${url.origin}".`;
}

function withoutScheme(value: string): string {
  const host = value.replace(/^\/\//, '').replace(/\/.*$/, '').toLowerCase();
  const scheme = /^(localhost|127\.|\[::1\])/.test(host) ? 'http' : 'https';
  return `has no scheme. Write "${scheme}://${host}".`;
}

/** `capacitor://localhost`, `chrome-extension://…`: any scheme and host, lower case, nothing behind them. */
function faultInAppOrigin(value: string): string | undefined {
  if (/^(ws|wss|ftp|file|data|blob|javascript):/i.test(value)) {
    return 'is no origin a page has: pages of that scheme are opaque, or do not exist. Write "null" for an opaque origin.';
  }
  const clean = value.toLowerCase().replace(/^([^/]*\/\/[^/?#]*).*$/, '$1');
  return value === clean ? undefined : `is not how a browser serializes it. Write "${clean}".`;
}

function reasonFor(value: string, url: URL): string {
  const rest = value.slice(value.indexOf('//') + 2);
  if (/^[^/?#]*\/$/.test(rest)) return 'an origin has no slash at the end';
  if (/[/?#]/.test(rest)) return 'an origin has no path, query or fragment';
  if (/[^\u0020-\u007e]/.test(value)) return 'a host with other letters is written in punycode';
  if (/[A-Z]/.test(value)) return 'scheme and host are lower case';
  if (/:\d*$/.test(rest) && url.port === '') return `the default port of ${url.protocol}// is left out`;
  return 'the host is written in another way';
}
