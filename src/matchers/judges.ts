// What the matchers do. Loaded at the first call of one: a test file that asks nothing about CORS does without.
export { judgeCall } from './judge-call.js';
export { toAllowAnyOrigin } from './to-allow-any-origin.js';
export { toAllowCredentials } from './to-allow-credentials.js';
export { toAllowHeaders } from './to-allow-headers.js';
export { toAllowMethods } from './to-allow-methods.js';
export { toAllowOnlyOrigins } from './to-allow-only-origins.js';
export { toAllowOrigin } from './to-allow-origin.js';
export { toBeBlocked } from './to-be-blocked.js';
export { toBeReadable } from './to-be-readable.js';
export { toCachePreflightFor } from './to-cache-preflight-for.js';
export { toExposeHeaders } from './to-expose-headers.js';
export { toHandlePreflight } from './to-handle-preflight.js';
export { toMatchCorsContract } from './to-match-cors-contract.js';
export { toPassCorsAudit } from './to-pass-cors-audit.js';
export { toRejectOrigin } from './to-reject-origin.js';
export { toVaryOnOrigin } from './to-vary-on-origin.js';
