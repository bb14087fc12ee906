import type { Session } from '../ask/session.js';
import { ExpectCorsError } from '../errors/expect-cors-error.js';
import { type CallSite, callSite, placedAt } from '../runner/call-site.js';
import { countAssertion } from '../runner/runner-state.js';
import { UsageError } from '../errors/usage-error.js';
import { checkText, shown } from '../request/check-values.js';
import { checkKeys } from '../request/configuration.js';
import { ExpectationError } from '../errors/expectation-error.js';
import { recordError } from '../journal/reported-failure.js';
import { checkTarget, type Target } from '../http/target.js';
import { terminalText } from '../failure/terminal.js';
import { cellInReport, diagnosisOf, failureOf, findingOf } from './cell-failure.js';
import { contractSession, controlBlocked, judgeInTime } from './cell-session.js';
import { type Cell, cellsOf } from './cells.js';
import { checkContract } from './check-contract.js';
import { checkContractRequest, type ContractRequestInput, requestOf } from './contract-request.js';
import { defaultName } from './contract-report.js';
import type { CorsContract } from './contract.js';
import { keysOf } from '../text/keys-of.js';
import { checkCoverageOptions, coverageOf, describeUncovered } from './coverage-check.js';
import { Questions } from './questions.js';
import { evidenceOf, recordPart, reportedCell } from './reported-contract.js';
import { resolvedRoutes } from './resolved-route.js';

/** The functions that declare tests, and what the tests need besides the contract. */
export interface ContractTestOptions {
  /** The runner's own: of Jest, Vitest, node:test or Mocha. */
  readonly describe: (name: string, body: () => void) => unknown;
  /** The runner's own `test` or `it`. */
  readonly test: (name: string, body: () => Promise<void>) => unknown;
  /** What the contract leaves out, secrets above all. */
  readonly request?: ContractRequestInput | undefined;
  /** The name of the group of tests. Default `CORS contract`. */
  readonly name?: string | undefined;
  /** `error` adds a test that every route of an Express app is mentioned by a contract. Default `ignore`. */
  readonly uncoveredRoutes?: 'error' | 'ignore' | undefined;
  /** Contracts of other files, which cover the rest of the app. */
  readonly otherContracts?: CorsContract | readonly CorsContract[] | undefined;
}

const optionKeys = keysOf<ContractTestOptions>({
  describe: true,
  test: true,
  request: true,
  name: true,
  uncoveredRoutes: true,
  otherContracts: true,
});

/**
 * Declares one test for each check of a contract: `PUT /users/:id from https://evil.example is rejected`. They are
 * ordinary, independent tests: filters, retries, workers and `--shard` work as usual.
 *
 * Each counts as one assertion, for `expect.assertions(1)` and the like in Jest and Vitest.
 *
 * The first test is the control, an origin that is allowed, and the last one repeats it: an app that has begun to block
 * every request does not prove that it rejects an origin.
 *
 * @param target An Express app, or anything else that is a `Target`; `{ target: () => app }` for one that exists only in
 *   `beforeAll`.
 * @param contract What `defineCorsContract` gives, or the data itself.
 * @throws {UsageError} `invalid-contract`, with all faults, before a test is declared.
 * @example
 * testCorsContract(app, contract, { describe, test, request: { headers: { authorization: `Bearer ${token}` } } });
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function testCorsContract(target: Target, contract: CorsContract, options: ContractTestOptions): void {
  const site = callSite(testCorsContract);
  const name = options?.name ?? defaultName;
  const failing = (error: unknown): unknown =>
    error instanceof ExpectCorsError ? placedAt(error, site) : error;
  try {
    const declared = prepareTests(target, contract, options, { name, site });
    const { describe, test } = options;
    describe(name, () => {
      for (const { name: cell, body } of declared) {
        test(cell, async () => {
          countAssertion();
          await body().catch((error: unknown) => {
            recordError(error, { title: `testCorsContract(app, contract): ${cell}`, site });
            throw error instanceof ExpectationError ? placedAt(error, site) : failing(error);
          });
        });
      }
    });
  } catch (error) {
    throw failing(error);
  }
}

/** Under which name, and where, a contract is tested. */
interface Place {
  readonly name: string;
  readonly site: CallSite;
}

interface DeclaredTest {
  readonly name: string;
  readonly body: () => Promise<void>;
}

function prepareTests(
  target: unknown,
  contract: CorsContract,
  options: ContractTestOptions,
  place: Place,
): readonly DeclaredTest[] {
  checkOptions(options);
  checkTarget(target);
  checkContract(contract);
  const { request = {} } = options;
  const routes = resolvedRoutes(contract);
  if (typeof request !== 'function') checkContractRequest(request, routes);
  const cells = cellsOf(contract).filter(({ isNote }) => !isNote);
  const testOf = (cell: Cell): (() => Promise<void>) => {
    return async () => {
      const questions = new Questions(await requestOf(cell, request, routes));
      await testCell(cell, questions, contractSession(target).derive({ isShared: true }), place);
    };
  };
  const tests = cells.map((cell) => ({ name: cell.name, body: testOf(cell) }));
  const [control] = cells;
  const [first] = tests;
  const isControlled = control?.kind === 'allowed' && first !== undefined;
  return [
    ...(isControlled ? withControlLast(first, tests) : tests),
    ...(options.uncoveredRoutes === 'error' ? [coverageTest(target, contract, options, place)] : []),
  ];
}

function coverageTest(
  target: unknown,
  contract: CorsContract,
  options: ContractTestOptions,
  place: Place,
): DeclaredTest {
  const name = 'every route of the app is in a contract';
  return {
    name,
    body: async () => {
      const uncovered = await coverageOf(contractSession(target), contract, options);
      recordPart(place, () => ({ cell: null, uncovered, exchanges: 0 }));
      const lines = uncovered === null ? [] : describeUncovered(uncovered);
      const title = `testCorsContract(app, contract): ${name}`;
      const expected = ['Expected', 'every route of the app to be in a contract'] as const;
      if (lines.length > 0)
        throw new ExpectationError(
          'expectation-failed',
          terminalText({ title, expected, verdict: lines, facts: [] }),
        );
    },
  };
}

/**
 * Adds the control again: blocked only at the end, it makes the other results unreliable. Blocked from the beginning, it
 * is an ordinary failure.
 */
function withControlLast(control: DeclaredTest, tests: readonly DeclaredTest[]): DeclaredTest[] {
  let isBrokenAtFirst = false;
  const first = {
    ...control,
    body: () =>
      control.body().catch((error: unknown) => {
        isBrokenAtFirst = error instanceof ExpectationError;
        throw error;
      }),
  };
  const last = {
    name: `${control.name}, again after all other checks`,
    body: () =>
      control.body().catch((error: unknown) => {
        if (!(error instanceof ExpectationError) || isBrokenAtFirst) throw error;
        throw controlBlocked(error.message, error);
      }),
  };
  return [first, ...tests.slice(1), last];
}

async function testCell(cell: Cell, questions: Questions, session: Session, place: Place): Promise<void> {
  const judged = await judgeInTime(cell, questions, session);
  const { failing } = judged;
  const diagnosis = failing && (await diagnosisOf(judged, failing));
  recordPart(place, () => ({
    cell: reportedCell(
      cellInReport(cell, failing !== undefined),
      failing && findingOf(judged, diagnosis),
      evidenceOf(judged),
    ),
    uncovered: null,
    exchanges: session.exchanges,
  }));
  if (failing === undefined) return;
  const title = `testCorsContract(app, contract): ${cell.name}`;
  throw new ExpectationError(
    'expectation-failed',
    terminalText({ ...failureOf(judged, failing, diagnosis), title }),
  );
}

function checkOptions(options: unknown): asserts options is ContractTestOptions {
  const advice = 'pass that of your test runner, testCorsContract(app, contract, { describe, test }).';
  if (typeof options !== 'object' || options === null)
    throw new UsageError(
      'missing-argument',
      '`describe` and `test` are required, for example testCorsContract(app, contract, { describe, test }).',
    );
  checkKeys(options, optionKeys, 'the options of testCorsContract()');
  checkText('name', Reflect.get(options, 'name'));
  checkCoverageOptions(options, ['error', 'ignore']);
  for (const key of ['describe', 'test'] as const) {
    const given: unknown = Reflect.get(options, key);
    if (typeof given !== 'function')
      throw new UsageError(
        'missing-argument',
        `\`${key}\` must be a function, not ${shown(given)}: ${advice}`,
      );
  }
}
