/** https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy, step 3: this machine, whatever the scheme. */
export function isLoopback(url: string): boolean {
  return isLoopbackHost(new URL(url));
}

/** https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy, of an HTTP(S) URL. */
export function isPotentiallyTrustworthy(url: string): boolean {
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || isLoopbackHost(parsed);
}

function isLoopbackHost({ hostname }: URL): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
