import { isMixedContentRule } from '../../standard/mixed-content.js';
import { corsCheckCodes, type CorsErrorCode } from '../../standard/decision.js';
import { isAboutStatus } from '../../standard/process-response.js';
import type { RequestInitiator } from '../request-initiator.js';
import type { ConsoleFacts } from './console-facts.js';
import { notAnEventStream } from './event-source-console.js';

const schemes =
  'chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app';

/** What Chromium 156 calls what was asked for, where CORS and where mixed content blocks it; null prints nothing. */
const names: Readonly<Record<RequestInitiator, readonly [cors: string, mixed: string | null]>> = {
  fetch: ['fetch', 'resource'],
  xhr: ['XMLHttpRequest', 'XMLHttpRequest endpoint'],
  image: ['image', null],
  font: ['font', 'font'],
  script: ['script', 'script'],
  module: ['script', 'script'],
  stylesheet: ['CSS stylesheet', 'stylesheet'],
  video: ['video', null],
  audio: ['audio', null],
  eventsource: ['resource', 'EventSource endpoint'],
  beacon: ['resource', 'Beacon endpoint'],
  worker: ['script', 'Worker script'],
};

/** What Chromium 156 prints. */
export function chromiumConsole(facts: ConsoleFacts): string | null {
  const { code, url, requestedUrl, origin, initiator } = facts;
  const [what] = names[initiator];
  if (code === 'DisallowedByMode') {
    return `Fetch API cannot load ${url}. Request mode is "same-origin" but the URL's origin is not same as the request origin ${origin}.`;
  }
  if (code === 'NoCorsRedirectModeNotFollow') {
    return `Fetch API cannot load ${url}. Request mode is "no-cors" but the redirect mode is not "follow".`;
  }
  if (isMixedContentRule(facts.rule)) {
    return mixedContent(facts, url, 'This request has been blocked; the content must be served over HTTPS.');
  }
  if (code === null) {
    const unusable = unusableResponse(facts);
    if (unusable !== null) return unusable;
    const leftItsOrigin =
      facts.phase === 'redirect' && facts.mode === 'same-origin' && facts.rule.algorithm === 'main fetch';
    if (!leftItsOrigin) return null;
    return `Unsafe attempt to load URL ${url} from frame with URL ${facts.pageUrl}. Domains, protocols and ports must match.\n`;
  }
  const redirected = url === requestedUrl ? '' : ` (redirected from '${requestedUrl}')`;
  const prefix = `Access to ${what} at '${url}'${redirected} from origin '${origin}' has been blocked by CORS policy: `;
  const onPreflight = facts.preflight
    ? "Response to preflight request doesn't pass access control check: "
    : '';
  const own = sentences(escapeUnprintable(facts.value), initiator)[code] ?? code;
  return prefix + (checkedFirst.has(code) ? onPreflight : '') + own;
}

/** What EventSource and module scripts say of a response that they can read. */
function unusableResponse({ rule, value }: ConsoleFacts): string | null {
  if (isAboutStatus(value)) return null;
  if (rule.algorithm === 'EventSource') return notAnEventStream(value);
  if (rule.algorithm !== 'module script') return null;
  return `Failed to load module script: Expected a JavaScript-or-Wasm module script but the server responded with a MIME type of "${value}". Strict MIME type checking is enforced for module scripts per HTML spec.`;
}

/** Where Chromium blocks mixed content, and where it lets it through to the local network. Of images and media it says nothing. */
export function mixedContent(
  { initiator, pageUrl }: Pick<ConsoleFacts, 'initiator' | 'pageUrl'>,
  url: string,
  verdict: string,
): string | null {
  const [, what] = names[initiator];
  return what === null
    ? null
    : `Mixed Content: The page at '${pageUrl}' was loaded over HTTPS, but requested an insecure ${what} '${url}'. ${verdict}`;
}

/** Faults that a preflight has in common with an answer; the others are a preflight's own. */
const checkedFirst: ReadonlySet<CorsErrorCode> = new Set<CorsErrorCode>([
  ...corsCheckCodes,
  'PreflightInvalidStatus',
  'PreflightDisallowedRedirect',
]);

function sentences(value: string, initiator: RequestInitiator): Partial<Record<CorsErrorCode, string>> {
  const allowOrigin = "The 'Access-Control-Allow-Origin' header";
  const sendValid = initiator !== 'fetch' ? '' : ' Have the server send the header with a valid value.';
  const withCredentials =
    initiator === 'xhr'
      ? ' The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.'
      : '';
  return {
    MissingAllowOriginHeader: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    MultipleAllowOriginValues: `${allowOrigin} contains multiple values '${value}', but only one is allowed.${sendValid}`,
    InvalidAllowOriginValue: `${allowOrigin} contains the invalid value '${value}'.${sendValid}`,
    AllowOriginMismatch: `${allowOrigin} has a value '${value}' that is not equal to the supplied origin.${sendValid}`,
    WildcardOriginNotAllowed: `The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.${withCredentials}`,
    InvalidAllowCredentials: `The value of the 'Access-Control-Allow-Credentials' header in the response is '${value}' which must be 'true' when the request's credentials mode is 'include'.${withCredentials}`,
    PreflightInvalidStatus: 'It does not have HTTP ok status.',
    PreflightDisallowedRedirect: 'Redirect is not allowed for a preflight request.',
    InvalidAllowMethodsPreflightResponse:
      'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
    InvalidAllowHeadersPreflightResponse:
      'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
    MethodDisallowedByPreflightResponse: `Method ${value} is not allowed by Access-Control-Allow-Methods in preflight response.`,
    HeaderDisallowedByPreflightResponse: `Request header field ${value} is not allowed by Access-Control-Allow-Headers in preflight response.`,
    RedirectContainsCredentials:
      "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
    InsecureLocalNetwork: `The request client is not a secure context and the resource is in more-private address space \`${value}\`.`,
    LocalNetworkAccessPermissionDenied: `Permission was denied for this request to access the \`${value}\` address space.`,
    CorsDisabledScheme: `Cross origin requests are only supported for protocol schemes: ${schemes}.`,
  };
}

/** Chromium writes control characters and bytes beyond ASCII as `\u00FC`. */
function escapeUnprintable(text: string): string {
  return text.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
