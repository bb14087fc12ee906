import type { Draft, OriginSetting, Policy } from './draft.js';

/** The policy for this kind of request. */
export function policyFor(draft: Draft, method: string): Policy {
  return method === 'OPTIONS' ? draft.policy : (draft.actualPolicy ?? draft.policy);
}

/** The headers of CORS that an app sets by hand. */
export function headersByHand(draft: Draft, method: string, asked: string): [name: string, value: string][] {
  const { origin, credentials, ...lists } = policyFor(draft, method);
  const allowed = allowedBy(origin, asked);
  const headers: [string, string][] = [];
  if (draft.varies && origin.kind !== 'static') headers.push(['Vary', 'Origin']);
  if (allowed === null) return headers;
  headers.push(['Access-Control-Allow-Origin', allowed]);
  if (credentials !== null) headers.push(['Access-Control-Allow-Credentials', credentials]);
  if (method !== 'OPTIONS') return headers;
  headers.push(['Access-Control-Allow-Methods', textOf(lists.methods)]);
  headers.push(['Access-Control-Allow-Headers', textOf(lists.headers)]);
  return headers;
}

function textOf(list: readonly string[] | string): string {
  return typeof list === 'string' ? list : list.join(', ');
}

/** What Allow-Origin says to a page at this origin; null for nothing. */
export function allowedBy(origin: OriginSetting, asked: string): string | null {
  if (origin.kind === 'static') return origin.value;
  if (origin.kind === 'off') return origin.value === false ? null : String(origin.value);
  return isAllowed(origin, asked) ? asked : null;
}

/** Whether a list, a function or a pattern allows it. */
export function isAllowed(origin: OriginSetting, asked: string): boolean {
  if (origin.kind === 'pattern') return origin.pattern.test(asked);
  return (origin.kind === 'list' || origin.kind === 'function') && origin.origins.includes(asked);
}
