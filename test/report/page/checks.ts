import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { htmlOf } from '../../../src/report/html.js';
import type { CorsReport } from '../../../src/report/cors-report.js';
import type { Tab } from './tab.js';

/** What a check has at hand, and what it has found. */
export class Checks {
  readonly #folder = mkdtempSync(join(tmpdir(), 'expect-cors-page-'));
  #pages = 0;
  #faults = 0;
  #checked = 0;

  constructor(readonly tab: Tab) {}

  /** Writes a page and tells its address. */
  page(report: CorsReport): string {
    const file = join(this.#folder, `${String((this.#pages += 1))}.html`);
    writeFileSync(file, htmlOf(report));
    return pathToFileURL(file).href;
  }

  /** What should be, and what is. */
  same(what: string, actual: unknown, expected: unknown): void {
    this.#checked += 1;
    const [is, shall] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (is !== shall) this.fault(`${what}: ${is.slice(0, 3000)}, not ${shall}`);
  }

  /** Neither messages, nor errors, nor requests. */
  async quiet(what: string): Promise<void> {
    this.same(`${what}: troubles`, await this.tab.troubles(), []);
  }

  fault(line: string): void {
    this.#faults += 1;
    this.tell(`FAULT ${line}`);
  }

  tell(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  /** Removes the pages; whether all was well. */
  end(): boolean {
    rmSync(this.#folder, { recursive: true, force: true });
    this.tell(`page: ${String(this.#checked)} checks in ${this.tab.version}, ${String(this.#faults)} faults`);
    return this.#faults === 0;
  }
}

/** Waits until the page has been drawn. */
export const drawn = 'new Promise((done) => requestAnimationFrame(() => setTimeout(done)))';
