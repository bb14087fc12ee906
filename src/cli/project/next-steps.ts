import type { Project } from './project.js';
import { runners } from './runners.js';

const managers: readonly (readonly [lock: string, add: string])[] = [
  ['pnpm-lock.yaml', 'pnpm add --save-dev'],
  ['yarn.lock', 'yarn add --dev'],
  ['bun.lock', 'bun add --dev'],
  ['bun.lockb', 'bun add --dev'],
];

/** What to type: what is to be installed, and how the test is run. */
export function nextSteps({ runner, files, has, isModule, read }: Project, test: string): string[] {
  const missing = ['expect-cors', 'supertest'].filter((name) => !has(name));
  const [, add] = managers.find(([lock]) => files.includes(lock)) ?? ['', 'npm install --save-dev'];
  const isTypeScript = test.endsWith('ts');
  // Jest runs modules that nothing compiles in a mode that has to be asked for.
  const isPlain = isModule && !isTypeScript && !files.some((file) => file.startsWith('babel.config.'));
  const mode =
    runner === 'jest' && isPlain && read('.babelrc') === '' ? 'NODE_OPTIONS=--experimental-vm-modules ' : '';
  const command =
    runner === 'node' && isTypeScript && has('tsx') ? 'node --import tsx --test' : runners[runner].command;
  return [...(missing.length === 0 ? [] : [`${add} ${missing.join(' ')}`]), `${mode}${command} ${test}`];
}
