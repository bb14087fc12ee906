import { assertionSession } from '../ask/assertion-session.js';
import { guard, watch } from '../runner/await-guard.js';
import { type Call, removePending } from '../runner/pending.js';
import { countAssertion } from '../runner/runner-state.js';
import { unsafeHeaders } from '../ask/evidence.js';
import { isRegExp } from 'node:util/types';
import { placedAt } from '../runner/call-site.js';
import { terminalText } from '../failure/terminal.js';
import { UsageError } from '../errors/usage-error.js';
import { checkHeaders } from '../request/check-headers.js';
import { checkSeconds, oneOf, shown } from '../request/check-values.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { diagnose } from '../diagnosis/diagnose.js';
import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { corsErrorCodes, type CorsErrorCode } from '../standard/decision.js';
import { isToken } from '../standard/infra.js';
import { noBody, type ReceivedBody } from '../http/received-body.js';
import type { SupertestResponse } from '../http/supertest-check.js';
import { checkTarget, type Target } from '../http/target.js';
import { recordedAt, recordFailure } from '../journal/reported-failure.js';
import { callFromTest } from './call-from-test.js';
import { checkSupertestExpectation } from './check-supertest-expectation.js';
import { allowed, asSupertest, type Expectation, header, maxAge, rejected, status } from './expectation.js';
import { ExpectationError } from '../errors/expectation-error.js';
import { failureFor } from './preflight-failure.js';

interface Steps {
  readonly request: CrossOriginRequest;
  readonly names: readonly string[];
  readonly expectations: readonly Expectation[];
}

/** Of an OPTIONS alone: `response` is what browsers make of the response to it, which no page sees. */
export type PreflightOutcome = FetchOutcome;

/**
 * A preflight that has not been sent: each step returns a new builder, and awaiting one sends one OPTIONS request and
 * resolves to its outcome. All expectations are checked and reported together.
 */
export class PreflightBuilder implements PromiseLike<PreflightOutcome> {
  readonly #target: Target;
  readonly #steps: Steps;
  readonly #call: Call;
  readonly #watched: ReturnType<typeof watch> | undefined;

  /** Use `preflight()`. */
  constructor(target: Target, steps: Steps) {
    this.#target = target;
    this.#steps = steps;
    this.#call = callFromTest();
    // One that expects nothing may be left unsent.
    this.#watched = steps.expectations.length > 0 ? watch(this.#call) : undefined;
  }

  /** From the root of the target; may hold a query. */
  to(path: string): PreflightBuilder {
    return this.#with({ path });
  }

  /** The page's origin, as a browser serializes it. */
  from(origin: string): PreflightBuilder {
    return this.#with({ origin });
  }

  /** The method the page wants to use. Required: without it, an OPTIONS request is not a preflight. */
  requestMethod(method: string): PreflightBuilder {
    return this.#with({ method });
  }

  /** The headers the page wants to set; they are lower-cased, sorted and named once, as a browser does. */
  requestHeaders(...names: string[]): PreflightBuilder {
    for (const name of names) {
      if (typeof name !== 'string' || !isToken(name))
        throw new UsageError('invalid-header', `${shown(name)} is not a header name: fetch() throws.`);
      checkHeaders([[name, '']]);
    }
    return this.#next({ names: [...this.#steps.names, ...names.map((name) => name.toLowerCase())] });
  }

  /** The page sends credentials (mode `include`): `*` is not a wildcard then. */
  withCredentials(): PreflightBuilder {
    return this.#with({ credentials: 'include' });
  }

  /** The public origin the app is deployed at. */
  servedAt(url: string): PreflightBuilder {
    return this.#with({ servedAt: url });
  }

  /** Milliseconds. */
  timeout(milliseconds: number): PreflightBuilder {
    return this.#with({ timeout: milliseconds });
  }

  /** Every browser would go on to send the request. */
  expectAllowed(): PreflightBuilder {
    return this.#expect(allowed);
  }

  /** No browser would send the request; with `code`, for that reason. */
  expectRejected(code?: CorsErrorCode): PreflightBuilder {
    return this.#expect(rejected(code === undefined ? undefined : oneOf('code', code, corsErrorCodes)));
  }

  /** The status of the response, from 200 to 599. */
  expectStatus(expected: number): PreflightBuilder {
    if (!Number.isInteger(expected) || expected < 200 || expected > 599)
      throw new UsageError(
        'invalid-value',
        `expectStatus(${shown(expected)}): a status must be a number from 200 to 599.`,
      );
    return this.#expect(status(expected));
  }

  /** Each browser caches the preflight for so many seconds, or for its own maximum where that is less. */
  expectMaxAge(seconds: number): PreflightBuilder {
    return this.#expect(maxAge(checkSeconds(seconds, 'expectMaxAge')));
  }

  /** Lines of one name are taken together, with `, ` in between. */
  expectHeader(name: string, value: string | RegExp): PreflightBuilder {
    if (typeof name !== 'string' || !isToken(name))
      throw new UsageError('invalid-header', `${shown(name)} is not a header name.`);
    if (typeof value !== 'string' && !isRegExp(value))
      throw new UsageError(
        'invalid-value',
        `expectHeader("${name}", ${shown(value)}): the value must be a string or a RegExp.`,
      );
    return this.#expect(header(name, value));
  }

  /**
   * What supertest's own `.expect` checks, by supertest itself: a status, several, a status and a body, a body, a header
   * field and its value, or a function of the response, whose promise is waited for. No callback: await the builder.
   */
  expect(status: number, body?: unknown): PreflightBuilder;
  expect(field: string, value: string | number | RegExp): PreflightBuilder;
  expect(check: (response: SupertestResponse) => unknown): PreflightBuilder;
  expect(statusesOrBody: unknown): PreflightBuilder;
  expect(...expected: readonly unknown[]): PreflightBuilder {
    return this.#expect(asSupertest(checkSupertestExpectation(expected)));
  }

  then<Fulfilled = PreflightOutcome, Rejected = never>(
    onFulfilled?: ((outcome: PreflightOutcome) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    // One that expects nothing asserts nothing.
    if (this.#watched !== undefined) {
      removePending(this.#watched);
      countAssertion();
    }
    const sent = this.#send().catch((error: unknown) => {
      throw recordedAt(error, { title: 'preflight(app)', ...this.#call });
    });
    return guard(sent, this.#call, 'test').then(onFulfilled, onRejected);
  }

  async #send(): Promise<PreflightOutcome> {
    const { request, names, expectations } = this.#steps;
    if (request.method === undefined) {
      throw new UsageError(
        'missing-argument',
        'the method of the actual request is missing. Write .requestMethod("PUT"): without it, an OPTIONS request is not a preflight.',
      );
    }
    const session = assertionSession(this.#target, request);
    const asked = { ...request, headers: unsafeHeaders([...new Set(names)].sort()) };
    const question = await session.question(asked);
    let body = noBody;
    const onBody = (received: ReceivedBody): void => void (body = received);
    const outcome = await session.preflight(question, {
      onBody: expectations.some(({ needsBody }) => needsBody) ? onBody : undefined,
    });
    const isStatusExpected = expectations.some(({ pinsStatus }) => pinsStatus === true);
    const faults: string[] = [];
    for (const expectation of expectations) {
      const fault = await expectation.faultIn({ session, outcome, question, body, isStatusExpected });
      if (fault !== undefined) faults.push(...`${expectation.call}: ${fault}`.split('\n'));
    }
    if (faults.length === 0) return outcome;
    const diagnosis = outcome.allowed ? undefined : await diagnose(outcome);
    const message = terminalText(failureFor(outcome, faults, diagnosis));
    recordFailure({ message, ...this.#call, reason: { outcome, diagnosis } });
    throw placedAt(new ExpectationError('expectation-failed', message), this.#call.site);
  }

  #with(request: CrossOriginRequest): PreflightBuilder {
    return this.#next({ request: { ...this.#steps.request, ...request } });
  }

  #expect(expectation: Expectation): PreflightBuilder {
    return this.#next({ expectations: [...this.#steps.expectations, expectation] });
  }

  /** What was expected so far is the next one's to check. */
  #next(steps: Partial<Steps>): PreflightBuilder {
    if (this.#watched !== undefined) removePending(this.#watched);
    return new PreflightBuilder(this.#target, { ...this.#steps, ...steps });
  }
}

/**
 * Begins a preflight.
 *
 * @param target An Express app, or anything else that is a `Target`.
 * @param path From the root of the target. Default `/`.
 * @throws {UsageError} for a target of no known kind; for a request no page could make, when it is awaited.
 * @example
 * await preflight(app, '/users').from('https://app.example').requestMethod('PUT').requestHeaders('content-type').expectAllowed();
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function preflight(target: Target, path?: string): PreflightBuilder {
  checkTarget(target);
  return new PreflightBuilder(target, {
    request: path === undefined ? {} : { path },
    names: [],
    expectations: [],
  });
}
