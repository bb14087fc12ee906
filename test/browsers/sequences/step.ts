import { allowCredentials, allowOrigin, answer, vary, type Variation } from '../factors/variation.js';
import type { Answer, Hop, Page, Step } from '../scenario.js';

/** A sequence without its id. */
export interface Steps {
  page: Page;
  steps: Step[];
}

export function step(change: Partial<Variation> = {}, wait = 0): Step {
  return { ...vary(change), wait };
}

export function steps(changes: readonly Step[], page: Page = 'ip4'): Steps {
  return { page, steps: [...changes] };
}

export const openAnswer = answer([allowOrigin('{origin}'), allowCredentials]);

/** An answer to a preflight that is fine but for what the lists say. */
export function preflightAnswer(
  methods: string | null,
  headers: string | null,
  maxAge: string | null = '600',
): Answer {
  const line = (name: string, value: string | null): string[] =>
    value === null ? [] : [`${name}: ${value}`];
  return answer([
    allowOrigin('{origin}'),
    allowCredentials,
    ...line('Access-Control-Allow-Methods', methods),
    ...line('Access-Control-Allow-Headers', headers),
    ...line('Access-Control-Max-Age', maxAge),
  ]);
}

export function cachedHop(
  methods: string | null,
  headers: string | null,
  maxAge: string | null = '600',
): Hop {
  return { preflight: preflightAnswer(methods, headers, maxAge), answer: openAnswer };
}
