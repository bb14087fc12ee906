/** Every set-up that is run. */
import { besides } from './beside.mjs';
import { inJest } from './jest.mjs';
import { inDeno, inMocha, inNodeTest } from './node.mjs';
import { inBun, inPlaywright, inVitest } from './own-expect.mjs';
import { withoutMatchers } from './without-matchers.mjs';

/**
 * @param shown What the documentation shows.
 * @returns Each set-up, in the order of the page: the `folder` of what is installed; `files` in a folder of its own;
 *   `flags` of Node and the `command`: a path below node_modules and its parameters, or those of the `program`; `expected`,
 *   how each test has to end, or what it `says`. `daily` ones are run without `--all`; what is run `beside` the six has
 *   no row in the table of the page.
 */
export function setupsOf(shown) {
  const everyday = [
    ...inJest(shown, { version: 30, folder: 'everyday', daily: true }),
    inVitest(shown, { version: 4, folder: 'everyday', daily: true }),
    ...inNodeTest(shown),
    ...inMocha(shown),
    inPlaywright(shown),
    ...inBun(shown),
    inDeno(shown),
    ...withoutMatchers(),
  ];
  const named = (name) => everyday.find((setup) => setup.name === name);
  const jestInCommonJs = named('Jest 30, CommonJS');
  const nodeTestInModules = named('node:test, ECMAScript modules');
  const onNewerNode = ['22', '24', '26'].flatMap((node) =>
    [jestInCommonJs, named('Vitest 4'), nodeTestInModules].map((setup) => ({
      ...setup,
      name: `${setup.name}, on Node ${node}`,
      node,
      daily: false,
    })),
  );
  const byOtherManagers = ['pnpm', 'yarn'].flatMap((folder) =>
    [jestInCommonJs, nodeTestInModules].map((setup) => ({
      ...setup,
      name: `${setup.name}, by ${folder === 'pnpm' ? 'pnpm' : 'Yarn PnP'}`,
      folder,
      daily: false,
    })),
  );
  return [
    ...everyday,
    ...inJest(shown, { version: 29, folder: 'jest29', daily: false }),
    inVitest(shown, { version: 3, folder: 'vitest3', daily: false }),
    inVitest(shown, { version: 5, folder: 'vitest5', daily: false, config: ['Set up', 'vitest.config.ts'] }),
    ...onNewerNode,
    ...byOtherManagers,
    ...besides(shown),
  ];
}
