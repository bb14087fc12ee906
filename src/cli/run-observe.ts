import { UsageError } from '../errors/usage-error.js';
import { routesOf } from '../app/route-table.js';
import { appInHand } from '../http/app-in-hand.js';
import { deadlineIn } from '../http/deadline.js';
import { observeCorsPolicy } from '../policy/observe-cors-policy.js';
import { contractFromPolicy } from '../policy/policy-contract.js';
import { policyTable } from '../policy/policy-table.js';
import { timeoutFrom } from '../request/configuration.js';
import { checkNoPattern, parametersIn } from '../request/path-template.js';
import { enumerate } from '../text/sentence.js';
import type { CommandLine, Run } from './command.js';
import { withProgress } from './progress.js';
import { browsersFrom } from './request-from.js';
import { printJson, printLine, printNote, type Terminal } from './streams.js';
import { type Aimed, withTarget } from './with-target.js';
import { writeContract } from './write-contract.js';

export const runObserve: Run = (line, terminal) => {
  const [written = ''] = line.operands;
  return withTarget(written, line, terminal, async (aimed) => {
    const given = line.list('route');
    const routes = given.length > 0 ? given : await routesIn(aimed, terminal);
    const observing = observeCorsPolicy(aimed.target, {
      origins: line.list('origin'),
      routes: routes.map((path) => ({ path, params: paramsFor(path, line) })),
      servedAt: line.text('served-at'),
      browsers: browsersFrom(line),
      allowRemote: line.flag('allow-remote'),
    });
    const policy = await withProgress(terminal, 'requesting the routes', observing);
    // What cannot be declared is said before anything is printed.
    const file = line.text('write');
    const contract = file === undefined ? undefined : contractFromPolicy(policy);
    if (line.flag('json')) printJson(terminal, policy);
    else printLine(terminal, policyTable(policy));
    if (file === undefined || contract === undefined) return 0;
    writeContract(file, contract, written, terminal);
    return 0;
  });
};

/** The paths that one request can be sent to. */
async function routesIn({ target, module }: Aimed, terminal: Terminal): Promise<string[]> {
  const { routes, why } = routesOf(await appInHand(target, deadlineIn(timeoutFrom(undefined))));
  const paths = [...new Set(routes.map(({ path }) => path))];
  const usable = paths.filter(isOnePath);
  if (usable.length === 0) {
    const known =
      module === undefined ? 'the routes of a URL are not known' : `no route is known: ${why.join(' ')}`;
    throw new UsageError(
      'missing-argument',
      `name the routes, such as --route /users; ${known}.`.replace('..', '.'),
    );
  }
  const left = paths.filter((path) => !usable.includes(path));
  if (left.length > 0) printNote(terminal, `left out, because they are patterns: ${enumerate(left)}`);
  if (why.length > 0) printNote(terminal, `there may be more routes: ${why.join(' ')}`);
  return usable;
}

function isOnePath(path: string): boolean {
  if (!path.startsWith('/')) return false;
  try {
    checkNoPattern(path);
    return true;
  } catch {
    return false;
  }
}

function paramsFor(path: string, line: CommandLine): Record<string, string> {
  const given = new Map(
    line.list('param').map((written): [string, string] => {
      const [, name = '', value = ''] = /^:?([^=]+)=(.+)$/.exec(written) ?? [];
      if (name !== '') return [name, value];
      throw new UsageError('invalid-value', `--param ${written} must be a name and a value: --param id=1.`);
    }),
  );
  return Object.fromEntries(parametersIn(path).map((name) => [name, given.get(name) ?? '1']));
}
