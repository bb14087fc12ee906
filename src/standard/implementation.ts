import type { RegistrableDomain } from './cross-origin-resource-policy-check.js';

/** What a preflight's answer is examined for. Which fault is named first is up to the implementation. */
export type PreflightCheck =
  | 'redirect'
  | 'cors-check'
  | 'status'
  | 'allow-methods-syntax'
  | 'allow-headers-syntax'
  | 'method'
  | 'non-wildcard-headers'
  | 'headers';

/** Every place where a user agent may act differently from the Standard, as data. */
export interface Implementation {
  readonly preflightChecks: readonly PreflightCheck[];
  /** Whether `Access-Control-Allow-Headers: *` covers `Authorization` in a request without credentials. */
  readonly wildcardCoversAuthorization: boolean;
  /** By the user agent's list of public suffixes. Without it a host is a site of its own. */
  readonly registrableDomain?: RegistrableDomain;
}

/** The Standard to the letter. */
export const fetchStandard: Implementation = {
  preflightChecks: [
    'cors-check',
    'status',
    'allow-methods-syntax',
    'allow-headers-syntax',
    'method',
    'non-wildcard-headers',
    'headers',
  ],
  wildcardCoversAuthorization: false,
};
