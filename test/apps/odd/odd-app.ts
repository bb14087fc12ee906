import type { CauseId, CrossOriginRequest, Target } from '../../../src/index.js';
import type { ExpressVersion, MakeApp } from '../causes/cause-case.js';

/** An app off the beaten track that refuses `request`, and all that may truly be said of why. */
export interface OddApp {
  readonly title: string;
  readonly on: readonly ExpressVersion[];
  readonly framework?: 'koa' | 'fastify' | 'hono' | 'nest' | 'node';
  readonly app: (...given: Parameters<MakeApp>) => ReturnType<MakeApp> | Promise<Target>;
  readonly request: CrossOriginRequest;
  /** Null where nothing that shows explains it. */
  readonly cause: CauseId | null;
  readonly certainty: 'certain' | 'likely';
  /** The function, or the layer, that did it; null where nobody in particular did. */
  readonly culprit?: string | null;
}
