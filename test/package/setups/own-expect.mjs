/** Runners with an `expect` of their own: Vitest, Playwright Test and Bun. */
import { asEverywhere, six, whereItWaits } from '../six.mjs';

export function inVitest({ file }, { version, folder, daily, config = ['Vitest', 'vitest.config.mjs'] }) {
  return {
    name: `Vitest ${version}`,
    folder,
    daily,
    section: 'vitest',
    versions: ['vitest'],
    files: {
      [config[1]]: file(...config),
      'test/six.test.js': six('esm', [['{ describe, expect, test }', 'vitest']]),
    },
    type: 'module',
    command: ['vitest/vitest.mjs', 'run', '--reporter=junit', '--outputFile=results'],
    expected: asEverywhere,
  };
}

export function inPlaywright({ file }) {
  return {
    name: 'Playwright Test',
    folder: 'everyday',
    daily: true,
    section: 'playwright-test',
    versions: ['@playwright/test'],
    files: {
      'test/cors.js': file('Playwright Test', 'test/cors.js'),
      'test/six.spec.js': six('cjs', [['{ expect, test }', './cors.js']], { describe: 'test.describe' }),
    },
    command: ['@playwright/test/cli.js', 'test', '--reporter=junit'],
    environment: { PLAYWRIGHT_JUNIT_OUTPUT_FILE: 'results' },
    expected: asEverywhere,
  };
}

export function inBun({ file }) {
  const common = {
    folder: 'bun',
    daily: true,
    section: 'bun',
    versions: ['bun'],
    program: 'bun',
    command: ['test', '--reporter=junit', '--reporter-outfile=results'],
    expected: whereItWaits,
    notes: { 'forgotten `await`': 'Bun waits by itself' },
  };
  const setUp = {
    'bunfig.toml': file('Bun', 'bunfig.toml'),
    'test/setup.ts': file('Bun', 'test/setup.ts'),
  };
  const ofBun = [['{ describe, expect, test }', 'bun:test']];
  return [
    { ...common, name: 'Bun, TypeScript', files: { ...setUp, 'test/six.test.ts': six('esm', ofBun) } },
    { ...common, name: 'Bun, CommonJS', files: { ...setUp, 'test/six.test.cjs': six('cjs', ofBun) } },
  ];
}
