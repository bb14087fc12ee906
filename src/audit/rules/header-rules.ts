import type { Exchange } from '../../browser/transcript.js';
import { coversOrigin } from '../../diagnosis/vary.js';
import { get, valuesOf } from '../../standard/header-list.js';
import type { Answers } from '../response-rule.js';

export function allowCredentialsOf(exchange: Exchange | undefined): string | null {
  return header(exchange, 'access-control-allow-credentials');
}

export function header(exchange: Exchange | undefined, name: string): string | null {
  return exchange === undefined ? null : get(name, exchange.responseHeaders);
}

/** The items of a list, over all its lines; null where there is no such header. */
export function itemsOf(exchange: Exchange, name: string): string[] | null {
  const lines = valuesOf(name, exchange.responseHeaders);
  if (lines.length === 0) return null;
  return lines
    .flatMap((line) => line.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

export function variesOnOrigin(exchange: Exchange): boolean {
  return coversOrigin(header(exchange, 'vary'));
}

export function isOk({ status }: Exchange): boolean {
  return status >= 200 && status <= 299;
}

/** Every response that a page could get. */
export function allOf({
  toTrusted,
  toStranger,
  toNobody,
  preflight,
  strangerPreflight,
  nobodysPreflight,
}: Answers): Exchange[] {
  return [toTrusted, preflight, toStranger, toNobody, strangerPreflight, nobodysPreflight].filter(
    (exchange) => exchange !== undefined,
  );
}

export function firstOf<Value>(
  items: readonly Exchange[],
  find: (exchange: Exchange) => Value | undefined,
): Value | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
