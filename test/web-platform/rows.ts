import { allowOriginRows } from './cors/allow-origin.js';
import { corsHeaderRows } from './cors/headers.js';
import { corsRedirectRows } from './cors/redirect.js';
import { safelistRows } from './cors/safelist.js';
import { statusRows } from './cors/status.js';
import { basicRows } from './fetch-cors/basic.js';
import { fetchPreflightRows } from './fetch-cors/preflight.js';
import { fetchCorsRedirectRows } from './fetch-cors/redirect.js';
import { fetchCredentialsRows } from './fetch-credentials/credentials.js';
import { redirectLocationRows } from './fetch-redirect/location.js';
import { redirectModeRows } from './fetch-redirect/mode.js';
import type { Row } from './row.js';
import { xhrRows } from './xhr/access-control.js';
import { xhrPreflightRows } from './xhr/preflight.js';

/** Facts of web-platform-tests/wpt as they stood in mid-2026. */
export const rows: readonly Row[] = [
  ...allowOriginRows,
  ...corsHeaderRows,
  ...corsRedirectRows,
  ...safelistRows,
  ...statusRows,
  ...basicRows,
  ...fetchPreflightRows,
  ...fetchCorsRedirectRows,
  ...fetchCredentialsRows,
  ...redirectLocationRows,
  ...redirectModeRows,
  ...xhrRows,
  ...xhrPreflightRows,
];
