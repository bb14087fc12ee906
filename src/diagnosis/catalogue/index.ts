import { allowedEntries } from './allowed.js';
import { cachedEntry } from './cached.js';
import { credentialsEntries } from './credentials.js';
import type { Entry } from './entry.js';
import { listEntries } from './lists.js';
import { isolationEntry } from './isolation.js';
import { errorEntries, nothingEntry } from './lost-headers.js';
import { orderEntries } from './order.js';
import { notListedEntry } from './not-listed.js';
import { originListEntries } from './origin-lists.js';
import { originEntries } from './origins.js';
import { patternEntry } from './patterns.js';
import { preflightEntries } from './preflights.js';
import { rawResponseEntry } from './raw-responses.js';
import { proxyEntries } from './proxies.js';
import { redirectEntries } from './redirects.js';
import { removedEntry } from './removed.js';
import { responseHeaderEntry } from './response-headers.js';

/** Every cause, in the order they are looked for: the first that is certain is reported. */
export const catalogue: readonly Entry[] = [
  ...proxyEntries,
  cachedEntry,
  ...redirectEntries,
  removedEntry,
  responseHeaderEntry,
  isolationEntry,
  rawResponseEntry,
  ...credentialsEntries,
  ...listEntries,
  ...originListEntries,
  patternEntry,
  ...preflightEntries,
  ...originEntries,
  ...orderEntries,
  ...errorEntries,
  notListedEntry,
  nothingEntry,
  ...allowedEntries,
];
