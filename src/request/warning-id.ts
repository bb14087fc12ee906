/** It works, but … Public, and fixed. */
export const warningIds = [
  'authorization-under-wildcard',
  'vary-origin-missing',
  'vary-origin-overwritten',
  'allowed-but-not-found',
  'rejected-with-server-error',
  'handler-ran-for-rejected-origin',
  'cookie-not-sent-cross-site',
  'header-not-readable',
  'max-age-capped',
  'max-age-invalid',
  'null-origin-allowed',
  'http-origin-with-credentials',
  'reflects-any-origin',
  'wildcard-with-allow-credentials',
  'third-party-cookie-blocked',
  'local-network-access',
  'response-from-http-cache',
] as const;
/** The ids of warnings. */
export type WarningId = (typeof warningIds)[number];
