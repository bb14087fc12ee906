import type { ReportedCell } from '../contract/reported-contract.js';

/** How a cell came out, the gravest first. */
export const states = ['open', 'strict', 'noted', 'allowed', 'refused'] as const;
export type State = (typeof states)[number];

/** Never told by colour alone. */
export const signs: Readonly<Record<State, string>> = {
  open: '!',
  strict: '×',
  noted: '+',
  allowed: '✓',
  refused: '–',
};

export const words: Readonly<Record<State, string>> = {
  open: 'too open',
  strict: 'too strict',
  noted: 'noted',
  allowed: 'let in',
  refused: 'refused',
};

export const meanings: Readonly<Record<State, string>> = {
  open: 'more is let in than the contract says',
  strict: 'less is let in than the contract says',
  noted: 'more than declared, and no fault unless the contract is exact',
  allowed: 'let in, as the contract says',
  refused: 'refused, as the contract says',
};

export function stateOf({ kind, verdict }: Pick<ReportedCell, 'kind' | 'verdict'>): State {
  if (verdict === 'noted') return 'noted';
  if (verdict === 'holds') return kind === 'refused' ? 'refused' : 'allowed';
  return kind === 'allowed' || kind === 'exposed' || kind === 'max-age' ? 'strict' : 'open';
}

export function gravest(given: readonly State[]): State {
  return states.find((state) => given.includes(state)) ?? 'allowed';
}
