import { memoized } from './memoize.js';

/** https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy, step 3: this machine, whatever the scheme. */
export const isLoopback: (url: string) => boolean = memoized((url) => {
  const { hostname } = new URL(url);
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
});

/** https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy, of a serialized HTTP(S) URL. */
export function isPotentiallyTrustworthy(url: string): boolean {
  return url.startsWith('https:') || isLoopback(url);
}
