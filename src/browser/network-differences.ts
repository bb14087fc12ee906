import { type Difference, difference } from './difference.js';
import type { Implementation } from '../standard/implementation.js';

/** Where the engines refuse, or let through, what CORS has no rule for. */
export const networkDifferences: readonly Difference<keyof Implementation>[] = [
  difference(
    'badPortBeforeMode',
    { chromium: 'after-redirect', webkit: 'never' },
    'Observed: at http://127.0.0.1:6667 a request in mode "same-origin" is blocked as DisallowedByMode in Chromium; where a redirect leads there WebKit names the mode, Chromium the port. That nothing is sent to a bad port was observed in all three, with a server listening there.',
  ),
  difference(
    'refusedStatuses',
    { chromium: [407] },
    'Observed: a 407 is blocked in Chromium (ERR_UNEXPECTED_PROXY_AUTH), on a preflight as well; Firefox and WebKitGTK show it to the page. What Safari does with it is not known.',
  ),
  difference(
    'refusesDifferingLines',
    { chromium: 'values', firefox: 'lines' },
    'Observed: two different Content-Disposition or Location lines are blocked in Chromium (ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_DISPOSITION, …_LOCATION) and Firefox (NS_ERROR_CORRUPTED_CONTENT), on a preflight and on a 200 as well; in Chromium also attachment; filename=a,b.txt, whose comma makes two of it. WebKitGTK lets them through; what Safari does is not known.',
  ),
  difference(
    'repeatedLocation',
    { chromium: 'once', firefox: 'once', webkit: 'combined' },
    'Observed: two Location lines that are the same are followed in Chromium and Firefox; WebKitGTK follows both, combined with a comma, the same or not. Safari reads its headers from another library.',
  ),
  difference(
    'localNetworkAccess',
    {
      chromium: { blocksInsecurePages: true, waivesMixedContent: true },
      firefox: { blocksInsecurePages: false, waivesMixedContent: false },
    },
    'Observed in Chromium 156, by permission, page and API: test/browsers/local-network. Tried in Firefox 153, which has it by default: pages over http are asked about, too, and http: names of the local network stay mixed content. What Safari does is not known.',
  ),
  difference(
    'blankLocation',
    { chromium: 'ignored', webkit: 'refused' },
    'Observed: a 302 with an empty Location is followed to the same URL by Firefox, until it has had enough; Chromium gives it to the page, WebKitGTK blocks it.',
  ),
  difference(
    'refusesInvalidLocation',
    { chromium: true },
    'Observed: with redirect mode "manual" a Location that is not a URL (http://[) is blocked in Chromium (ERR_INVALID_REDIRECT), and so is a preflight with one, without a CORS error code.',
  ),
  difference(
    'errorNeedsLocation',
    { chromium: true, webkit: true },
    'Observed: with redirect mode "error" a 302 without a Location, or with an empty one, is allowed in Chromium and WebKit, and blocked in Firefox.',
  ),
];
