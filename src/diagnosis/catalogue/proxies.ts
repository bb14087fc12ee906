import { get } from '../../standard/header-list.js';
import { allowOriginOf, type Exchange } from '../../browser/transcript.js';
import { behindProxyOf } from '../../http/behind-proxy.js';
import type { Finding } from '../cause.js';
import {
  allowOriginIn,
  askedOrigin,
  checkCode,
  type Facts,
  headerOf,
  isMissing,
  isPreflight,
  lets,
} from '../facts.js';
import { coversOrigin } from '../vary.js';
import { isUntouched } from './app-layers.js';
import { certain, type Entry, likely, possible } from './entry.js';
import {
  keepHeader,
  leaveHeader,
  letErrorsPass,
  passOn,
  setAlways,
  setForPage,
  storeByOrigin,
} from './proxy-remedies.js';
import { appIn, type Change, changeIn, serverIn } from './proxy-sides.js';

/** What a proxy does to the headers of the app behind it, in the order it is looked for. */
export const proxyEntries: readonly Entry[] = [
  {
    id: 'proxy-cached-for-another-origin',
    title: 'The cache of a proxy has the response to another page, and sends it to this one.',
    before: 'proxy_cache api;\nproxy_cache_key $scheme$proxy_host$request_uri;',
    after: 'proxy_cache api;\nproxy_cache_key $scheme$proxy_host$request_uri$http_origin;',
    language: 'nginx',
    refutedBy: 'the request reached the app, or the app rejects the page as well',
    find: cachedForAnother,
  },
  {
    id: 'answered-by-proxy',
    title: 'A proxy or web server in front responded itself; the response is not the one of the app.',
    before: 'client_max_body_size 1m;',
    after: 'client_max_body_size 10m;',
    language: 'nginx',
    refutedBy: 'the request reached the app, and the response has the status the app sent',
    find: respondedItself,
  },
  {
    id: 'proxy-removed-header',
    title: 'The app sends the header, and a proxy removes it.',
    before: 'proxy_hide_header Access-Control-Allow-Origin;',
    after: 'proxy_pass_header Access-Control-Allow-Origin;',
    language: 'nginx',
    refutedBy: 'the app sent the response without the header, or with a value that does not allow the page',
    find: (facts) => {
      const change = changeIn(facts);
      if (change?.kind !== 'removed' || !change.isSentGood) return undefined;
      const { header, sent } = change;
      const server = serverIn(facts);
      return certain([`the app sent ${header}: ${sent.join(' | ')}; ${nameIn(facts)} removed it`], {
        remedy: keepHeader(nameIn(facts), header, server?.kind),
        isForServer: true,
      });
    },
  },
  {
    id: 'proxy-overwrote-header',
    title: 'The app sends the right header, and a proxy replaces it by its own.',
    before: 'Header set Access-Control-Allow-Origin "https://old.example"',
    after: '',
    language: 'apache',
    refutedBy: 'the header arrived as the app sent it',
    find: (facts) => {
      const change = changeIn(facts);
      if (change?.kind !== 'overwrote') return undefined;
      const { header, isSentGood } = change;
      return (isSentGood ? certain : likely)([bothSides(facts, change)], {
        remedy: leaveHeader(nameIn(facts), header, change.arrived.join(', ')),
        isForServer: true,
      });
    },
  },
  {
    id: 'proxy-added-header',
    title: 'The app does not send the header; a proxy adds it, with a value that does not allow the page.',
    before: "add_header Access-Control-Allow-Origin '*' always;",
    after:
      "add_header Access-Control-Allow-Origin 'https://app.example' always;\nadd_header Access-Control-Allow-Credentials 'true' always;",
    language: 'nginx',
    refutedBy: 'the app sent the header',
    find: (facts) => {
      const change = changeIn(facts);
      if (change?.kind !== 'added') return undefined;
      const { header, arrived } = change;
      return certain([`the app sent no ${header}; ${nameIn(facts)} added "${arrived.join(', ')}"`], {
        remedy: setForPage(facts, serverIn(facts), header),
        isForServer: true,
      });
    },
  },
  {
    id: 'proxy-headers-not-always',
    title: 'A proxy sets the CORS headers of some responses, and not of this one: mostly not of errors.',
    before: "add_header Access-Control-Allow-Origin 'https://app.example';",
    after: "add_header Access-Control-Allow-Origin 'https://app.example' always;",
    language: 'nginx',
    refutedBy: 'the app sent the header of the response that has it',
    find: notAlways,
  },
];

function nameIn(facts: Facts): string {
  return serverIn(facts)?.name ?? 'the proxy';
}

function bothSides(facts: Facts, { header, sent, arrived }: Change): string {
  return `the app sent ${header}: ${sent.join(' | ')}; ${nameIn(facts)} made it ${arrived.join(' | ')}`;
}

function respondedItself(facts: Facts): Finding | undefined {
  const { outcome, exchange, behindProxy } = facts;
  if (outcome.allowed || checkCode(outcome) === '' || exchange.status === 0) return undefined;
  const server = serverIn(facts);
  const name = nameIn(facts);
  const status = String(exchange.status);
  const remedy = behindProxy?.app?.status === exchange.status ? letErrorsPass(name) : passOn(facts, server);
  if (behindProxy === undefined) {
    if (server?.hasOwnPage !== true) return undefined;
    return certain([`${name} responded with ${status} itself: the body is its own page for it`], {
      remedy,
      isForServer: true,
    });
  }
  const { app, others } = behindProxy;
  if (app === null) {
    const evidence = [`the request never reached the app: ${name} responded with ${status} itself`];
    // One of them may be this request, rewritten.
    return (others > 0 ? likely : certain)(evidence, { remedy, isForServer: true });
  }
  if (exchange.status < 400 || (app.status === exchange.status && server?.hasOwnPage !== true))
    return undefined;
  const sent =
    app.status === null ? 'the app had not responded yet' : `the app responded with ${String(app.status)}`;
  return certain([`${sent}; ${name} responded with ${status} itself`], { remedy, isForServer: true });
}

/** The headers by which caches say that a response was stored. */
const storedMarks: readonly (readonly [name: string, value: RegExp])[] = [
  ['age', /^[1-9]/],
  ['x-cache', /\bhit\b/i],
  ['x-cache-status', /\bhit\b/i],
  ['x-proxy-cache', /\bhit\b/i],
  ['cf-cache-status', /^hit$/i],
  ['cache-status', /;\s*hit\b/i],
];

function cachedForAnother(facts: Facts): Finding | undefined {
  const { outcome, exchange, behindProxy, recording } = facts;
  const arrived = allowOriginIn(facts);
  const isOfAnother = arrived !== null && arrived !== '*' && arrived !== askedOrigin(facts);
  if (outcome.allowed || isPreflight(facts) || !(isOfAnother || isMissing(facts)) || exchange.status >= 400)
    return undefined;
  const server = serverIn(facts);
  const preflight = [...outcome.exchanges, ...facts.probes.map((probe) => probe.exchange)].find(
    (other) => other.kind === 'preflight' && isFromApp(other) && lets(askedOrigin(facts), other),
  );
  const allows = preflight === undefined ? [] : [`the app allows the page in its response to a preflight`];
  if (behindProxy !== undefined) {
    const stored = behindProxy.earlier.findLast(
      ({ status, headers, origin }) =>
        status === exchange.status &&
        get('access-control-allow-origin', headers) === arrived &&
        origin !== askedOrigin(facts),
    );
    if (stored === undefined) return undefined;
    const whose = stored.origin === null ? 'a request without Origin' : stored.origin;
    const evidence = [
      `the request never reached the app: ${nameIn(facts)} sent what it has stored for ${whose}`,
      ...allows,
    ];
    const isVarying = coversOrigin(get('vary', stored.headers));
    const remedy = storeByOrigin(server, isVarying);
    return (preflight === undefined ? likely : certain)(evidence, { remedy, isForServer: true });
  }
  const mark = storedMarks.find(([name, value]) => value.test(headerOf(facts, name) ?? ''));
  if (recording !== undefined || !isOfAnother) return undefined;
  const remedy = storeByOrigin(server, coversOrigin(headerOf(facts, 'vary')));
  if (mark === undefined)
    return server === undefined || preflight === undefined
      ? undefined
      : possible(allows, { remedy, isForServer: true });
  const evidence = [
    `"${mark[0]}: ${headerOf(facts, mark[0]) ?? ''}" says that the response was stored`,
    ...allows,
  ];
  return (preflight === undefined ? possible : likely)(evidence, { remedy, isForServer: true });
}

/** Whether the CORS headers of this response are the app's, as far as that is known. */
function isFromApp(exchange: Exchange): boolean {
  const behind = behindProxyOf(exchange);
  if (behind === undefined) return true;
  return get('access-control-allow-origin', behind.app?.headers ?? []) !== null;
}

function notAlways(facts: Facts): Finding | undefined {
  const { exchange, recording, behindProxy, outcome } = facts;
  if (!isMissing(facts) || isPreflight(facts)) return undefined;
  const origin = askedOrigin(facts);
  const others = [
    ...outcome.exchanges,
    ...facts.probes.flatMap((probe) => (probe.origin === origin ? [probe.exchange] : [])),
  ];
  const good = others.find((other) => other !== exchange && lets(origin, other));
  if (good === undefined) return undefined;
  const server = serverIn(facts);
  const remedy = setAlways(facts, server);
  const which = good.kind === 'preflight' ? 'the response to the preflight' : `a ${String(good.status)}`;
  if (behindProxy !== undefined) {
    const app = appIn(facts);
    const isAppsOwn = app === undefined || allowOriginOf({ responseHeaders: app.headers }) !== null;
    // Where the app has CORS of its own, it has left the header out.
    if (isAppsOwn || isFromApp(good) || (recording !== undefined && !isUntouched(facts))) return undefined;
    return certain(
      [
        `the app sends no Access-Control-Allow-Origin; ${nameIn(facts)} sets it in ${which}, not in this ${String(exchange.status)}`,
      ],
      { remedy, isForServer: true },
    );
  }
  if (server === undefined || server.hasOwnPage || exchange.status < 400) return undefined;
  const evidence = [
    `${which} has the header, this ${String(exchange.status)} does not, and both came through ${server.name}`,
  ];
  return (isMarkedByApp(exchange) && !isMarkedByApp(good) ? likely : possible)(evidence, {
    remedy,
    isForServer: true,
  });
}

/** Whether it has a header that no web server adds. */
function isMarkedByApp({ responseHeaders }: Exchange): boolean {
  return get('x-powered-by', responseHeaders) !== null;
}
