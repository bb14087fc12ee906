import { type Difference, difference } from './difference.js';
import { httpCacheDifferences } from './http-cache-differences.js';
import type { Implementation } from '../standard/implementation.js';

/** Where the engines differ in what they remember from one request to the next. */
export const memoryDifferences: readonly Difference<keyof Implementation>[] = [
  difference(
    'preflightCache',
    {
      chromium: {
        maxAgeLimit: 7200,
        unusableMaxAge: 5,
        acceptsSign: true,
        credentialedServesAll: true,
        renewal: 'replaces',
        forgetsAfterFailure: 'never',
        forgetsUnusable: true,
        remembersRefusals: false,
        servesUnlisted: ['GET', 'HEAD', 'POST'],
        wildcardServes: 'everything-but-authorization',
        wildcardServesCredentials: false,
        remembersOpaqueOrigins: false,
      },
      firefox: {
        maxAgeLimit: 86400,
        unusableMaxAge: 0,
        acceptsSign: false,
        credentialedServesAll: false,
        renewal: 'adds-unless-expired',
        forgetsAfterFailure: 'always',
        forgetsUnusable: false,
        remembersRefusals: false,
        servesUnlisted: ['GET', 'POST'],
        wildcardServes: 'nothing',
        wildcardServesCredentials: false,
        remembersOpaqueOrigins: true,
      },
      webkit: {
        maxAgeLimit: 600,
        unusableMaxAge: 5,
        acceptsSign: true,
        credentialedServesAll: true,
        renewal: 'replaces',
        forgetsAfterFailure: 'never',
        forgetsUnusable: true,
        remembersRefusals: true,
        servesUnlisted: ['GET', 'HEAD', 'POST'],
        wildcardServes: 'everything',
        wildcardServesCredentials: false,
        remembersOpaqueOrigins: true,
      },
    },
    'Observed in sequences of requests by one document; caps also in the sources of the three engines.',
  ),
  difference(
    'cookies',
    {
      firefox: {
        missingSameSite: 'none',
        schemefulSite: false,
        needsSecure: true,
        secureOnLoopback: true,
        nameless: 'is-name',
      },
      webkit: {
        missingSameSite: 'none',
        schemefulSite: false,
        needsSecure: false,
        secureOnLoopback: false,
        nameless: 'is-value',
      },
    },
    'Observed in sequences that set cookies, and from http to https pages: only in Chromium schemes make two sites. Of WebKit it is the jar of libsoup that was observed. That a missing SameSite is None, and that Secure is not kept on http://localhost, is reported of Safari as well; what Safari makes of text without = is not known.',
  ),
  ...httpCacheDifferences,
];
