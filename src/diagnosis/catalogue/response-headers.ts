import type { Facts } from '../facts.js';
import { certain, type Entry } from './entry.js';

/** Headers that only responses have, by their first words. */
const ofResponses =
  /^(access-control-(allow|expose|max)-.*|vary|server|set-cookie|strict-transport-security|content-security-policy.*|x-content-type-options|x-frame-options|x-xss-protection|x-powered-by|cross-origin-.*-policy|timing-allow-origin|www-authenticate)$/i;

/** The headers the page itself has asked to send. */
function ownHeaders({ outcome }: Facts): string[] {
  return outcome.request.headers.map(([name]) => name).filter((name) => ofResponses.test(name));
}

export const responseHeaderEntry: Entry = {
  id: 'response-header-in-request',
  title: 'The page sends a header that belongs in the response.',
  before: "fetch(url, { headers: { 'Access-Control-Allow-Origin': '*' } })",
  after: 'fetch(url)',
  refutedBy: 'a header that requests have',
  find: (facts) => {
    const { code, failedParameter } = facts.outcome;
    const refused = failedParameter ?? '';
    if (code !== 'HeaderDisallowedByPreflightResponse' || !ofResponses.test(refused)) return undefined;
    const names = ownHeaders(facts).map((name) => name.toLowerCase());
    const shown = names.length > 0 ? names : [refused];
    return certain(
      [
        `the page sends ${shown.join(', ')}, which only a response can have, and which needs permission like any other`,
      ],
      {
        remedy: {
          text: `take ${shown.join(' and ')} out of the page's request: the server sends CORS headers, and no page needs them`,
          code: '',
        },
      },
    );
  },
};
