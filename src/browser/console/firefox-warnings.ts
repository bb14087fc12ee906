import type { Exchange } from '../transcript.js';
import { get, valuesOf } from '../../standard/header-list.js';
import { byteLowercase, stripTabOrSpace } from '../../standard/infra.js';
import type { FetchResult } from '../../standard/main-fetch.js';
import { fill } from './wordings/fill.js';
import { firefoxAuthorizationWarning } from './wordings/firefox-wordings.js';

/** Firefox 153 warns for each `Authorization` that `Access-Control-Allow-Headers: *` alone lets through. */
export function firefoxWarnings(result: FetchResult, exchanges: readonly Exchange[]): string[] {
  if (result.request.credentialsMode === 'include') return [];
  const preflights = exchanges.filter(({ kind }) => kind === 'preflight');
  const passed = 'refusal' in result && result.phase === 'preflight' ? preflights.slice(0, -1) : preflights;
  return passed.flatMap(({ url, requestHeaders, responseHeaders }) => {
    const names = (get('access-control-request-headers', requestHeaders) ?? '').split(',');
    const asked = names.filter((name) => name === 'authorization');
    if (asked.length === 0) return [];
    const allowed = listed(valuesOf('access-control-allow-headers', responseHeaders));
    if (!allowed.includes('*') || allowed.includes('authorization')) return [];
    return asked.map(() => fill(firefoxAuthorizationWarning, { url }));
  });
}

const listed = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => line.split(',')).map((element) => byteLowercase(stripTabOrSpace(element)));
