import type { StackFrame } from '../runner/stack-frame.js';
import type { LayerInfo } from '../app/layer-info.js';
import type { Remedy } from './remedy/remedy.js';

/** What in an app makes browsers block it. Public, and fixed. */
export const causeIds = [
  'no-cors-headers',
  'cors-after-routes',
  'cors-mounted-elsewhere',
  'preflight-not-routed',
  'preflight-and-request-policies-differ',
  'preflight-blocked-by-authentication',
  'preflight-redirected',
  'preflight-continues-to-handler',
  'preflight-status-not-ok',
  'origin-not-listed',
  'origin-pattern-is-text',
  'origin-trailing-slash',
  'origin-scheme-differs',
  'origin-port-differs',
  'origin-without-scheme',
  'origin-host-case',
  'origin-with-path',
  'localhost-is-not-127-0-0-1',
  'wildcard-in-list',
  'origins-joined',
  'cors-switched-off',
  'origin-callback-failed',
  'wildcard-with-credentials',
  'credentials-not-enabled',
  'credentials-value-wrong',
  'method-not-listed',
  'method-case',
  'header-not-listed',
  'response-header-in-request',
  'wildcard-is-literal-with-credentials',
  'list-not-parsable',
  'cors-headers-twice',
  'cors-headers-removed',
  'answered-before-cors',
  'error-response-without-cors-headers',
  'raw-response-without-cors-headers',
  'isolation-policy-rejects',
  'redirected-to-another-origin',
  'redirect-without-cors-headers',
  'stateful-origin-check',
  'cached-without-vary-origin',
  'resource-policy-blocks',
  'mixed-content',
  // In front of the app.
  'answered-by-proxy',
  'proxy-removed-header',
  'proxy-overwrote-header',
  'proxy-added-header',
  'proxy-headers-not-always',
  'proxy-cached-for-another-origin',
  // Where an origin should be rejected and is allowed.
  'any-origin-allowed',
  'any-origin-reflected',
  'origin-is-listed',
  'null-is-allowed',
  'pattern-too-loose',
] as const;
/** The ids of causes; `docs/diagnosis.md` has a section for each. */
export type CauseId = (typeof causeIds)[number];

/** The code that set, removed or ended it, as far as it is known. */
export interface Culprit extends StackFrame {
  /** The layer of the Express app it is in; null for other apps. */
  readonly layer: LayerInfo | null;
}

/** That a cause fits the evidence. `certain`: the evidence leaves no other. `possible`: nothing speaks against it. */
export interface Finding {
  readonly certainty: 'certain' | 'likely' | 'possible';
  /** A line each. */
  readonly evidence: readonly string[];
  readonly culprit?: Culprit | null;
  readonly remedy: Remedy;
  /** Whether the remedy is written for the web server that the response shows, and not for an app. Default false. */
  readonly isForServer?: true;
}
