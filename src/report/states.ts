import type { ReportedCell } from '../contract/reported-contract.js';

/** How a cell came out, the gravest first. */
export const states = ['open', 'strict', 'noted', 'allowed', 'refused'] as const;
export type State = (typeof states)[number];

/** Never shown by colour alone. */
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
  allowed: 'allowed',
  refused: 'rejected',
};

export const meanings: Readonly<Record<State, string>> = {
  open: 'the app allows more than the contract',
  strict: 'the app allows less than the contract',
  noted: 'the app allows more than the contract, which only fails if the contract is exact',
  allowed: 'allowed, as the contract says',
  refused: 'rejected, as the contract says',
};

export function stateOf({ kind, verdict }: Pick<ReportedCell, 'kind' | 'verdict'>): State {
  if (verdict === 'noted') return 'noted';
  if (verdict === 'holds') return kind === 'refused' ? 'refused' : 'allowed';
  return kind === 'allowed' || kind === 'exposed' || kind === 'max-age' ? 'strict' : 'open';
}

export function gravest(given: readonly State[]): State {
  return states.find((state) => given.includes(state)) ?? 'allowed';
}
