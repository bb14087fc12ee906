import { startControl, type ControlHandler, type Orders } from './control.js';
import { within, type Driver, type RunningBrowser } from './driver.js';
import { JobQueue, type Job, type JobResult, type PageResult } from './jobs.js';
import { Notebook } from './notebook.js';
import { publishPages, runnerPath } from './pages.js';
import { pageBase, placeholders } from './placeholders.js';
import type { Observation, Page } from './scenario.js';
import { startScriptedServer, type ScriptedServer } from './server.js';
import { wireOf } from './wire.js';

export interface ObservationRun {
  version: string;
  /** Per job one observation a request; a job that did not settle is absent: not observed is not run. */
  observations: Map<string, Observation[]>;
  /** Why the run stopped early, in one line. */
  failure: string | null;
}

/** A request whose messages are due. */
interface Ended {
  id: string;
  verdict: PageResult['verdict'] | undefined;
}

const batchSize = 50;
/** No single request takes longer than eight seconds, so a page that is silent for this long hangs. */
const patience = 60;

/** Lets one browser run all the jobs, page by page. */
export async function observe(driver: Driver, jobs: readonly Job[]): Promise<ObservationRun> {
  const server = await startScriptedServer();
  const run = new Run(server, jobs);
  const control = await startControl(run);
  publishPages(server, control.origin);
  let failure: string | null = null;
  let version = '';
  try {
    const browser = await driver(run.firstUrl());
    version = browser.version;
    run.begin(browser);
    try {
      failure = await Promise.race([run.finished, browser.exited, run.silence()]);
    } finally {
      run.stop();
      await within(20, 'ending the browser', browser.close());
    }
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  } finally {
    await Promise.all([control.close(), server.close()]);
  }
  return { version, observations: run.observations, failure };
}

class Run implements ControlHandler {
  readonly observations = new Map<string, Observation[]>();
  readonly finished: Promise<null>;
  /** The first page may be quicker than its driver: it waits. */
  readonly #browser: Promise<RunningBrowser>;
  begin: (browser: RunningBrowser) => void = () => undefined;
  #finish: (nothing: null) => void = () => undefined;
  readonly #jobs: Map<string, Job>;
  readonly #queue: JobQueue;
  readonly #notebook = new Notebook();
  #lastSign = Date.now();
  #watch: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: ScriptedServer,
    jobs: readonly Job[],
  ) {
    this.#jobs = new Map(jobs.map((job) => [job.id, job]));
    this.#queue = new JobQueue(jobs, batchSize);
    this.finished = new Promise((resolve) => (this.#finish = resolve));
    this.#browser = new Promise((resolve) => (this.begin = resolve));
  }

  firstUrl(): string {
    return this.#urlOf(this.#queue.page ?? 'ip4');
  }

  /** Settles when the page has not been heard of for too long. */
  silence(): Promise<string> {
    return new Promise((resolve) => {
      this.#watch = setInterval(() => {
        if (Date.now() - this.#lastSign > patience * 1000) resolve(`was silent for ${patience} s`);
      }, 1000);
    });
  }

  stop(): void {
    clearInterval(this.#watch);
  }

  async next(page: Page, results: JobResult[]): Promise<Orders> {
    this.#lastSign = Date.now();
    const browser = await this.#browser;
    for (const { id } of results) this.#closeRequest(id);
    const latest = results.at(-1);
    const ended = results.map(({ id, results }) => ({ id, verdict: results.at(-1)?.verdict }));
    await this.#takeNotes(ended, latest ? `${latest.id}.${latest.results.length - 1}` : null);
    for (const result of results) this.#settle(result);
    const jobs = this.#queue.take(page);
    if (jobs.length > 0) {
      return { jobs: jobs.map((job) => this.#prepare(job)), concurrency: browser.concurrency };
    }
    const nextPage = this.#queue.page;
    if (nextPage !== null) return { jobs: [], navigate: this.#urlOf(nextPage) };
    this.#finish(null);
    return { jobs: [], navigate: 'about:blank' };
  }

  async step(id: string, index: number, previous: PageResult): Promise<void> {
    this.#lastSign = Date.now();
    const job = this.#jobs.get(id);
    const request = job?.requests[index];
    if (!job || !request) return;
    this.#closeRequest(id);
    await this.#takeNotes([{ id, verdict: previous.verdict }], `${id}.${index - 1}`);
    this.server.script(id, job.page, request);
    // Here and not in the page: a browser may slow down the timers of a page that nobody looks at.
    const { wait = 0 } = request;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }

  #prepare(job: Job): Orders['jobs'][number] {
    const [first] = job.requests;
    if (first) this.server.script(job.id, job.page, first);
    const { expand } = this.#placeholders(job);
    const requests = job.requests.map((request) => ({
      ...request,
      hops: [],
      url: expand(`${request.target}/{id}/${request.path}${request.suffix}`),
    }));
    return { id: job.id, requests };
  }

  /** Notes what the servers were asked by the request of `id` that has just ended. */
  #closeRequest(id: string): void {
    const job = this.#jobs.get(id);
    const request = job?.requests[this.#notebook.count(id)];
    if (!job || !request) return;
    const log = this.server.takeLog(id);
    this.#notebook.open(id, wireOf(log, request, this.server.ports, id, this.#placeholders(job)));
  }

  /** Now and then a message is a little later than the outcome it explains: it is waited for, briefly. */
  async #takeNotes(ended: readonly Ended[], last: string | null): Promise<void> {
    const browser = await this.#browser;
    for (let attempt = 0; attempt < 10; attempt += 1) {
      this.#notebook.add(await browser.collect(last));
      for (const { id } of ended) this.#notebook.assign(id);
      if (!ended.some(({ id, verdict }) => verdict === 'blocked' && this.#notebook.isSilent(id))) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  #settle({ id, results }: JobResult): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    const observations = this.#notebook.observations(id, results, this.#placeholders(job).normalize);
    this.server.forget(id);
    if (observations) this.observations.set(id, observations);
  }

  #placeholders({ id, page }: Pick<Job, 'id' | 'page'>): ReturnType<typeof placeholders> {
    return placeholders(this.server.ports, id, page);
  }

  #urlOf(page: Page): string {
    return this.#placeholders({ id: '', page }).expand(pageBase(page)) + runnerPath(page);
  }
}
