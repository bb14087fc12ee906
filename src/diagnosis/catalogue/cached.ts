import { get } from '../../standard/header-list.js';
import { askedOrigin, checkCode, lets, styleIn } from '../facts.js';
import { varyCode } from '../remedy/remedy.js';
import { certain, type Entry, likely } from './entry.js';

/** Found only in what a `createBrowser` was asked: nothing else has an HTTP cache. */
export const cachedEntry: Entry = {
  id: 'cached-without-vary-origin',
  title:
    'The HTTP cache has a response to an image, or to another page, and nothing says that it depends on Origin.',
  before: "if (req.headers.origin) res.set('Access-Control-Allow-Origin', req.headers.origin)",
  after:
    "res.vary('Origin')\nif (req.headers.origin) res.set('Access-Control-Allow-Origin', req.headers.origin)",
  refutedBy: 'the app blocks the page as well when it is asked again',
  find: (facts) => {
    const { httpCache, requestHeaders } = facts.exchange;
    if (facts.outcome.allowed || httpCache === undefined || checkCode(facts.outcome) === '') return undefined;
    const { state, storedFor } = httpCache;
    if (state !== 'local' || storedFor === get('origin', requestHeaders)) return undefined;
    const again = facts.repeated.find((exchange) => lets(askedOrigin(facts), exchange));
    // The app blocks the page as well: the cache is not to blame.
    if (again === undefined && facts.repeated.length > 0) return undefined;
    const stored = storedFor === null ? 'without Origin' : `of ${storedFor}`;
    const evidence = [
      `the response was stored for a request ${stored}, and it has no "Vary: Origin"; the browser sent nothing`,
    ];
    const remedy = {
      text: 'send Vary: Origin with every response, also to requests without Origin:',
      code: varyCode(styleIn(facts)),
    };
    if (again === undefined) return likely(evidence, { remedy });
    return certain([...evidence, `asked again, the app allows ${askedOrigin(facts)}`], { remedy });
  },
};
