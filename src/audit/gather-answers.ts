import type { Changes } from '../ask/session.js';
import type { Exchange } from '../browser/transcript.js';
import { originOf } from '../standard/origin.js';
import type { ProbeResult, PathInAudit, Probe } from './path-in-audit.js';
import type { Answers } from './response-rule.js';
import { oddHeader, oddMethod } from './rules/preflight-rules.js';

/** A path that no app has. */
const unknownPath = '/expect-cors-audit-4711';

/** What the rules about responses look at: what was sent anyway, and nine extra requests. */
export async function gatherAnswers(
  path: PathInAudit,
  allTrusted: readonly string[],
  trusted: Probe,
  stranger: Probe | undefined,
): Promise<Answers> {
  const toTrusted = lastOf(trusted.request, 'request');
  const toStranger = lastOf(stranger?.request, 'request');
  const preflight = lastOf(trusted.preflight, 'preflight');
  if (preflight === undefined) throw new Error('unreachable: a preflight is one exchange');
  const origin = trusted.origin;
  const from = stranger?.origin ?? 'null';
  const repeat = (exchange: Exchange | undefined, changes: Changes): Promise<Exchange | undefined> =>
    exchange === undefined ? Promise.resolve(undefined) : path.repeat(exchange, changes);
  return {
    trusted: origin,
    stranger: from,
    allTrusted,
    withCredentials: path.question.request.credentialsMode === 'include',
    toTrusted,
    toStranger,
    toNobody: await repeat(toTrusted, { origin: null }),
    preflight,
    preflightCode: trusted.preflight.refusal,
    strangerPreflight: lastOf(stranger?.preflight, 'preflight'),
    nobodysPreflight: await repeat(preflight, { origin: null }),
    strangerPasses:
      stranger?.request === undefined
        ? undefined
        : { preflight: isLetIn(stranger.preflight), answer: isLetIn(stranger.request) },
    oddMethod: await repeat(preflight, { headers: [['Access-Control-Request-Method', oddMethod]] }),
    oddHeader: await repeat(preflight, { headers: [['Access-Control-Request-Headers', oddHeader]] }),
    notFound: await repeat(toTrusted, { url: new URL(unknownPath, preflight.url).href }),
    sameOrigin: await repeat(toTrusted, { origin: originOf(preflight.url) }),
    withReferer: await repeat(toTrusted, { origin: null, headers: [['Referer', `${from}/page`]] }),
    privateNetwork: await repeat(lastOf(stranger?.preflight, 'preflight'), {
      headers: [['Access-Control-Request-Private-Network', 'true']],
    }),
  };
}

function isLetIn({ withCredentials, withoutCredentials }: ProbeResult): boolean {
  return withCredentials || withoutCredentials;
}

/** Undefined if its preflight was blocked, so that it was not sent. */
function lastOf(answer: ProbeResult | undefined, kind: Exchange['kind']): Exchange | undefined {
  return answer?.exchanges.findLast((exchange) => exchange.kind === kind);
}
