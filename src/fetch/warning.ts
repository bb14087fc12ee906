import type { FilteredResponse } from '../standard/filtered-response.js';

export const warningIds = ['allowed-but-not-found'] as const;
export type WarningId = (typeof warningIds)[number];

/** It works, but … */
export interface Warning {
  readonly id: WarningId;
  readonly message: string;
}

/** What to warn of where the page may read the answer. */
export function warningsFor(response: FilteredResponse | null, method: string): Warning[] {
  if (response?.status !== 404 && response?.status !== 405) return [];
  const { pathname } = new URL(response.url);
  const message = `CORS lets it through, but nothing answers ${method} ${pathname}: ${String(response.status)}.`;
  return [{ id: 'allowed-but-not-found', message }];
}
