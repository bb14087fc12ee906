import { pages, type Page, type ScriptedRequest, type Step } from './scenario.js';

/** One document's worth of work: a scenario is a job of one request, a sequence one of several. */
export interface Job {
  id: string;
  page: Page;
  requests: (ScriptedRequest & Partial<Step>)[];
}

/** What a page says about one request; `none` is no observation: the request never settled. */
export interface PageResult {
  verdict: 'allowed' | 'blocked' | 'none';
  response: {
    type: string | null;
    status: number;
    redirected: boolean | null;
    url: string;
    headers: string[];
  } | null;
}

export interface JobResult {
  id: string;
  results: PageResult[];
}

/** Hands out jobs in batches: every page gets its own, one page after the other. */
export class JobQueue {
  readonly #queues: { page: Page; jobs: Job[] }[];

  constructor(
    jobs: readonly Job[],
    private readonly batchSize: number,
  ) {
    this.#queues = pages
      .map((page) => ({ page, jobs: jobs.filter((job) => job.page === page) }))
      .filter((queue) => queue.jobs.length > 0);
  }

  /** The page whose turn it is; null when all is done. */
  get page(): Page | null {
    return this.#queues.find((queue) => queue.jobs.length > 0)?.page ?? null;
  }

  take(page: Page): Job[] {
    return this.#queues.find((queue) => queue.page === page)?.jobs.splice(0, this.batchSize) ?? [];
  }
}
