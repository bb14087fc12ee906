export const redacted = '<redacted>';

const secretHeaders = new Set(['authorization', 'cookie', 'set-cookie', 'proxy-authorization', 'x-api-key']);

/** Whether a header's value is a secret: it is shown as `<redacted>` everywhere but in the outcome itself. */
export function isSecretHeader(name: string): boolean {
  return secretHeaders.has(name.toLowerCase());
}

export function redactHeaderValue(name: string, value: string): string {
  return isSecretHeader(name) ? redacted : value;
}

/** Keeps the names in a query and hides the values: `/users?token=abc` -> `/users?token=<redacted>`. */
export function redactUrl(url: string): string {
  const [beforeFragment = '', ...fragment] = url.split('#');
  const [path = '', ...query] = beforeFragment
    .replace(/^([a-z]+:\/\/)[^/?#@]*@/i, `$1${redacted}@`)
    .split('?');
  const hidden = query.length > 0 ? `?${query.join('?').replace(/=[^&]*/g, `=${redacted}`)}` : '';
  return path + hidden + (fragment.length > 0 ? `#${fragment.join('#')}` : '');
}
