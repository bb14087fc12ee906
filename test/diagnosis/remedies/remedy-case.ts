import type { CauseId, CrossOriginRequest, Target } from '../../../src/index.js';
import type { CorsStyle } from '../../../src/diagnosis/cors-style.js';

/** All but what its file says of each. */
export type Row = Omit<RemedyCase, 'style'>;

/** Origins that should be refused, and are allowed. */
export function rejecting(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row, assertion: 'toRejectOrigin' }));
}

/** Runs the code of a remedy where its names mean what `scope` says; `rest` is what stands behind it there. */
export type Mend = (scope: Readonly<Record<string, unknown>>, rest?: string) => unknown;

/** An app with a mistake, or with a remedy in the place the remedy names. */
export interface RemedyCase {
  readonly cause: CauseId;
  readonly style: CorsStyle | 'words';
  readonly title: string;
  readonly app: (mend?: Mend) => Target | Promise<Target>;
  readonly request: CrossOriginRequest;
  /** Where the remedy is one for the page, or for where the app is deployed. */
  readonly mendedRequest?: (mend: Mend) => CrossOriginRequest;
  /** What the developer asserts; `allowed` where nothing is said. */
  readonly assertion?:
    'toAllowOrigin' | 'toRejectOrigin' | 'toHandlePreflight' | 'simulateFetch' | 'createBrowser';
  /** Pages that are let in by the remedy alone. */
  readonly lets?: readonly string[];
  /** Whether `GET /users` is still for those who have a token. */
  readonly isGuarded?: true;
  /** Pages that are let in before the remedy and behind it. */
  readonly kept?: readonly string[];
}

/** What a remedy prints, as a function of the names that stand in it. */
export function mendWith(code: string): Mend {
  return (scope, rest = '') => {
    const body = `${code}\n${rest}`;
    const all = body.includes('await ') ? `return (async () => {\n${body}\n})()` : body;
    // A developer pastes it: there is no other way to show that it works.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const run = new Function(...Object.keys(scope), all) as (...given: unknown[]) => unknown;
    return run(...Object.values(scope));
  };
}
