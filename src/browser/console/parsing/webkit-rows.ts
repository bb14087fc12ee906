import type { RequestInitiator } from '../../request-initiator.js';
import {
  webkitClosings,
  webkitLocalResource,
  webkitMixedContent,
  webkitNoFtp,
  webkitNoModule,
  webkitNoRedirect,
  webkitNotAllowed,
  webkitNotRequested,
  webkitOtherScheme,
  webkitPort,
  webkitReasons,
  webkitRedirection,
  webkitRedirectToOtherScheme,
  webkitResourcePolicy,
  webkitTooManyRedirects,
  webkitUnsafeAttempt,
  webkitUserInfo,
} from '../wordings/webkit-wordings.js';
import { reasonRow, rowsByWording } from './rows-by-wording.js';
import type { WordingRow } from './wording-row.js';

const browsers = ['webkit'] as const;
const cors = { browsers, kind: 'cors' } as const;
const opening = { ...cors, part: 'opening' } as const;
const reason = { ...cors, part: 'reason' } as const;
const redirect = { browsers, kind: 'redirect', phase: 'redirect', part: 'reason' } as const;
const mixed = { browsers, kind: 'mixed-content', part: 'reason' } as const;

const withoutStatus = (wording: string): string => wording.replace(' Status code: {status}', '');

const reasons = rowsByWording(
  {
    ...webkitReasons,
    // Last, because blanks between several values are rare.
    InvalidAllowOriginValue: webkitReasons.InvalidAllowOriginValue,
  },
  'webkit',
  { isSilent: true },
).map((row) =>
  row.wording === webkitNotAllowed
    ? {
        ...row,
        codes: [
          ...(row.codes ?? []),
          'MultipleAllowOriginValues',
          'PreflightMultipleAllowOriginValues',
        ] as const,
      }
    : row,
);

/** Before a reason, `Beacon API cannot load {url}. `, or behind it. */
const closings = Object.entries(webkitClosings).flatMap(([initiator, wording]): WordingRow[] => {
  if (wording === null) return [];
  const isOpening = wording.endsWith('{reason}');
  return [
    {
      ...cors,
      kind: isOpening ? 'cors' : 'no-response',
      part: isOpening ? 'opening' : 'closing',
      wording: wording.replace('{reason}', ''),
      initiators: [initiator as RequestInitiator],
    },
  ];
});

export const webkitRows: readonly WordingRow[] = [
  { ...opening, wording: webkitRedirection, phase: 'redirect' },
  ...closings,
  ...reasons,
  // Before Safari 15 the texts had no status.
  ...reasons
    .filter(({ wording }) => wording !== withoutStatus(wording))
    .map((row) => ({ ...row, wording: withoutStatus(row.wording) })),
  reasonRow('webkit', 'RedirectContainsCredentials', webkitUserInfo),
  { ...reasonRow('webkit', 'CorsDisabledScheme', webkitOtherScheme), phase: 'redirect' },
  { ...redirect, wording: webkitNoRedirect },
  { ...redirect, wording: webkitTooManyRedirects },
  { ...redirect, wording: webkitNoFtp },
  { ...redirect, wording: webkitLocalResource },
  { ...redirect, wording: webkitRedirectToOtherScheme },
  { ...redirect, wording: 'Redirect was not allowed' },
  { ...redirect, wording: webkitUnsafeAttempt, mode: 'same-origin' },
  { ...redirect, phase: 'request', kind: 'resource-policy', wording: webkitResourcePolicy },
  { ...redirect, kind: 'port', wording: webkitPort },
  { ...mixed, wording: webkitMixedContent },
  {
    ...mixed,
    wording: '[blocked] The page at {pageUrl} was not allowed to display insecure content from {url}.',
  },
  {
    ...mixed,
    wording: '[blocked] The page at {pageUrl} was not allowed to run insecure content from {url}.',
  },
  {
    ...mixed,
    isWarning: true,
    wording: 'The page at {pageUrl} was allowed to display insecure content from {url}.',
  },
  { ...reason, part: 'companion', wording: webkitNotRequested },
  { ...reason, kind: 'no-response', wording: 'Could not parse HTTP response' },
  { browsers, kind: 'response-type', wording: webkitNoModule, initiators: ['module', 'worker'] },
  {
    browsers,
    kind: 'response-type',
    initiators: ['stylesheet'],
    wording: "Did not parse stylesheet at '{url}' because non CSS MIME types are not allowed in strict mode.",
  },
  {
    browsers,
    kind: 'canvas',
    initiators: ['image'],
    wording: 'Unable to get image data from canvas because the canvas has been tainted by cross-origin data.',
  },
];
