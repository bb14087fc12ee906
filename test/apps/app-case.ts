import type { Express } from 'express';
import type { AuditOptions, CorsContract, CorsMatchers, CrossOriginRequest } from '../../src/index.js';

/** One mistake people make: an app that has it, the same app without it, and the assertion that tells them apart. */
export interface AppCase {
  readonly title: string;
  /** What people see in the browser's console, or wonder about. */
  readonly symptom: string;
  readonly wrong: () => Express;
  readonly fixed: () => Express;
  readonly matcher: keyof CorsMatchers;
  readonly parameters: readonly [
    string | CrossOriginRequest | AuditOptions | CorsContract,
    (string | CrossOriginRequest)?,
  ];
}

export const page = 'https://app.example';
export const stranger = 'https://evil.example';

/** Runs a case's assertion on one of its apps. */
export async function assertCase(
  expect: (received: unknown) => CorsMatchers,
  { matcher, parameters }: AppCase,
  app: Express,
): Promise<void> {
  const matchers = expect(app) as unknown as Record<string, (...given: unknown[]) => Promise<void>>;
  await matchers[matcher]?.(...parameters);
}
