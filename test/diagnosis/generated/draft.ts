import type { CrossOriginRequest } from '../../../src/index.js';

export const frameworks = ['express 4', 'express 5', 'nest', 'koa', 'fastify', 'hono', 'hapi'] as const;
export type Framework = (typeof frameworks)[number];

export const methods = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'] as const;

/** What CORS is told about origins. */
export type OriginSetting =
  | { readonly kind: 'list'; readonly origins: readonly string[] }
  | { readonly kind: 'static'; readonly value: string }
  /** As an unset variable leaves it. */
  | { readonly kind: 'off'; readonly value: '' | false | undefined }
  /** The user's own function; it fails for what it does not know where `fails` says so. */
  | { readonly kind: 'function'; readonly origins: readonly string[]; readonly fails: boolean }
  | { readonly kind: 'pattern'; readonly pattern: RegExp };

export interface Policy {
  readonly origin: OriginSetting;
  /** The value of Allow-Credentials; packages write `true` only. */
  readonly credentials: string | null;
  /** A string is the value of the header, by hand. */
  readonly methods: readonly string[] | string;
  readonly headers: readonly string[] | string;
}

/** Where CORS is done. `on-the-route` is for the methods of the route only. */
export const places = [
  'first',
  'nowhere',
  'only-expose-headers',
  'after-route',
  'other-path',
  'other-router',
  'mounted-app',
  'on-the-route',
] as const;
export type Place = (typeof places)[number];

/** Functions that may respond instead of the route; each has its own name in every framework. */
export const gateNames = [
  'requireAuth',
  'requireSession',
  'limitRate',
  'rejectCrossSite',
  'serveFiles',
  'parseBody',
  'limitBody',
  'addSlash',
  'redirectToLogin',
  'moveToV2',
  'redirectToHttps',
] as const;
export type GateName = (typeof gateNames)[number];

export interface Gate {
  readonly name: GateName;
  readonly at: 'before' | 'after';
}

/** A layer behind CORS that changes what CORS has set. */
export type Late = 'overwriteWithAny' | 'overwriteWithAdmin' | 'stripHeaders' | 'addSecondOrigin';

/** How the route responds. */
export type Ending =
  | 'sync'
  | 'async'
  | 'stream'
  | 'throws'
  | 'rejects'
  | 'error-status'
  | 'raw'
  /** Past the framework, which has the headers still to send. */
  | 'raw-past'
  | 'pipe-past'
  | 'writes-admin'
  | 'redirects';

/** What is served at the other origin that `redirects` leads to. */
export type Elsewhere = 'any' | 'lists-page' | 'bare' | 'lists-admin';

/** An app and the request, of which a framework makes something that runs. */
export interface Draft {
  readonly framework: Framework;
  readonly by: 'package' | 'hand';
  readonly policy: Policy;
  /** For all but preflights, where there are two. */
  readonly actualPolicy: Policy | null;
  readonly place: Place;
  readonly gates: readonly Gate[];
  readonly late: Late | null;
  readonly ending: Ending;
  readonly elsewhere: Elsewhere;
  /** Whether errors go to a function of the app's own. */
  readonly hasErrorHandler: boolean;
  /** Whether errors lose the headers. */
  readonly dropsOnError: boolean;
  readonly preflight: 'handled' | 'continues' | 'status-400';
  /** Whether there is a function behind CORS that responds to OPTIONS with 405. */
  readonly rejectsOptions: boolean;
  readonly resourcePolicy: string | null;
  /** By hand: whether Vary is sent. */
  readonly varies: boolean;
  readonly request: CrossOriginRequest & { readonly origin: string; readonly method: string };
  /** How often the request is made before. */
  readonly before: number;
}

export const admin = 'https://admin.example';
export const elsewhere = 'https://files.example';
