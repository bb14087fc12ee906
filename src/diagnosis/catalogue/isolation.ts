import { culpritOf, deciderOf, endOf, type Facts, isMissing, lets, styleIn } from '../facts.js';
import { ways } from '../remedy/by-hand.js';
import type { Finding } from '../cause.js';
import { describeEvent } from './app-layers.js';
import { certain, type Entry, likely } from './entry.js';

/** https://web.dev/articles/fetch-metadata */
export const isolationEntry: Entry = {
  id: 'isolation-policy-rejects',
  title:
    'A resource isolation policy rejects requests from other sites (Sec-Fetch-Site) before CORS has a say.',
  before: "if (req.headers['sec-fetch-site'] === 'cross-site') return res.sendStatus(403)",
  after: "if (req.headers['sec-fetch-mode'] === 'cors') return next()",
  refutedBy: 'the same response to a page of the same origin (Sec-Fetch-Site: same-origin)',
  find: (facts) => {
    const { exchange, asOwnPage } = facts;
    if (!isMissing(facts) || asOwnPage === undefined) return undefined;
    const isLet = lets(facts.outcome.request.origin, asOwnPage);
    if (asOwnPage.status >= 400 && !isLet) return undefined;
    const end = endOf(facts);
    return (isLet ? certain : likely)(
      [
        `${describeEvent(end)} responded with ${String(exchange.status)}; with "Sec-Fetch-Site: same-origin" the same request gets ${String(asOwnPage.status)}`,
      ],
      { culprit: culpritOf(end), remedy: letThrough(facts, deciderOf(end) ?? 'the policy') },
    );
  },
};

function letThrough(facts: Facts, name: string): Finding['remedy'] {
  const text = `let requests that CORS decides about through in ${name}, at its start (if page and API are one site, say so: servedAt)`;
  return ways[styleIn(facts)]?.set('', '').startsWith('res.') === true
    ? { text: `${text}:`, code: "if (req.headers['sec-fetch-mode'] === 'cors') return next()" }
    : { text, code: '' };
}
