import { createHash } from 'node:crypto';
import { generateScenarios } from './generate.js';
import { stepId, type Observation, type Page, type Scenario, type ScriptedRequest } from './scenario.js';
import type { SeenResponse, Sequence, Step } from './scenario.js';
import { generateSequences } from './sequences/generate.js';

/** One document's worth of work: a scenario is a job of one request, a sequence one of several. */
export interface Job {
  id: string;
  page: Page;
  requests: (ScriptedRequest & Partial<Step>)[];
  source: { kind: 'scenario'; scenario: Scenario } | { kind: 'sequence'; sequence: Sequence };
}

/** What a page says about one request; `none` is no observation: the request never settled. */
export interface PageResult {
  verdict: 'allowed' | 'blocked' | 'none';
  response: SeenResponse | null;
}

export interface JobResult {
  id: string;
  results: PageResult[];
}

export function scenarioJob(scenario: Scenario): Job {
  const { id, page } = scenario;
  return { id, page, requests: [scenario], source: { kind: 'scenario', scenario } };
}

export function sequenceJob(sequence: Sequence): Job {
  const { id, page, steps } = sequence;
  return { id, page, requests: steps, source: { kind: 'sequence', sequence } };
}

/** Everything that a seed stands for. */
export function generateJobs(seed: string): Job[] {
  return [...generateScenarios(seed).map(scenarioJob), ...generateSequences(seed).map(sequenceJob)];
}

/** Tells one set of scenarios and sequences from another. */
export function digestOf(jobs: readonly Job[]): string {
  const hash = createHash('sha256');
  for (const { source } of jobs) hash.update(JSON.stringify(source));
  return hash.digest('hex').slice(0, 16);
}

/** The keys of a job's observations: its own id, or that of each step. */
export function requestIds({ id, source }: Job): string[] {
  return source.kind === 'scenario' ? [id] : source.sequence.steps.map((_, index) => stepId(id, index));
}

export function observationsById(
  jobs: readonly Job[],
  observed: ReadonlyMap<string, Observation[]>,
): Map<string, Observation> {
  const rows = jobs.flatMap((job) => {
    const observations = observed.get(job.id);
    const ids = requestIds(job);
    return observations
      ? observations.map((one, index): [string, Observation] => [ids[index] ?? '', one])
      : [];
  });
  return new Map(rows);
}

/** Hands out jobs in batches: every page gets its own, one page after the other. */
export class JobQueue {
  readonly #queues: { page: Page; jobs: Job[] }[] = [];

  constructor(
    jobs: readonly Job[],
    private readonly batchSize: number,
  ) {
    for (const job of jobs) {
      const queue = this.#queues.find(({ page }) => page === job.page);
      if (queue) queue.jobs.push(job);
      else this.#queues.push({ page: job.page, jobs: [job] });
    }
  }

  /** The page whose turn it is; null when all is done. */
  get page(): Page | null {
    return this.#queues.find((queue) => queue.jobs.length > 0)?.page ?? null;
  }

  take(page: Page): Job[] {
    return this.#queues.find((queue) => queue.page === page)?.jobs.splice(0, this.batchSize) ?? [];
  }
}
