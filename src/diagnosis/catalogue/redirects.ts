import { isMixedContentRule } from '../../standard/mixed-content.js';
import { parseUrl } from '../../text/parse-url.js';
import { shownUrl } from '../../state/disclosure.js';
import {
  checkCode,
  culpritOf,
  endOf,
  eventsOf,
  type Facts,
  headerOf,
  isPreflight,
  linesOf,
  setterOf,
  styleIn,
} from '../facts.js';
import { describeEvent, hasCorsDecided } from './app-layers.js';
import { behindCode, headerCode } from '../remedy.js';
import { certain, type Entry, likely, possible } from './entry.js';
import { corsCode, usualIn } from './places.js';
import { twiceByProxy } from './proxy-twice.js';

function isRedirect({ exchange }: Facts): boolean {
  return exchange.status >= 300 && exchange.status <= 399 && exchange.status !== 304;
}

function sentOrigin({ exchange }: Facts): string | undefined {
  return exchange.requestHeaders.find(([name]) => name.toLowerCase() === 'origin')?.[1];
}

export const redirectEntries: readonly Entry[] = [
  {
    id: 'mixed-content',
    title: 'An https page calls an http API.',
    before: "servedAt: 'http://api.example'",
    after: "servedAt: 'https://api.example'",
    find: ({ outcome }) => {
      const { origin, url } = outcome.request;
      if (outcome.phase !== 'guard' || outcome.rule === null || !isMixedContentRule(outcome.rule))
        return undefined;
      return certain([`the page is at ${origin}, the API at ${new URL(url).origin}`], {
        remedy: {
          text: 'serve the API over https: a browser blocks this before it sends anything, whatever the headers say',
          code: '',
        },
      });
    },
  },
  {
    id: 'resource-policy-blocks',
    title: 'Cross-Origin-Resource-Policy stops other sites from embedding the response.',
    before: 'app.use(helmet())',
    after: "app.use(helmet({ crossOriginResourcePolicy: { policy: 'cross-origin' } }))",
    find: (facts) => {
      const policy = headerOf(facts, 'cross-origin-resource-policy');
      if (facts.outcome.allowed || facts.outcome.request.mode !== 'no-cors' || policy === null)
        return undefined;
      const setting = setterOf(facts, 'cross-origin-resource-policy');
      const by = setting === undefined ? '' : `; set by ${describeEvent(setting)}`;
      return certain(
        [`Cross-Origin-Resource-Policy is "${policy}"${by}, and the request is made without CORS`],
        {
          culprit: culpritOf(setting),
          remedy: {
            text: 'allow other sites to embed it, where the header is set now:',
            code: setting?.by?.package?.startsWith('helmet@')
              ? "app.use(helmet({ crossOriginResourcePolicy: { policy: 'cross-origin' } }))"
              : headerCode(styleIn(facts), 'Cross-Origin-Resource-Policy', 'cross-origin'),
          },
        },
      );
    },
  },
  {
    id: 'preflight-redirected',
    title: 'The preflight is redirected, and no browser follows that.',
    before: 'app.use(redirectToHttps)\napp.use(cors())',
    after: 'app.use(cors())\napp.use(redirectToHttps)',
    find: (facts) => {
      if (facts.outcome.allowed || !isPreflight(facts) || !isRedirect(facts)) return undefined;
      const end = endOf(facts);
      const to = headerOf(facts, 'location') ?? '';
      return (hasCorsDecided(facts) ? possible : certain)(
        [
          `${describeEvent(end)} redirected the preflight to ${shownUrl(to)} (${String(facts.exchange.status)})`,
        ],
        {
          culprit: culpritOf(end),
          remedy: isToItself(facts)
            ? {
                text: 'the redirect leads back to the same URL; behind a proxy, Express sees https only if it trusts the proxy:',
                code: "app.set('trust proxy', true)",
              }
            : {
                text: 'mount cors() before anything that redirects, or call the final URL directly:',
                code: beforeIt(facts),
              },
        },
      );
    },
  },
  {
    id: 'redirect-without-cors-headers',
    title: 'The redirect response has no CORS headers, and browsers check it as well.',
    before: "app.get('/old', (req, res) => res.redirect('/new'))\napp.use(cors())",
    after: "app.use(cors())\napp.get('/old', (req, res) => res.redirect('/new'))",
    find: (facts) => {
      if (checkCode(facts.outcome) !== 'MissingAllowOriginHeader' || isPreflight(facts) || !isRedirect(facts))
        return undefined;
      const end = endOf(facts);
      return (hasCorsDecided(facts) ? possible : certain)(
        [`${describeEvent(end)} redirected (${String(facts.exchange.status)}) without CORS headers`],
        {
          culprit: culpritOf(end),
          remedy: {
            text: 'run cors() on the app, before the redirect:',
            code: beforeIt(facts),
          },
        },
      );
    },
  },
  {
    id: 'redirected-to-another-origin',
    title: 'A redirect leads to another origin, and the browser sends "Origin: null" from there on.',
    before: "res.redirect('https://cdn.example/file')",
    after: "res.json({ url: 'https://cdn.example/file' })",
    find: (facts) => {
      const { outcome } = facts;
      if (outcome.allowed || sentOrigin(facts) !== 'null' || outcome.request.origin === 'null')
        return undefined;
      const end = facts.redirecting?.events.find(({ kind }) => kind === 'end');
      const by = end === undefined ? 'the app' : describeEvent(end);
      return certain(
        [`${by} redirected; after that the browser sends "Origin: null", which no list should hold`],
        {
          culprit: culpritOf(end),
          remedy: {
            text: 'give the page the final URL instead of redirecting, or allow any origin there without credentials',
            code: '',
          },
        },
      );
    },
  },
  {
    id: 'cors-headers-twice',
    title: 'Two places set the header: a proxy and the app, or two middlewares.',
    before:
      "app.use(cors())\napp.use((req, res, next) => { res.append('Access-Control-Allow-Origin', '*'); next() })",
    after: 'app.use(cors())',
    find: (facts) => {
      const byProxy = twiceByProxy(facts);
      if (byProxy !== undefined) return byProxy;
      const lines = linesOf(facts, 'access-control-allow-origin');
      if (checkCode(facts.outcome) !== 'MultipleAllowOriginValues' && lines.length < 2) return undefined;
      const writers = eventsOf(facts, 'access-control-allow-origin').filter(({ kind }) => kind !== 'remove');
      const second = writers.at(-1);
      if (lines.length < 2 && writers.length < 2) {
        // One line, one writer or none that is known: a proxy in front joins lines.
        return lines.length === 1 && facts.recording === undefined && /,/.test(lines[0] ?? '')
          ? likely(['the header holds two values, as if a proxy had added its own'], { remedy: setOnce })
          : undefined;
      }
      // One writer with a list has joined origins.
      if (writers.length === 1 && writers[0]?.kind === 'set') return undefined;
      const names = [...new Set(writers.map(describeEvent))];
      const by = names.length > 0 ? `; set by ${names.join(' and by ')}` : '';
      return certain([`Access-Control-Allow-Origin: ${lines.join(' | ')}${by}`], {
        culprit: culpritOf(second),
        remedy: setOnce,
      });
    },
  },
];

const setOnce = { text: 'set it in one place only: remove one of the two', code: '' };

/** cors(), and behind it the function that redirects; a route stays where it is. */
function beforeIt(facts: Facts): string {
  const end = endOf(facts);
  const name = end?.by?.package === null ? end.by.function : null;
  if (end?.layer?.kind === 'route' || name === null) return corsCode(facts);
  return [corsCode(facts), behindCode(usualIn(facts), name)].join('\n');
}

/** Whether it is asked to come again, as by what redirects to https behind a proxy. */
function isToItself(facts: Facts): boolean {
  const { url } = facts.exchange;
  const to = headerOf(facts, 'location') ?? '';
  return parseUrl(to, url)?.href === new URL(url).href;
}
