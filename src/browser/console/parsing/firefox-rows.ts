import {
  firefoxAuthorizationWarning,
  firefoxDidNotSucceed,
  firefoxExternalRedirect,
  firefoxMixedContent,
  firefoxNoStatus,
  firefoxOpening,
  firefoxQuotedOpening,
  firefoxReasons,
  firefoxSeveralLines,
  firefoxStatus,
} from '../wordings/firefox-wordings.js';
import { rowsByWording } from './rows-by-wording.js';
import type { WordingRow } from './wording-row.js';

const browsers = ['firefox'] as const;
const cors = { browsers, kind: 'cors' } as const;
const opening = { ...cors, part: 'opening' } as const;
const reason = { ...cors, part: 'reason' } as const;

const preflight = { phase: 'preflight' } as const;

/** As printed before Firefox 90, or as the pages of MDN have it. */
const olderReasons: readonly WordingRow[] = [
  {
    ...reason,
    ...preflight,
    codes: ['PreflightInvalidStatus', 'PreflightDisallowedRedirect'],
    wording: 'CORS preflight channel did not succeed).',
  },
  {
    ...reason,
    ...preflight,
    codes: ['HeaderDisallowedByPreflightResponse'],
    wording:
      'missing token ‘{header}’ in CORS header ‘Access-Control-Allow-Headers’ from CORS preflight channel).',
  },
  {
    ...reason,
    ...preflight,
    codes: ['HeaderDisallowedByPreflightResponse'],
    wording: 'missing token ‘{header}’ in CORS header ‘Access-Control-Allow-Headers’).',
  },
];

const reasons: readonly WordingRow[] = [
  ...rowsByWording(firefoxReasons, 'firefox', { isSilent: true }),
  {
    ...reason,
    codes: ['MultipleAllowOriginValues', 'PreflightMultipleAllowOriginValues'],
    header: 'access-control-allow-origin',
    wording: firefoxSeveralLines,
  },
  { ...reason, ...preflight, codes: ['PreflightDisallowedRedirect'], wording: firefoxExternalRedirect },
  { ...reason, codes: ['CorsDisabledScheme'], wording: 'CORS request not http).' },
  { ...reason, wording: 'CORS disabled).' },
  { ...reason, wording: 'CORS header ‘Origin’ cannot be added).' },
  { ...reason, kind: 'no-response', wording: firefoxDidNotSucceed },
  ...olderReasons,
];

/** Behind a reason. */
export const firefoxSuffixes: readonly WordingRow[] = [
  { ...cors, wording: firefoxStatus },
  { ...cors, wording: firefoxNoStatus },
];

const mixed = { browsers, kind: 'mixed-content' } as const;

export const firefoxRows: readonly WordingRow[] = [
  { ...opening, wording: firefoxQuotedOpening },
  { ...opening, wording: firefoxOpening },
  ...reasons,
  // Without the bracket that closes it: as a page about the error has it.
  ...reasons.map((row) => ({ ...row, wording: row.wording.replace(/\)\.$/, '') })),
  { ...cors, isWarning: true, wording: firefoxAuthorizationWarning, header: 'authorization' },
  { ...mixed, wording: firefoxMixedContent },
  { ...mixed, wording: 'Blocked loading mixed display content “{url}”' },
  { ...mixed, isWarning: true, wording: 'Loading mixed (insecure) display content “{url}” on a secure page' },
  { ...mixed, isWarning: true, wording: 'Upgrading insecure display request ‘{url}’ to use ‘https’' },
  {
    browsers,
    kind: 'resource-policy',
    wording:
      'The resource at “{url}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof).',
  },
  {
    browsers,
    kind: 'response-type',
    initiators: ['module', 'worker'],
    wording: 'Loading module from “{url}” was blocked because of a disallowed MIME type (“{value}”).',
  },
  {
    browsers,
    kind: 'response-type',
    initiators: ['stylesheet'],
    wording: 'The stylesheet {url} was not loaded because its MIME type, “{value}”, is not “text/css”.',
  },
  {
    browsers,
    kind: 'no-response',
    part: 'closing',
    initiators: ['script', 'module', 'worker'],
    wording: 'Loading failed for the <script> with source “{url}”.',
  },
  {
    browsers,
    kind: 'no-response',
    part: 'closing',
    initiators: ['module'],
    wording: 'Loading failed for the module with source “{url}”.',
  },
  {
    browsers,
    kind: 'no-response',
    part: 'closing',
    initiators: ['eventsource'],
    wording: 'Firefox can’t establish a connection to the server at {url}.',
  },
  {
    browsers,
    kind: 'no-response',
    part: 'closing',
    initiators: ['font'],
    wording: 'bad URI or cross-site access not allowed source: {url}',
  },
];
