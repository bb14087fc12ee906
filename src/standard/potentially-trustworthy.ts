/** https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy, step 3: this machine, whatever the scheme. */
export function isLoopback(url: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

/** https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy, of an HTTP(S) URL. */
export function isPotentiallyTrustworthy(url: string): boolean {
  return new URL(url).protocol === 'https:' || isLoopback(url);
}
