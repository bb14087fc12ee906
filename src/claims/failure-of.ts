import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { remedyFor } from '../diagnosis/remedy-for.js';
import { causeFacts, fixFact } from '../failure/cause-facts.js';
import { explain } from '../failure/explanation.js';
import type { Failure } from '../failure/failure.js';
import type { Reason } from '../journal/reported-failure.js';
import type { Fact } from '../text/labels.js';
import { plural } from '../text/sentence.js';
import { exchangeOfWrongStatus, type Judged } from './assess.js';

/** What is claimed of each of several things. */
export interface Claim {
  /** Which assertion it is: `expect(app).toAllowOrigin(expected)`. */
  readonly title: string;
  readonly expected: Fact;
  readonly wanted: 'allowed' | 'blocked';
  /** Response headers the claim is about. */
  readonly headers?: readonly string[] | undefined;
  /** Whether the claim is about the origin, so that one that is allowed has to be explained as well. */
  readonly isAboutOrigin?: boolean;
}

export interface Failed {
  readonly failure: Failure;
  readonly reason: Reason;
}

/** Why a claim fails: the first thing that is not as wanted is explained. Undefined where all are. */
export async function failureOf(judged: readonly Judged[], claim: Claim): Promise<Failed | undefined> {
  const first = judged.find(({ assessment }) => assessment.kind !== claim.wanted);
  if (first === undefined) return undefined;
  const several = judged.length > 1;
  const diagnosis = await diagnosisFor(first, claim);
  const cause = diagnosis === undefined ? await fixOf(first, claim) : causeOf(first, claim, diagnosis);
  return {
    failure: {
      title: claim.title,
      expected: claim.expected,
      verdict: several ? eachOf(judged, first) : first.assessment.verdict,
      about: several ? `"${first.item}"` : undefined,
      facts: factsFor(first, claim, cause),
    },
    reason: { outcome: first.outcome, diagnosis },
  };
}

/** What in the app makes it so; undefined where there is nothing to explain. */
export async function diagnosisFor(
  { outcome, assessment }: Judged,
  { isAboutOrigin = false }: Pick<Claim, 'isAboutOrigin'>,
): Promise<Diagnosis | undefined> {
  const isExplained = !outcome.allowed || (isAboutOrigin && assessment.kind === 'allowed');
  return isExplained ? diagnose(outcome) : undefined;
}

/** How to give an allowed response what it lacks. */
export async function fixOf(
  { outcome, assessment: { lack } }: Judged,
  { wanted }: Pick<Claim, 'wanted'>,
): Promise<readonly Fact[]> {
  if (lack === undefined || wanted === 'blocked') return [];
  return [fixFact(await remedyFor(outcome, lack))];
}

/** Cause and fix; where the block itself is wanted, nothing that would allow the origin. */
export function causeOf(
  { outcome }: Judged,
  { wanted }: Pick<Claim, 'wanted'>,
  diagnosis: Diagnosis | undefined,
): readonly Fact[] {
  const isWanted = wanted === 'blocked' && !outcome.allowed;
  return diagnosis === undefined ? [] : causeFacts(outcome, diagnosis, { isWanted });
}

/** What explains the verdict on one thing. */
export function factsFor(
  { outcome, question, assessment }: Judged,
  { headers = [] }: Pick<Claim, 'headers'>,
  cause: readonly Fact[],
): readonly Fact[] {
  return explain(outcome, {
    verdict: assessment.verdict,
    headers,
    cause: [...(assessment.says ?? []), ...cause],
    exchange: exchangeOfWrongStatus(outcome, question),
  });
}

/** Names which is which, a line each; of a long list some, and the first that fails. */
function eachOf(judged: readonly Judged[], first: Judged): string[] {
  const others = judged.filter((one) => one !== first).slice(0, 4);
  const shown = judged.length > 6 ? judged.filter((one) => one === first || others.includes(one)) : judged;
  const lines = shown.map(lineOf);
  const left = judged.length - shown.length;
  return left > 0 ? [...lines, `and ${plural(left, 'other')}`] : lines;
}

/** `"https://app.example": allowed by Chromium, Firefox and WebKit` */
export function lineOf({ item, assessment }: Pick<Judged, 'item' | 'assessment'>): string {
  return `"${item}": ${assessment.verdict.join('. ')}`;
}
