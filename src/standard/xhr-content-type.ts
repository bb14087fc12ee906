import { MIMEType } from 'whatwg-mimetype';
import type { HeaderList } from './header-list.js';
import type { Implementation } from './implementation.js';
import { byteLowercase } from './infra.js';
import type { RequestRecord } from './request.js';

/**
 * https://xhr.spec.whatwg.org/#the-send()-method, on the author's Content-Type: a string is sent as UTF-8, whatever other
 * charset was given.
 */
export function withUtf8Charset(
  { headerList, initiatorType, isBodyText = false }: RequestRecord,
  { charsetOfText }: Implementation,
): HeaderList {
  if (initiatorType !== 'xmlhttprequest' || !isBodyText) return headerList;
  const made = charsetOfText === 'serialized' ? serialized : overwritten;
  return headerList.map(([name, value]) => [
    name,
    byteLowercase(name) === 'content-type' ? made(value) : value,
  ]);
}

function serialized(value: string): string {
  const type = MIMEType.parse(value);
  const charset = type?.parameters.get('charset');
  if (type === null || charset === undefined || byteLowercase(charset) === 'utf-8') return value;
  type.parameters.set('charset', 'UTF-8');
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- its types do not tell that it serializes
  return type.toString();
}

function overwritten(value: string): string {
  return value.replace(/((?<=[;\s])charset\s*=[\s"']*)[^\s"';]+/gi, '$1UTF-8');
}
