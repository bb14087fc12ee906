/** What is installed, each into a folder of its own: beside the package itself, and what every app here needs. */

const app = ['cors', 'express', 'supertest'];
const types = [
  '@types/cors',
  '@types/express',
  '@types/jest',
  '@types/node',
  '@types/supertest',
  'typescript',
];
const jestsTransforms = {
  '@babel/core': '^7.28.0',
  '@babel/preset-env': '^7.28.0',
  '@swc/core': '^1.15.0',
  '@swc/jest': '^0.2.39',
};

/** A name stands for the version that package.json of this repository has. */
export const folders = {
  everyday: {
    dependencies: [
      ...app,
      ...types,
      'chai',
      'expect',
      'jest',
      'jest-environment-jsdom',
      'mocha',
      'ts-jest',
      'vitest',
    ],
    others: { ...jestsTransforms, '@playwright/test': '^1.65.0' },
  },
  // Alone in its folder: its binary is of some 90 MB, and so is Deno's.
  bun: { dependencies: app, others: { bun: '^1.4.5' } },
  deno: {
    dependencies: [...app, '@types/cors', '@types/express', '@types/node', 'expect'],
    others: { deno: '^2.9.6' },
  },
  jest29: {
    dependencies: [...app, ...types, 'ts-jest'],
    others: {
      ...jestsTransforms,
      '@types/jest': '^29.5.0',
      jest: '^29.7.0',
      'jest-environment-jsdom': '^29.7.0',
    },
  },
  vitest3: { dependencies: app, others: { vitest: '^3.2.0' } },
  vitest5: { dependencies: app, others: { vitest: '^5.1.0' }, node: '22' },
  pnpm: { dependencies: [...app, 'expect', 'jest'], others: {}, manager: 'pnpm' },
  yarn: { dependencies: [...app, 'expect', 'jest'], others: {}, manager: 'yarn' },
};

/** What brings the other package managers. */
export const managers = { pnpm: '^10.0.0', '@yarnpkg/cli-dist': '^4.18.0' };
