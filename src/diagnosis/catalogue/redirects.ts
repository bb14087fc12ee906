import { isMixedContentRule } from '../../standard/mixed-content.js';
import { parseUrl } from '../../text/parse-url.js';
import { shownUrl } from '../../state/disclosure.js';
import {
  allowOriginIn,
  checkCode,
  culpritOf,
  deciderOf,
  endOf,
  type Facts,
  headerOf,
  isHidden,
  isPreflight,
  lets,
  linesOf,
  otherProbes,
  setterOf,
  styleIn,
  writersOf,
} from '../facts.js';
import { describeEvent, hasCorsDecided } from './app-layers.js';
import { behindCode, headerCode } from '../remedy/remedy.js';
import { certain, type Entry, likely, possible } from './entry.js';
import { usualOf } from '../cors-style.js';
import { corsCode, mount, remedy } from './places.js';
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
    before: "fetch('http://api.example/users')",
    after: "fetch('https://api.example/users')",
    refutedBy: 'a scheme that may be called from the page',
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
    refutedBy: 'a response without the header',
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
    refutedBy: 'something checked the origin before the redirect',
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
            : remedy(
                `${loginHint(to)}${mount(facts)} before anything that redirects, or call the final URL directly`,
                beforeIt(facts),
              ),
        },
      );
    },
  },
  {
    id: 'redirect-without-cors-headers',
    title: 'The redirect response has no CORS headers, and browsers check it as well.',
    before: "app.get('/old', (req, res) => res.redirect('/new'))\napp.use(cors())",
    after: "app.use(cors())\napp.get('/old', (req, res) => res.redirect('/new'))",
    refutedBy: 'something checked the origin before the redirect, or another origin that is allowed there',
    find: (facts) => {
      if (checkCode(facts.outcome) !== 'MissingAllowOriginHeader' || isPreflight(facts) || !isRedirect(facts))
        return undefined;
      const end = endOf(facts);
      const isListed = facts.probes.some(
        ({ origin, exchange }) =>
          origin !== null && origin !== facts.outcome.request.origin && lets(origin, exchange),
      );
      // Where functions do not show, one that checks origins may be in front.
      const isProven = facts.recording?.layers != null || facts.madeWith === 'koa';
      return (hasCorsDecided(facts) || isListed ? possible : isProven ? certain : likely)(
        [`${describeEvent(end)} redirected (${String(facts.exchange.status)}) without CORS headers`],
        {
          culprit: culpritOf(end),
          remedy: remedy(
            `${loginHint(headerOf(facts, 'location') ?? '')}${mount(facts)} on the app, before the redirect`,
            beforeIt(facts),
          ),
        },
      );
    },
  },
  {
    id: 'redirected-to-another-origin',
    title: 'A redirect leads to another origin, and the browser sends "Origin: null" from there on.',
    before: "res.redirect('https://cdn.example/file')",
    after: "res.json({ url: 'https://cdn.example/file' })",
    refutedBy: 'the target of the redirect rejects the page itself as well',
    find: (facts) => {
      const { outcome } = facts;
      if (outcome.allowed || sentOrigin(facts) !== 'null' || outcome.request.origin === 'null')
        return undefined;
      const end = facts.redirecting?.events.find(({ kind }) => kind === 'end');
      const by = end === undefined ? 'the app' : describeEvent(end);
      const { asPage } = facts;
      const isOtherwiseLet = asPage !== undefined && lets(outcome.request.origin, asPage);
      // What allows the page itself no more than "null" was not made so by the redirect.
      return (isOtherwiseLet ? certain : asPage === undefined ? likely : possible)(
        [
          `${by} redirected; after that the browser sends "Origin: null", which no list should hold`,
          ...(isOtherwiseLet
            ? [`the same URL allows "${outcome.request.origin}" when it is asked directly`]
            : []),
        ],
        {
          culprit: culpritOf(end),
          remedy: {
            text: `${loginHint(facts.exchange.url)}give the page the final URL instead of redirecting, or allow any origin there without credentials`,
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
    refutedBy: 'one writer',
    find: (facts) => {
      const byProxy = twiceByProxy(facts);
      if (byProxy !== undefined) return byProxy;
      const lines = linesOf(facts, 'access-control-allow-origin');
      if (checkCode(facts.outcome) !== 'MultipleAllowOriginValues' && lines.length < 2) return undefined;
      const writers = writersOf(facts, 'access-control-allow-origin');
      const second = writers.at(-1);
      if (lines.length < 2 && writers.length < 2) {
        // One line, and no writer that is known: a proxy in front joins lines, as later functions do.
        if (lines.length !== 1 || !isHidden(facts) || !/,/.test(lines[0] ?? '')) return undefined;
        return (isFixedList(facts) ? possible : likely)(
          ['the header holds two values, as if two places had set it'],
          { remedy: setOnce },
        );
      }
      // One writer with a list has joined origins.
      if (writers.length === 1 && writers[0]?.kind === 'set' && !isHidden(facts)) return undefined;
      const names = [...new Set(writers.map(describeEvent))];
      const by = names.length > 0 ? `; set by ${names.join(' and by ')}` : '';
      // One place may hold a list of two; the same value twice, or "*" beside another, it does not.
      const isProven = writers.length > 1 || new Set(lines).size < lines.length || lines.includes('*');
      return (isProven ? certain : likely)([`Access-Control-Allow-Origin: ${lines.join(' | ')}${by}`], {
        culprit: culpritOf(second),
        remedy: setOnce,
      });
    },
  },
];

/** Whether every page gets the same two origins: one of two places would look at the origin, or set it twice. */
function isFixedList(facts: Facts): boolean {
  const [line = ''] = linesOf(facts, 'access-control-allow-origin');
  const values = line.split(',').map((value) => value.trim());
  const others = otherProbes(facts);
  return (
    others.length > 0 &&
    others.every(({ exchange }) => allowOriginIn({ exchange }) === line) &&
    !values.includes('*') &&
    new Set(values).size === values.length
  );
}

const setOnce = { text: 'set it in one place only: remove one of the two', code: '' };

/** A page cannot log anybody in by a request of its script. */
function loginHint(location: string): string {
  return /(log|sign)[-_]?(in|on)\b|oauth|openid|saml|\bsso\b|authorize|\bidp\b/i.test(location)
    ? 'this is a login page: respond with 401 to scripts, and let the page navigate to it (location.href = …); '
    : '';
}

/** cors(), and behind it the function that redirects; a route stays where it is. */
function beforeIt(facts: Facts): string {
  const end = endOf(facts);
  const name = deciderOf(end);
  if (end?.layer?.kind === 'route' || name === null) return corsCode(facts);
  return [corsCode(facts), behindCode(usualOf(facts), name)].join('\n');
}

/** Whether it is asked to come again, as by what redirects to https behind a proxy. */
function isToItself(facts: Facts): boolean {
  const { url } = facts.exchange;
  const to = headerOf(facts, 'location') ?? '';
  return parseUrl(to, url)?.href === new URL(url).href;
}
