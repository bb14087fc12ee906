import { callSite } from '../runner/call-site.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Failure } from '../failure/failure.js';
import { terminalText } from '../failure/terminal.js';
import { checkFlag, checkObject, checkText, mustBe } from '../request/check-values.js';
import { keysOf } from '../text/keys-of.js';
import { checkKeys } from '../request/configuration.js';
import { recordedAt } from '../journal/reported-failure.js';
import { checkTarget, type Target } from '../http/target.js';
import { cellInReport, diagnosisOf, failureOf, findingOf } from './cell-failure.js';
import { controlBlocked } from './cell-session.js';
import { checkContract } from './check-contract.js';
import { type ContractFinding, type ContractReport, defaultName } from './contract-report.js';
import { checkContractRequest, type ContractRequestInput } from './contract-request.js';
import type { CorsContract } from './contract.js';
import { checkCoverageOptions, coverageKeys, coverageOf, type CoverageOptions } from './coverage-check.js';
import type { JudgedCell } from './judge-cell.js';
import { barFor, isWatched } from './progress.js';
import { recordContract, withEvidence } from './reported-contract.js';
import { resolvedRoutes } from './resolved-route.js';
import { CellRun, type OnCell } from './run-cells.js';

/** The progress of checking a contract. */
export interface ContractProgress {
  /** How many cells have been checked. */
  readonly done: number;
  /** How many cells there are. */
  readonly total: number;
  /** The number of checks that have failed so far. */
  readonly failing: number;
}

/** What a check of a contract takes besides the contract. */
export interface CheckContractOptions extends CoverageOptions {
  /** What the contract leaves out, secrets above all. */
  readonly request?: ContractRequestInput | undefined;
  /** Its name in a report. Default `CORS contract`. */
  readonly name?: string | undefined;
  /** Called after each check. */
  readonly onProgress?: ((progress: ContractProgress) => void) | undefined;
  /** Whether a progress bar is drawn on stderr. Default: only on a terminal, outside of CI and test runners. */
  readonly progress?: boolean | undefined;
}

/**
 * Runs every check of a contract against an app, and reports the results together.
 *
 * @param target An Express app, or anything else that is a `Target`.
 * @param contract What `defineCorsContract` gives, or the data itself.
 * @returns Plain data: every check, and a finding with exchanges, cause and fix for each that fails.
 * @throws {UsageError} `invalid-contract`, with all faults, before anything is sent.
 * @throws {ExchangeError} when no HTTP response came back.
 * @throws {InconclusiveError} `rate-limited`, `unavailable`; `control-blocked`: an origin that was allowed at first is
 *   blocked at the end, so the results are unreliable.
 * @example
 * const report = await checkCorsContract(app, contract);
 * report.passed;                  // false
 * report.findings[0]?.cell.name;  // 'PUT /users/:id from https://evil.example is rejected'
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export async function checkCorsContract(
  target: Target,
  contract: CorsContract,
  options: CheckContractOptions = {},
): Promise<ContractReport> {
  const site = callSite(checkCorsContract);
  try {
    const { report } = await reportOf(target, contract, options);
    recordContract(report, site);
    return report;
  } catch (error) {
    throw recordedAt(error, { title: 'checkCorsContract(app, contract)', site });
  }
}

const optionKeys = [
  ...coverageKeys,
  ...keysOf<Omit<CheckContractOptions, keyof CoverageOptions>>({
    request: true,
    name: true,
    onProgress: true,
    progress: true,
  }),
];

export interface ExplainedReport {
  readonly report: ContractReport;
  /** The first finding, as a failing test reports it. */
  readonly first: Failure | undefined;
}

/** The report, and its first finding in words. */
export async function reportOf(
  target: unknown,
  contract: unknown,
  options: CheckContractOptions = {},
): Promise<ExplainedReport> {
  const checked = checkOptions(options);
  const { request = {}, onProgress, progress = isWatched() } = checked;
  checkTarget(target);
  checkContract(contract);
  if (typeof request !== 'function') checkContractRequest(request, resolvedRoutes(contract));
  const bar = progress ? barFor(process.stderr) : undefined;
  const onCell: OnCell = (done, total, failing) => {
    bar?.draw(done, total, failing);
    onProgress?.({ done, total, failing });
  };
  const run = new CellRun(target, contract, request, onCell);
  try {
    await run.run();
    const explained = await explainedRun(run);
    const control = await run.control();
    if (control?.failing !== undefined)
      throw controlBlocked(terminalText(failureOf(control, control.failing, undefined)));
    const uncovered = await coverageOf(run.session, contract, checked);
    const isCovered = checked.uncoveredRoutes !== 'error' || uncovered?.routes.length === 0;
    const { findings } = explained;
    const passed = findings.length === 0 && isCovered;
    return {
      first: explained.first,
      report: {
        name: checked.name ?? defaultName,
        passed,
        cells: explained.cells,
        findings,
        notes: explained.notes,
        uncovered,
        exchanges: run.exchanges,
      },
    };
  } finally {
    bar?.clear();
  }
}

async function explainedRun({
  cells,
  evidence,
  failing,
}: CellRun): Promise<Pick<ContractReport, 'cells' | 'findings' | 'notes'> & Pick<ExplainedReport, 'first'>> {
  const findings: ContractFinding[] = [];
  const notes: ContractFinding[] = [];
  const diagnoses = new Map<string, Diagnosis | undefined>();
  let first: Failure | undefined;
  for (const cell of cells) {
    const judged = failing.get(cell);
    if (judged?.failing === undefined) continue;
    // Of what is alike one is looked at closely.
    const key = likenessOf(judged);
    if (!diagnoses.has(key)) diagnoses.set(key, await diagnosisOf(judged, judged.failing));
    const diagnosis = diagnoses.get(key);
    if (!cell.isNote) first ??= failureOf(judged, judged.failing, diagnosis);
    (cell.isNote ? notes : findings).push(findingOf(judged, diagnosis));
  }
  const told = cells.map((cell) =>
    withEvidence(cellInReport(cell, failing.has(cell)), evidence.get(cell) ?? []),
  );
  return { cells: told, findings, notes, first };
}

function likenessOf({ cell, failing }: JudgedCell): string {
  return JSON.stringify([
    cell.kind,
    cell.route.path,
    cell.method,
    failing?.outcome.code,
    failing?.assessment.kind,
  ]);
}

function checkOptions(options: unknown): CheckContractOptions {
  const given: CheckContractOptions = checkObject(
    'the options of checkCorsContract()',
    options,
    '{ request }',
  );
  checkKeys(given, optionKeys, 'the options of checkCorsContract()');
  checkCoverageOptions(given, ['error', 'warn', 'ignore']);
  checkText('name', given.name);
  if (given.progress !== undefined) checkFlag('progress', given.progress);
  if (given.onProgress !== undefined && typeof given.onProgress !== 'function')
    throw mustBe('onProgress', given.onProgress, 'a function');
  return given;
}
