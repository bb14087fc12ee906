import type { TraceEvent } from '../../app/trace-event.js';
import type { Finding } from '../cause.js';
import { culpritOf, eventsOf, type Facts } from '../facts.js';
import { describeEvent, describeLayer } from './app-layers.js';
import { certain } from './entry.js';
import { isRight } from './right-value.js';

/** Packages that copy the headers of another server to the response. */
const proxies = /^(http-proxy|http-proxy-3|httpxy|http-proxy-middleware|express-http-proxy)@/;

const name = 'access-control-allow-origin';

/** The header that allows this page was replaced by the one of the server behind a proxy that the app calls. */
export function replacedByUpstream(facts: Facts): Finding | undefined {
  const events = eventsOf(facts, name);
  const last = events.at(-1);
  const isGood = ({ value }: TraceEvent): boolean => isRight(facts, name, value);
  const set = events.slice(0, -1).findLast(isGood);
  if (facts.outcome.allowed || last === undefined || set === undefined || isGood(last)) return undefined;
  const writer = last.by?.package ?? '';
  if (!proxies.test(writer)) return undefined;
  const where = last.layer === null ? writer : `${describeLayer(last.layer)}, through ${writer},`;
  return certain(
    [
      `set by ${describeEvent(set)}`,
      `${where} replaced it with the header of the server behind it, "${last.value}"`,
    ],
    {
      culprit: culpritOf(last),
      remedy: {
        text: 'drop the CORS headers of the server behind the proxy, so that those of the app stay:',
        code: dropped,
      },
    },
  );
}

const dropped = `const dropCors = (proxyRes) => {
  for (const name of Object.keys(proxyRes.headers))
    if (name.startsWith('access-control-')) delete proxyRes.headers[name]
}
createProxyMiddleware({ ...options, on: { proxyRes: dropCors } }) // of http-proxy: proxy.on('proxyRes', dropCors)`;
