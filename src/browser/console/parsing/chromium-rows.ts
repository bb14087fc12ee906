import type { CorsErrorCode } from '../../../standard/decision.js';
import {
  chromiumGuards,
  chromiumMixedContent,
  chromiumMixedContentBlocked,
  chromiumMixedContentWaived,
  chromiumNoModule,
  chromiumOpening,
  chromiumReasons,
  chromiumRedirectedOpening,
  chromiumSendValid,
  chromiumUnsafeAttempt,
  chromiumWithCredentials,
  noEventStream,
  unsafeHeader,
} from '../wordings/chromium-wordings.js';
import { reasonRow, rowsByWording } from './rows-by-wording.js';
import type { WordingRow } from './wording-row.js';

const browsers = ['chromium'] as const;
const cors = { browsers, kind: 'cors' } as const;
const opening = { ...cors, part: 'opening' } as const;
const reason = { ...cors, part: 'reason' } as const;
const both = ['chromium', 'webkit'] as const;

const corsRow = (code: CorsErrorCode, wording: string): WordingRow => reasonRow('chromium', code, wording);

/** Of the last years, and what is still pasted from before them. */
const olderReasons: readonly WordingRow[] = [
  corsRow('CorsDisabledScheme', 'Cross origin requests are only supported for protocol schemes: {schemes}.'),
  corsRow('CorsDisabledScheme', 'Cross origin requests are only supported for HTTP.'),
  corsRow('DisallowedByMode', 'Cross origin requests are not allowed by request mode.'),
  corsRow('PreflightDisallowedRedirect', 'Response for preflight is invalid (redirect)'),
  corsRow('PreflightInvalidStatus', 'Response for preflight has invalid HTTP status code {status}'),
  corsRow(
    'RedirectContainsCredentials',
    "Redirect location '{location}' contains a username and password, which is disallowed for cross-origin requests.",
  ),
  corsRow(
    'WildcardOriginNotAllowed',
    "A wildcard '*' cannot be used in the 'Access-Control-Allow-Origin' header when the credentials flag is true.",
  ),
  corsRow(
    'InvalidAllowCredentials',
    "Credentials flag is 'true', but the 'Access-Control-Allow-Credentials' header is '{value}'. It must be 'true' to allow credentials.",
  ),
  {
    ...reason,
    wording:
      'Request had a target IP address space of `{space}` yet the resource is in address space `{value}`.',
  },
  {
    ...reason,
    phase: 'preflight',
    header: 'access-control-allow-private-network',
    wording:
      "No 'Access-Control-Allow-Private-Network' header was present in the preflight response for this private network request targeting the `{space}` address space.",
  },
  {
    ...reason,
    phase: 'preflight',
    header: 'access-control-allow-private-network',
    wording:
      "The 'Access-Control-Allow-Private-Network' header in the preflight response for this private network request targeting the `{space}` address space had a value of '{value}', instead of 'true'.",
  },
  { ...reason, wording: 'The response is invalid.' },
];

/** Behind a reason. */
export const chromiumSuffixes: readonly WordingRow[] = [
  { ...cors, initiators: ['xhr'], wording: chromiumWithCredentials },
  {
    ...cors,
    initiators: ['fetch'],
    wording:
      " Have the server send the header with a valid value, or, if an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.",
  },
  { ...cors, initiators: ['fetch'], wording: chromiumSendValid },
  {
    ...cors,
    initiators: ['fetch'],
    wording:
      " If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.",
  },
  { ...cors, wording: " Origin '{origin}' is therefore not allowed access." },
  { ...cors, wording: ' The response had HTTP status code {status}.' },
];

const mixed = { browsers, kind: 'mixed-content' } as const;
const types = { browsers, kind: 'response-type' } as const;
const warning = { isWarning: true } as const;
const ofModule = { initiators: ['module', 'worker'] } as const;

export const chromiumRows: readonly WordingRow[] = [
  { ...opening, wording: chromiumRedirectedOpening },
  { ...opening, wording: chromiumOpening },
  { ...opening, wording: "Redirect from '{requestedUrl}' to '{url}' has been blocked by CORS policy: " },
  { ...opening, wording: 'Failed to load {url}: ' },
  { ...opening, wording: 'XMLHttpRequest cannot load {url}. ', initiators: ['xhr'] },
  { ...opening, wording: 'Fetch API cannot load {url}. ', initiators: ['fetch'] },
  {
    ...opening,
    wording:
      "Font from origin '{server}' has been blocked from loading by Cross-Origin Resource Sharing policy: ",
    initiators: ['font'],
  },
  ...rowsByWording(chromiumReasons, 'chromium', { isSilent: false }),
  ...olderReasons,
  {
    ...cors,
    codes: ['DisallowedByMode'],
    wording: chromiumGuards.DisallowedByMode,
    phase: 'guard',
    mode: 'same-origin',
    initiators: ['fetch'],
  },
  {
    ...cors,
    codes: ['NoCorsRedirectModeNotFollow'],
    wording: chromiumGuards.NoCorsRedirectModeNotFollow,
    phase: 'guard',
    mode: 'no-cors',
    initiators: ['fetch'],
  },
  {
    ...cors,
    codes: ['CorsDisabledScheme'],
    wording: 'Fetch API cannot load {url}. URL scheme "{scheme}" is not supported.',
    initiators: ['fetch'],
  },
  {
    ...cors,
    codes: ['CorsDisabledScheme'],
    wording: 'Fetch API cannot load {url}. URL scheme must be "http" or "https" for CORS request.',
    initiators: ['fetch'],
  },
  { ...cors, ...warning, wording: 'will not be covered by the wildcard symbol (*)', header: 'authorization' },
  { browsers, kind: 'redirect', wording: chromiumUnsafeAttempt, mode: 'same-origin' },
  { ...mixed, wording: chromiumMixedContent + chromiumMixedContentBlocked },
  { ...mixed, ...warning, wording: chromiumMixedContent + chromiumMixedContentWaived },
  {
    ...mixed,
    ...warning,
    wording: `${chromiumMixedContent}This request was automatically upgraded to HTTPS`,
  },
  {
    ...mixed,
    ...warning,
    wording: `${chromiumMixedContent}This request was not upgraded to HTTPS because its URL's host is an IP address.`,
  },
  { ...types, ...ofModule, wording: chromiumNoModule },
  {
    ...types,
    ...ofModule,
    wording:
      'Failed to load module script: Expected a JavaScript module script but the server responded with a MIME type of "{value}". Strict MIME type checking is enforced for module scripts per HTML spec.',
  },
  {
    ...types,
    ...ofModule,
    wording:
      'Failed to load module script: The server responded with a non-JavaScript MIME type of "{value}". Strict MIME type checking is enforced for module scripts per HTML spec.',
  },
  { ...types, browsers: both, initiators: ['eventsource'], header: 'content-type', wording: noEventStream },
  {
    ...types,
    initiators: ['stylesheet'],
    wording:
      "Refused to apply style from '{url}' because its MIME type ('{value}') is not a supported stylesheet MIME type",
  },
  {
    ...types,
    initiators: ['script'],
    wording: "Refused to execute script from '{url}' because its MIME type ('{value}') is not executable",
  },
  { browsers: both, kind: 'header-access', wording: unsafeHeader, initiators: ['xhr'] },
  { browsers: both, kind: 'header-access', wording: 'Refused to set unsafe header "{header}"' },
  {
    browsers,
    kind: 'resource-policy',
    wording:
      'Cross-Origin Read Blocking (CORB) blocked cross-origin response {url} with MIME type {value}. See ',
  },
  { browsers, kind: 'canvas', wording: 'Tainted canvases may not be exported.', initiators: ['image'] },
  {
    browsers,
    kind: 'canvas',
    wording: 'The canvas has been tainted by cross-origin data.',
    initiators: ['image'],
  },
  {
    browsers,
    kind: 'canvas',
    wording: 'The image element contains cross-origin data, and may not be loaded.',
    initiators: ['image'],
  },
];
