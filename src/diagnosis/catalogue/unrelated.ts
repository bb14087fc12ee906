import { unrelatedOrigins } from '../../request/unrelated-origins.js';

/** An origin that no app lists. */
export const [unrelated] = unrelatedOrigins;
