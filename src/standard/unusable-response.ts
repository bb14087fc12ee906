import { type Refusal, refuse } from './decision.js';
import { valuesOf } from './header-list.js';
import type { Implementation } from './implementation.js';
import { stripTabOrSpace } from './infra.js';
import { locationUrl } from './location-url.js';
import { isRedirectStatus, type ResponseRecord } from './response.js';

/**
 * What an implementation's network stack refuses a response for, before anything of CORS is looked at, and on a preflight
 * as well; null for what it passes on. The Standard leaves most of it to HTTP.
 */
export function unusableResponse(response: ResponseRecord, implementation: Implementation): Refusal | null {
  const { refusedStatuses, refusesDifferingLines, refusesInvalidLocation } = implementation;
  if (refusesDifferingLines !== null) {
    const name = ['content-disposition', 'location'].find((one) =>
      isSaidTwice(one, response, refusesDifferingLines),
    );
    if (name !== undefined) return refuse('HTTP-network fetch', '8.5', null, name);
  }
  if (refusedStatuses.includes(response.status)) {
    return refuse('HTTP-network-or-cache fetch', '16', null, String(response.status));
  }
  const isRefused =
    refusesInvalidLocation &&
    isRedirectStatus(response.status) &&
    locationUrl(response, '', implementation) === undefined;
  return isRefused ? refuse('HTTP-redirect fetch', '5', null) : null;
}

/** Whether a header that has one value is there with two. */
function isSaidTwice(
  name: string,
  { headerList }: ResponseRecord,
  by: NonNullable<Implementation['refusesDifferingLines']>,
): boolean {
  const lines = valuesOf(name, headerList);
  const values = by === 'values' && name === 'content-disposition' ? lines.flatMap(elementsOf) : lines;
  return new Set(values.map(stripTabOrSpace)).size > 1;
}

/** Between commas, those in double quotes aside; a quote that is not closed goes on to the end. */
function elementsOf(line: string): string[] {
  const elements = [''];
  let isQuoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index] ?? '';
    if (character === ',' && !isQuoted) {
      elements.push('');
      continue;
    }
    const isEscape = isQuoted && character === '\\';
    if (character === '"') isQuoted = !isQuoted;
    elements[elements.length - 1] += isEscape ? character + (line[(index += 1)] ?? '') : character;
  }
  return elements;
}
