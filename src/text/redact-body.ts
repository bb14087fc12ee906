import { redacted, redactWords } from './redact.js';
import { isSecretName } from './secret-name.js';
import { isSecretValue } from './secret-value.js';

/**
 * A request body without what its names or its form say is a secret: fields of JSON, parameters, parts of a form. Takes time
 * linear in its length.
 *
 * @param body Its bytes, one character each.
 * @param contentType Empty where there is none.
 * @returns The very same text where nothing is hidden.
 */
export function redactBody(body: string, contentType: string): string {
  if (/^multipart\/form-data/i.test(contentType)) return redactParts(body, contentType);
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) return redactParameters(body);
  if (/[\0-\x08\x0e-\x1f]/.test(body)) return body; // It is not text.
  return redactJson(body) ?? redactFields(body);
}

/** As it was written, unless it holds a secret. Undefined for what is not JSON. */
function redactJson(body: string): string | undefined {
  let isHidden = false;
  const hide = (name: string, value: unknown): unknown => {
    const isSecret =
      value !== null && typeof value !== 'boolean' && typeof value !== 'object' && isSecretName(name);
    const shown = isSecret ? redacted : typeof value === 'string' ? shownText(value) : value;
    isHidden ||= shown !== value;
    return typeof value === 'object' && value !== null && isSecretName(name) ? hideAll(value) : shown;
  };
  const hideAll = (value: object): unknown => {
    isHidden = true;
    return Array.isArray(value) ? value.map(() => redacted) : redacted;
  };
  try {
    const parsed: unknown = JSON.parse(body, hide);
    return isHidden ? JSON.stringify(parsed) : body;
  } catch {
    return undefined;
  }
}

/** Of what is not quite JSON: `"password": "x`, and words that are secrets by themselves. */
function redactFields(body: string): string {
  const fields = body.replace(
    /(["']?)([\w.-]{1,64})\1(\s*[:=]\s*)("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^\s,;}\]&]+)/g,
    (whole, quote: string, name: string, sign: string) =>
      isSecretName(name) ? `${quote}${name}${quote}${sign}"${redacted}"` : whole,
  );
  return shownText(fields);
}

function redactParameters(body: string): string {
  return body
    .split('&')
    .map((parameter) => {
      const [name = '', ...values] = parameter.split('=');
      const isSecret = isSecretName(decoded(name)) || isSecretValue(decoded(values.join('=')));
      return values.length > 0 && isSecret ? `${name}=${redacted}` : parameter;
    })
    .join('&');
}

/** What stands between the boundaries of a form: header lines, an empty one, and the value. */
function redactParts(body: string, contentType: string): string {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1];
  if (boundary === undefined) return body;
  return body
    .split(`--${boundary}`)
    .map((part) => {
      const start = part.indexOf('\r\n\r\n');
      if (start < 0) return part;
      const head = part.slice(0, start);
      const value = part.slice(start + 4);
      const name = /\bname="([^"]*)"/i.exec(head)?.[1] ?? '';
      const isSecret = isSecretName(name) || (!/\bfilename=/i.test(head) && isSecretValue(value));
      return isSecret ? `${head}\r\n\r\n${redacted}\r\n` : part;
    })
    .join(`--${boundary}`);
}

function shownText(text: string): string {
  return isSecretValue(text) && !/\s/.test(text) ? redacted : redactWords(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
