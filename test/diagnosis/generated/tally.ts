import { describeJudged, nameOf } from './describe.js';
import { isFound, type Judged, type Result } from './judge.js';

type Counts = Partial<Record<Result, number>>;

export interface Summary {
  readonly seed: number;
  readonly apps: number;
  /** Of those that had something to explain. */
  readonly explained: number;
  readonly wrongAndCertain: number;
  /** The true cause first or among the alternatives. */
  readonly found: number;
  readonly first: number;
  readonly certain: number;
  readonly wrongCulprits: number;
  readonly unfitFixes: number;
  readonly results: Counts;
  /** Those that are certain and wrong: their number, what they are, what is said and what is true. */
  readonly wrong: readonly string[];
  readonly by: Readonly<Record<string, Readonly<Record<string, Counts>>>>;
}

export function summary(judged: readonly Judged[], seed: number): Summary {
  const explained = judged.filter(({ diagnosis }) => diagnosis !== undefined);
  const share = (what: (one: Judged) => boolean): number =>
    rounded(explained.filter(what).length / explained.length);
  return {
    seed,
    apps: judged.length,
    explained: explained.length,
    wrongAndCertain: explained.filter(({ result }) => result === 'wrong and certain').length,
    found: share(isFound),
    first: share(({ result }) => result === 'right and certain' || result === 'right'),
    certain: share(({ diagnosis }) => diagnosis?.certainty === 'certain'),
    wrongCulprits: explained.filter(({ wrongCulprit }) => wrongCulprit !== undefined).length,
    unfitFixes: explained.filter(({ unfit }) => unfit.length > 0).length,
    results: countsOf(judged),
    wrong: explained.filter(({ result }) => result === 'wrong and certain').map(lineOf),
    by: Object.fromEntries(Object.entries(dimensions).map(([name, of]) => [name, countsBy(judged, of)])),
  };
}

function lineOf(judged: Judged): string {
  const { index, diagnosis, accepted } = judged;
  return `${String(index)}: ${nameOf(judged)}: said ${diagnosis?.cause ?? 'nothing'}, true ${accepted.join(', ')}`;
}

const dimensions: Readonly<Record<string, (one: Judged) => readonly string[]>> = {
  framework: ({ draft }) => [draft.framework],
  'CORS by': ({ draft }) => [draft.by],
  response: ({ draft }) => [draft.ending],
  request: ({ draft }) => [
    `${draft.request.method}${draft.request.credentials === 'include' ? ' with credentials' : ''}`,
  ],
  page: ({ draft }) => [draft.request.origin],
  faults: ({ faults }) => [String(faults.length)],
  fault: ({ guilty }) => guilty.map(({ id }) => id),
};

function countsBy(judged: readonly Judged[], of: (one: Judged) => readonly string[]): Record<string, Counts> {
  const names = [...new Set(judged.flatMap(of))].sort();
  return Object.fromEntries(
    names.map((name) => [name, countsOf(judged.filter((one) => of(one).includes(name)))]),
  );
}

function countsOf(judged: readonly Judged[]): Counts {
  const counts: Counts = {};
  for (const { result } of judged) counts[result] = (counts[result] ?? 0) + 1;
  return counts;
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}

/** What went wrong, by kind, the most frequent first, with the app of the fewest faults for each. */
export function wrongKinds(judged: readonly Judged[]): string {
  const kinds = new Map<string, Judged[]>();
  for (const one of judged)
    for (const kind of kindsOf(one)) kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  return [...kinds]
    .sort(
      ([kind, one], [otherKind, other]) =>
        Number(kind.includes(' + ')) - Number(otherKind.includes(' + ')) || other.length - one.length,
    )
    .map(([kind, all]) => {
      const [simplest] = [...all].sort((one, other) => one.faults.length - other.faults.length);
      const where = [...new Set(all.map(({ draft }) => `${draft.framework} ${draft.by}`))].sort().join(', ');
      return `## ${String(all.length)} x ${kind}\n  in ${where}\n${simplest === undefined ? '' : describeJudged(simplest)}\n`;
    })
    .join('\n');
}

function kindsOf({ result, diagnosis, guilty, wrongCulprit, unfit, error }: Judged): string[] {
  const isBad = result === 'wrong and certain' || result === 'missed';
  const faults = guilty.map(({ id }) => id).join(' + ');
  return [
    ...(isBad ? [`${result}: said ${diagnosis?.cause ?? 'nothing'}, true: ${faults}`] : []),
    ...(wrongCulprit === undefined ? [] : [`culprit ${wrongCulprit} for ${faults}`]),
    ...unfit.map((words) => `fix in other words: ${words}`),
    ...(result === 'no response' ? [`no response: ${(error ?? '').slice(0, 160)}`] : []),
    ...(result === 'not healthy' ? ['not healthy'] : []),
  ];
}
