import { allowedEntries } from './allowed.js';
import { cachedEntry } from './cached.js';
import { credentialsEntries } from './credentials.js';
import type { Entry } from './entry.js';
import { listEntries } from './lists.js';
import { errorEntries, nothingEntry, removedEntry } from './lost-headers.js';
import { orderEntries } from './order.js';
import { notListedEntry, originListEntries } from './origin-lists.js';
import { originEntries } from './origins.js';
import { preflightEntries } from './preflights.js';
import { proxyEntries } from './proxies.js';
import { redirectEntries } from './redirects.js';

/** Every cause, in the order they are looked for: the first that is certain is reported. */
export const catalogue: readonly Entry[] = [
  ...proxyEntries,
  cachedEntry,
  ...redirectEntries,
  removedEntry,
  ...credentialsEntries,
  ...listEntries,
  ...originListEntries,
  ...preflightEntries,
  ...originEntries,
  ...orderEntries,
  ...errorEntries,
  notListedEntry,
  nothingEntry,
  ...allowedEntries,
];
