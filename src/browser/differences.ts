import type { Implementation } from '../standard/implementation.js';
import { type Difference, difference } from './difference.js';
import { memoryDifferences } from './memory-differences.js';
import { networkDifferences } from './network-differences.js';
import { userAgents } from './user-agents.js';
import { webkitHeaderNames } from './webkit-header-names.js';

/** Client hints a script may set, with the values Chromium takes for safe. */
const clientHints: Readonly<Record<string, RegExp>> = {
  dpr: /^\d+(\.\d+)?$/,
  'device-memory': /^\d+(\.\d+)?$/,
  downlink: /^\d+(\.\d+)?$/,
  ect: /^(slow-2g|2g|3g|4g)$/,
  rtt: /^\d+$/,
  'save-data': /^on$/i,
  'viewport-width': /^\d+$/,
  width: /^\d+$/,
};

/** Every known difference. An engine that is not named in a row does what the Standard says. */
export const differences: readonly Difference<keyof Implementation>[] = [
  difference(
    'wildcardCoversAuthorization',
    { chromium: true, firefox: true, webkit: true },
    'Observed in Chromium 156, Firefox 153 and WebKitGTK 2.50: Allow-Headers: * lets Authorization through without credentials.',
  ),
  difference(
    'preflightChecks',
    {
      chromium: [
        'redirect',
        'cors-check',
        'status',
        'allow-methods-syntax',
        'allow-headers-syntax',
        'method',
        'headers',
      ],
      firefox: [
        'cors-check',
        'redirect',
        'status',
        'allow-methods-syntax',
        'method',
        'allow-headers-syntax',
        'headers',
      ],
      webkit: ['status', 'cors-check', 'allow-methods-syntax', 'allow-headers-syntax', 'method', 'headers'],
    },
    'Observed: which fault is named first when the response to a preflight has several.',
  ),
  difference(
    'preflightOrigin',
    { firefox: 'page' },
    "Observed: after a cross-origin redirect Firefox sends the preflight with the page's origin, the request with null; where that leads home, it checks the status, the methods and the headers of the preflight's response only.",
  ),
  difference(
    'preflightAfterRedirect',
    { firefox: 'as-before', webkit: 'as-before-with-removed-headers' },
    'Observed: 301/302 on POST, 303, and a cross-origin redirect that drops Authorization.',
  ),
  difference(
    'restoresRemovedHeaders',
    { firefox: true },
    'Observed: Authorization and Content-Type, gone after a redirect to another origin or a 303, are sent again after the next one that does not remove them from the request as it was made.',
  ),
  difference(
    'namesUnlistedHeader',
    { chromium: 'last', webkit: { knownFirst: webkitHeaderNames } },
    'Observed: of x-b, x-a and X-C, none of them allowed, Chromium names x-c; WebKit the first as the page set them, those it knows before others.',
  ),
  difference(
    'removedByRedirect',
    {
      chromium: ['dpr', 'device-memory', 'downlink', 'ect', 'rtt', 'save-data', 'viewport-width', 'width'],
    },
    "Observed: client hints set by script are gone after a redirect that does not lead to the page's own origin.",
  ),
  difference(
    'userInfoInRedirect',
    { chromium: 'refused' },
    'Observed: Chromium alone blocks user info from page origin to page origin, and in no-cors (ERR_ABORTED).',
  ),
  difference(
    'moreUnsafeValues',
    {
      firefox: { accept: /[\x80-\xff]/, contentType: /[\x80-\xff,]|^[^;]*;.*;$/ },
    },
    'Observed: bytes from 0x80 in Accept or a Content-Type parameter, and in the latter a comma or an empty last parameter (text/plain;;), cause a preflight in Firefox.',
  ),
  difference(
    'moreSafelistedRequestHeaders',
    {
      chromium: clientHints,
    },
    'Observed: client hints with a valid value.',
  ),
  difference(
    'rangeSpelling',
    { webkit: 'lenient' },
    'Observed: Bytes=0-1 and bytes=+1-2 are safelisted in WebKit only.',
  ),
  difference(
    'largestRange',
    { chromium: 2n ** 63n - 2n, firefox: 2n ** 64n - 1n, webkit: 2n ** 64n - 1n },
    'Observed: Chromium sends a preflight from 2^63-1 on, Firefox and WebKit above 2^64-1.',
  ),
  difference(
    'repeatedRequestHeaders',
    { chromium: 'combined', firefox: 'named-each-time', webkit: 'combined' },
    'Observed: Chromium and WebKit combine, then judge; Firefox names x-custom,x-custom.',
  ),
  difference(
    'mergesRequestHeaders',
    {
      firefox: {
        singletons: [
          'authorization',
          'content-disposition',
          'content-type',
          'from',
          'if-modified-since',
          'if-unmodified-since',
          'location',
          'max-forwards',
          'user-agent',
        ],
      },
    },
    'Observed: Firefox sends x-custom: a, b for two lines, the last of several Authorization lines, of several Content-Type lines the last or, with a body, the first, and nothing that precedes an empty line; the other single names are in its source.',
  ),
  difference('dropsUserAgent', { chromium: true }, 'Observed: Chromium drops a User-Agent set by script.'),
  difference(
    'keepsNoCorsContentType',
    { webkit: true },
    'Observed: in mode "no-cors" WebKit sends the application/json of a Blob, the others send no Content-Type.',
  ),
  difference(
    'uploadListenerNeedsBody',
    { chromium: true },
    'Observed: an upload listener without a body causes a preflight in Firefox and WebKit only.',
  ),
  difference(
    'uploadListenerAllowsMethod',
    { chromium: false, firefox: false, webkit: false },
    'Observed in all three: PUT with an upload listener is blocked by a preflight without Access-Control-Allow-Methods, as without the listener.',
  ),
  difference(
    'blankBeforeColon',
    { chromium: 'removed' },
    'Observed: Access-Control-Allow-Origin : x passes in Chromium only.',
  ),
  difference(
    'emptyLines',
    { firefox: 'ignored' },
    'Observed: Access-Control-Allow-Credentials: true with an empty second line passes in Firefox only, and Access-Control-Max-Age: 600 with an empty first one is 600.',
  ),
  difference(
    'exposesWildcardBeforeFailure',
    { firefox: true },
    "Observed: to Firefox's fetch() Access-Control-Expose-Headers: *, @bad exposes all; @bad, * exposes nothing, nor does either to XMLHttpRequest or in the others.",
  ),
  difference(
    'charsetOfText',
    { chromium: 'overwritten' },
    'Observed: XMLHttpRequest sends a string of type text/plain;charset=utf-8 with charset=UTF-8 in Chromium only; of charset=UTF-8, text/plain;a=b c Chromium makes charset=UTF-8 text/plain;a=b c, Firefox and WebKit charset=UTF-8;a="b c".',
  ),
  difference(
    'rewritesRange',
    { chromium: true },
    'Observed: Bytes=0-1 and bytes=00-01 are sent as bytes=0-1 with GET, and as they are with other methods.',
  ),
  difference(
    'sendsHeadersAsUtf8',
    { webkit: true },
    'Observed: a page sets a header to ä, WebKitGTK sends the bytes C3 A4, the others E4. What Safari sends is not known: another library writes its headers.',
  ),
  difference(
    'replacesInvalidUtf8',
    { webkit: true },
    'Observed: a byte 0xE4 in Location leads to %C3%AF%C2%BF%C2%BD in WebKitGTK, and is printed as ï¿½. What Safari makes of it is not known: another library reads its headers.',
  ),
  difference(
    'checksRedirectsWithCredentials',
    { webkit: true },
    'Observed: a redirect from the page origin to B and on is blocked at B unless it allows the origin and credentials.',
  ),
  difference(
    'tellsOpaqueOrigin',
    { chromium: true, firefox: true },
    'Observed: a sandboxed frame sends Origin: null with a no-cors GET with credentials; a sandboxed page that is no frame does not.',
  ),
  ...networkDifferences,
  ...memoryDifferences,
  ...userAgents,
];
