import { isMixedContentRule } from '../../standard/mixed-content.js';
import { corsCheckCodes, type CorsErrorCode } from '../../standard/decision.js';
import { isAboutStatus } from '../../standard/process-response.js';
import type { RequestInitiator } from '../request-initiator.js';
import type { ConsoleFacts } from './console-facts.js';
import {
  chromiumGuards,
  chromiumMixedContent,
  chromiumMixedContentBlocked,
  chromiumNames,
  chromiumNoModule,
  chromiumOnPreflight,
  chromiumOpening,
  chromiumReasons,
  chromiumRedirectedOpening,
  chromiumSendValid,
  chromiumUnsafeAttempt,
  chromiumWithCredentials,
  noEventStream,
} from './wordings/chromium-wordings.js';
import { fill } from './wordings/fill.js';

/** What Chromium 156 prints. */
export function chromiumConsole(facts: ConsoleFacts): string | null {
  const { code, url, requestedUrl, origin, initiator, pageUrl } = facts;
  if (code === 'DisallowedByMode' || code === 'NoCorsRedirectModeNotFollow')
    return fill(chromiumGuards[code], { url, origin });
  if (isMixedContentRule(facts.rule)) {
    return mixedContent(facts, url, chromiumMixedContentBlocked);
  }
  if (code === null) {
    const unusable = unusableResponse(facts);
    if (unusable !== null) return unusable;
    const leftItsOrigin =
      facts.phase === 'redirect' && facts.mode === 'same-origin' && facts.rule.algorithm === 'main fetch';
    if (!leftItsOrigin) return null;
    return `${fill(chromiumUnsafeAttempt, { url, pageUrl })}\n`;
  }
  const [what] = chromiumNames[initiator];
  const opening = url === requestedUrl ? chromiumOpening : chromiumRedirectedOpening;
  const isOnPreflight = facts.preflight && checkedFirst.has(code);
  return (
    fill(opening, { what, url, requestedUrl, origin }) +
    (isOnPreflight ? chromiumOnPreflight : '') +
    reason(code, escapeUnprintable(facts.value), initiator)
  );
}

/** What EventSource and module scripts say of a response that they can read. */
function unusableResponse({ rule, value }: ConsoleFacts): string | null {
  if (isAboutStatus(value)) return null;
  if (rule.algorithm === 'EventSource') return fill(noEventStream, { value });
  if (rule.algorithm !== 'module script') return null;
  return fill(chromiumNoModule, { value });
}

/** Where Chromium blocks mixed content, and where it lets it through to the local network. Of images and media it says nothing. */
export function mixedContent(
  { initiator, pageUrl }: Pick<ConsoleFacts, 'initiator' | 'pageUrl'>,
  url: string,
  verdict: string,
): string | null {
  const [, what] = chromiumNames[initiator];
  return what === null ? null : fill(chromiumMixedContent, { pageUrl, what, url }) + verdict;
}

/** Faults that a preflight has in common with an answer; the others are a preflight's own. */
const checkedFirst: ReadonlySet<CorsErrorCode> = new Set<CorsErrorCode>([
  ...corsCheckCodes,
  'PreflightInvalidStatus',
  'PreflightDisallowedRedirect',
]);

function reason(code: CorsErrorCode, value: string, initiator: RequestInitiator): string {
  const wording: string | undefined = (chromiumReasons as Partial<Record<CorsErrorCode, string>>)[code];
  if (wording === undefined) return code;
  const isFetch = initiator === 'fetch' && aboutTheValue.includes(code);
  const isXhr = initiator === 'xhr' && aboutCredentials.includes(code);
  return (
    fill(wording, { value, method: value, header: value }) +
    (isFetch ? chromiumSendValid : isXhr ? chromiumWithCredentials : '')
  );
}

const aboutTheValue: readonly CorsErrorCode[] = [
  'MultipleAllowOriginValues',
  'InvalidAllowOriginValue',
  'AllowOriginMismatch',
];
const aboutCredentials: readonly CorsErrorCode[] = ['WildcardOriginNotAllowed', 'InvalidAllowCredentials'];

/** Chromium writes control characters and bytes beyond ASCII as `\u00FC`. */
function escapeUnprintable(text: string): string {
  return text.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
