import type { FetchOutcome } from '../ask/fetch-outcome.js';
import { imported } from '../runner/imported.js';
import type { Diagnosis } from './diagnosis.js';

const loadDiagnosis = imported(() => import('./diagnose-outcome.js'));

/**
 * Finds the cause of an outcome: what in the app made it so, which code did it, and how to fix it. If the app runs here,
 * the deciding exchange is repeated to see what sets its headers (a safe one only); `configure({ diagnose: 'contrast' })`,
 * the default, also tries other origins: at most eight extra requests, `OPTIONS`, `GET` and `HEAD` only, on this machine.
 *
 * @param outcome The result of `simulateFetch`, a browser's `fetch` or a preflight. One that was revived from JSON is
 * judged by the evidence it holds.
 * @returns Plain data; `cause` is null if no evidence explains the outcome.
 * @example
 * const { cause, culprit, remedy } = await diagnose(await simulateFetch(app, { origin, path: '/users', method: 'PUT' }));
 */
export async function diagnose(outcome: FetchOutcome): Promise<Diagnosis> {
  const { diagnoseOutcome } = await loadDiagnosis();
  return diagnoseOutcome(outcome);
}
