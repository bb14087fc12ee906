export const redacted = '<redacted>';

const secretHeaders = new Set(['authorization', 'cookie', 'set-cookie', 'proxy-authorization', 'x-api-key']);

/** Whether a header's value is a secret: it is shown as `<redacted>` everywhere but in the outcome itself. */
export function isSecretHeader(name: string): boolean {
  return secretHeaders.has(name.toLowerCase());
}

export function redactHeaderValue(name: string, value: string): string {
  return isSecretHeader(name) ? redacted : value;
}

/** Keeps the names in a query or fragment and hides the values: `/users?token=abc` -> `/users?token=<redacted>`. */
export function redactUrl(url: string): string {
  return url
    .replace(/^((?:[a-z][a-z0-9+.-]*:)?\/\/)[^/?#]*@/i, `$1${redacted}@`)
    .replace(/[?#].*$/s, (rest) => rest.replace(/=[^&#]*/g, `=${redacted}`));
}

/** Hides the value of a cookie and keeps its name and attributes: `sid=1; Path=/` -> `sid=<redacted>; Path=/`. */
export function redactCookie(line: string): string {
  return line.replace(/^([^=;]*=)[^;]*/, `$1${redacted}`);
}
