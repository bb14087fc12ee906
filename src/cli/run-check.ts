import { reportOf } from '../contract/check-cors-contract.js';
import type { CorsContract } from '../contract/contract.js';
import { describeUncovered, type UncoveredLevel } from '../contract/coverage-check.js';
import { terminalText } from '../failure/terminal.js';
import { contractFailure } from '../matchers/to-match-cors-contract.js';
import type { Fact } from '../text/labels.js';
import type { Run } from './command.js';
import { chosenExport, exportsOf } from './exported.js';
import { readJson } from './files.js';
import { inFlags } from './in-flags.js';
import { modulePath, writtenModule } from './module-path.js';
import { headersFrom } from './request-from.js';
import { paintFor, printJson, printLine, type Terminal } from './streams.js';
import { checkRemote, withTarget } from './with-target.js';

export const runCheck: Run = (line, terminal) => {
  const [written = ''] = line.operands;
  checkRemote(written, line);
  return withTarget(written, line, terminal, async ({ target }) => {
    const contract = await contractIn(line.text('contract') ?? '', terminal);
    const headers = Object.fromEntries(headersFrom(line));
    const servedAt = line.text('served-at');
    const request = {
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
      ...(servedAt === undefined ? {} : { servedAt }),
    };
    const level = line.text('uncovered-routes') as UncoveredLevel | undefined;
    const explained = await reportOf(target, contract, {
      request,
      ...(level === undefined ? {} : { uncoveredRoutes: level }),
    });
    const { report } = explained;
    if (line.flag('json')) {
      printJson(terminal, report);
      return report.passed ? 0 : 1;
    }
    const isCoverageAsked = level === 'error';
    const title = `expect-cors check ${written}`;
    const failure = contractFailure(title, explained, { isNot: false, isCoverageAsked });
    const uncovered = isCoverageAsked || report.uncovered === null ? [] : describeUncovered(report.uncovered);
    const notes = report.notes.map(({ cell }) => cell.name);
    const facts: readonly Fact[] = [
      ...failure.facts,
      ...(notes.length === 0
        ? []
        : [['Noted', [...notes, 'not failing: the contract is not `exact`']] as const]),
      ...(uncovered.length === 0 ? [] : [['Uncovered', uncovered] as const]),
    ];
    printLine(terminal, inFlags(terminalText({ ...failure, facts }, paintFor(terminal))));
    return report.passed ? 0 : 1;
  });
};

/** What is wrong with it is said where it is checked. */
async function contractIn(written: string, terminal: Terminal): Promise<CorsContract> {
  const named = writtenModule(written);
  if (/\.json$/i.test(named.file)) return readJson(named.file, 'a contract', terminal) as CorsContract;
  const all = exportsOf(await terminal.load(modulePath(named, terminal)));
  const name = named.name ?? (all.has('contract') ? 'contract' : 'default');
  return chosenExport(all, name, named.file)?.value as CorsContract;
}
