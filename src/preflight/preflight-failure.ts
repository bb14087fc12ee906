import type { FetchOutcome } from '../ask/fetch-outcome.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { causeFacts } from '../failure/cause-facts.js';
import { explain } from '../failure/explanation.js';
import type { Failure } from '../failure/failure.js';
import { describeVerdict } from '../failure/verdict.js';
import { shownUrl } from '../state/disclosure.js';
import { enumerate } from '../text/sentence.js';

/** What the response to a preflight is not, what the browsers make of it, and what it is. */
export function failureFor(
  outcome: FetchOutcome,
  faults: readonly string[],
  diagnosis: Diagnosis | undefined,
): Failure {
  const { request } = outcome;
  // Only the names are asked for: the values of a builder's headers are made up.
  const names = request.headers.map(([name]) => name);
  const headers = names.length > 0 ? ` with ${enumerate(names)}` : '';
  const credentials = request.credentials === 'include' ? ', credentials included' : '';
  return {
    title: 'preflight(app)',
    expected: [
      'Preflight for',
      `"${request.origin}"   ${request.method} ${shownUrl(request.path)}${headers}${credentials}`,
    ],
    verdict: [describeVerdict(outcome)],
    faults,
    facts: explain(outcome, {
      headers: ['Access-Control-Max-Age'],
      cause: diagnosis === undefined ? [] : causeFacts(outcome, diagnosis),
    }),
  };
}
