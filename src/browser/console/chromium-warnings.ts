import { isMixedContentRule, waivedMixedContent } from '../../standard/mixed-content.js';
import type { FetchResult } from '../../standard/main-fetch.js';
import { mixedContent } from './chromium-console.js';
import type { ConsoleFacts } from './console-facts.js';
import { chromiumMixedContentWaived } from './wordings/chromium-wordings.js';

/** Chromium 156 warns of mixed content that goes to the local network. */
export function chromiumWarnings(
  result: FetchResult,
  page: Pick<ConsoleFacts, 'initiator' | 'pageUrl'>,
): string[] {
  if ('refusal' in result && isMixedContentRule(result.refusal.rule)) return [];
  return waivedMixedContent(result.request).flatMap(
    (url) => mixedContent(page, url, chromiumMixedContentWaived) ?? [],
  );
}
