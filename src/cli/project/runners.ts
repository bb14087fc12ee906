/** The runners whose set-up is known. */
export type RunnerName = 'jest' | 'vitest' | 'mocha' | 'node';

export interface Runner {
  readonly title: string;
  /** The packages it is installed with. */
  readonly packages: readonly string[];
  /** How a script of package.json calls it. */
  readonly script: RegExp;
  /** The names of the files that configure it. */
  readonly config: RegExp;
  /** What adds the matchers to its `expect`; undefined where tests use `expect-cors/assert`, which needs no set-up. */
  readonly entry?: string;
  /** How one test file is run. */
  readonly command: string;
}

/** In the order in which they are looked for; what Node has itself is last, because it is always there. */
export const runners: Readonly<Record<RunnerName, Runner>> = {
  vitest: {
    title: 'Vitest',
    packages: ['vitest'],
    script: /\bvitest\b/,
    config: /^(vitest|vite)\.config\.[cm]?[jt]s$/,
    entry: 'expect-cors/vitest',
    command: 'npx vitest run',
  },
  jest: {
    title: 'Jest',
    packages: ['jest', 'ts-jest', '@swc/jest', '@jest/globals'],
    script: /\bjest\b/,
    config: /^jest\.config\.([cm]?[jt]s|json)$/,
    entry: 'expect-cors/jest',
    command: 'npx jest',
  },
  mocha: {
    title: 'Mocha',
    packages: ['mocha'],
    script: /\bmocha\b/,
    config: /^\.mocharc\.(c?js|jsonc?|ya?ml)$/,
    command: 'npx mocha',
  },
  node: {
    title: 'node:test',
    packages: [],
    script: /\bnode\b.{0,200}--test\b/,
    config: /^node\.config\.json$/,
    command: 'node --test',
  },
};

export const runnerNames = Object.keys(runners) as RunnerName[];
