import type express from 'express';
import type { Express } from 'express';
import type {
  CorsErrorCode,
  CrossOriginRequest,
  FetchOutcome,
  Target,
  WarningId,
} from '../../../src/index.js';

/** Express 5; Express 4 has the same types here. */
export type MakeExpress = typeof express;
export type ExpressVersion = 'express 4' | 'express 5';
export type MakeApp = (express: MakeExpress) => Target | Express;

interface Case {
  /** The concrete mistake. */
  readonly title: string;
  /** Both unless impossible; empty where the app is of another framework. */
  readonly on: readonly ExpressVersion[];
  readonly framework?: 'koa' | 'fastify' | 'hono';
  /** The app that has the mistake, and the same one differing only in the fix. */
  readonly wrong: MakeApp;
  readonly control: MakeApp;
  readonly request: CrossOriginRequest;
  /** What the control is asked, where the fix is (also) in the page or in where the app is deployed. */
  readonly controlRequest?: CrossOriginRequest;
  /** What the developer asserts of `request`. */
  readonly expected: 'allowed' | 'refused';
  /**
   * Why browsers refuse what `wrong` answers. Null where they allow it, and where they refuse it by something else than
   * CORS, for which they have no CORS name.
   */
  readonly code: CorsErrorCode | null;
  /** The function of the wrong app that set, removed or ended it, if one of its own did. */
  readonly culprit?: string;
  /** The function whose error the culprit has responded to. */
  readonly failing?: string;
}

/** One mistake that makes the developer's assertion fail: it holds on the control. */
export interface CauseCase extends Case {
  /** Its id in the list of causes. */
  readonly cause: string;
}

/** One mistake the verdict does not show: the assertion holds on both apps, by luck on the wrong one. */
export interface WarningCase extends Case {
  /** Its id in the list of warnings. */
  readonly warning: WarningId;
  /** Whether what it warns of is there, judged by the answers alone. */
  readonly shows: (outcome: FetchOutcome, ask: Ask) => boolean | Promise<boolean>;
}

/** Asks the same app something else. */
export type Ask = (request: CrossOriginRequest) => Promise<FetchOutcome>;

export const both: readonly ExpressVersion[] = ['express 4', 'express 5'];
