import type { Judged } from './judge.js';

/** An app in one line: what it is made of and what is wrong with it. */
export function nameOf({ draft, faults }: Judged): string {
  const { framework, by, policy, ending, request } = draft;
  const asked = [
    request.method,
    request.credentials === 'include' ? 'with credentials' : '',
    request.mode ?? '',
  ]
    .filter(Boolean)
    .join(' ');
  const names = faults.map(({ id }) => id).join(' + ');
  return `${framework}, CORS by ${by} (${policy.origin.kind}), ${ending}, ${asked} from ${request.origin}: ${names}`;
}

/** Everything about an app, for whoever mends what was said of it. */
export function describeJudged(judged: Judged): string {
  const { result, seed, index, guilty, accepted, outcome, diagnosis, wrongCulprit, unfit, error } = judged;
  const head = `${String(seed)}/${String(index)} ${nameOf(judged)}`;
  if (diagnosis === undefined) return `${head}\n  ${result} ${error ?? ''} ${outcome?.code ?? ''}`;
  const { cause, certainty, alternatives, evidence, culprit, remedy } = diagnosis;
  const [last] = outcome?.exchanges.slice(-1) ?? [];
  return [
    head,
    `  ${result}: ${outcome?.code ?? 'no code'}, ${last?.method ?? ''} -> ${String(last?.status)}`,
    `  said: ${cause ?? 'nothing'} (${certainty}); alternatives: ${alternatives.join(', ')}`,
    `  true: ${accepted.join(', ')} (${guilty.map(({ id }) => id).join(' + ')})`,
    ...evidence.map((line) => `  evidence: ${line}`),
    `  culprit: ${culprit === null ? 'none' : `${culprit.function ?? '?'} ${culprit.package ?? ''} in ${culprit.layer?.name ?? '-'}`}${wrongCulprit === undefined ? '' : ' (wrong)'}`,
    `  fix: ${remedy.text} ${remedy.code}`,
    ...unfit.map((words) => `  unfit: ${words}`),
  ].join('\n');
}
