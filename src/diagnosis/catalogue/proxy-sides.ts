import { type AppSide } from '../../http/behind-proxy.js';
import { get, type HeaderList, valuesOf } from '../../standard/header-list.js';
import { askedOrigin, checkCode, type Facts } from '../facts.js';
import { type WebServer, webServerOf } from '../web-server.js';

/** The web server in front, as the response shows it; undefined for an app that is asked without one. */
export function serverIn({ exchange, repeated, recording, behindProxy }: Facts): WebServer | undefined {
  // The app itself runs here, and may send any header.
  if (recording !== undefined && behindProxy === undefined) return undefined;
  const seen = [exchange, ...repeated.filter(({ status }) => status === exchange.status)].map(webServerOf);
  return seen.find((server) => server?.hasOwnPage === true) ?? seen[0];
}

/** What the app responded with; undefined where that is not known, or it did not. */
export function appIn({ behindProxy }: Facts): (AppSide & { readonly status: number }) | undefined {
  const app = behindProxy?.app ?? undefined;
  return app?.status == null ? undefined : { ...app, status: app.status };
}

/** What a proxy has made of the header that a browser blocks by. */
export interface Change {
  readonly kind: 'removed' | 'added' | 'doubled' | 'overwrote';
  readonly header: string;
  /** The lines of the app, and those that arrived. */
  readonly sent: readonly string[];
  readonly arrived: readonly string[];
  /** Whether a browser would have taken those of the app. */
  readonly isSentGood: boolean;
}

/** Undefined where both sides are not known, or are alike. */
export function changeIn(facts: Facts): Change | undefined {
  const app = appIn(facts);
  const header = headerBlockedBy(checkCode(facts.outcome));
  if (app === undefined || header === undefined) return undefined;
  const [sent, arrived] = [app.headers, facts.exchange.responseHeaders].map((list) => valuesOf(header, list));
  if (sent === undefined || arrived === undefined || sent.join('\n') === arrived.join('\n')) return undefined;
  const kind = kindOf(sent, arrived);
  return { kind, header, sent, arrived, isSentGood: isGood(facts, header, app.headers) };
}

function kindOf(sent: readonly string[], arrived: readonly string[]): Change['kind'] {
  if (arrived.length === 0) return 'removed';
  if (sent.length === 0) return 'added';
  const values = arrived.flatMap((line) => line.split(',').map((value) => value.trim()));
  const isDoubled = values.length > sent.length && sent.every((line) => values.includes(line));
  return isDoubled ? 'doubled' : 'overwrote';
}

const headers: readonly (readonly [codes: RegExp, header: string])[] = [
  [/Origin/, 'Access-Control-Allow-Origin'],
  [/Credentials/, 'Access-Control-Allow-Credentials'],
  [/Method/, 'Access-Control-Allow-Methods'],
  [/Header/, 'Access-Control-Allow-Headers'],
];

function headerBlockedBy(code: string): string | undefined {
  return headers.find(([codes]) => codes.test(code))?.[1];
}

/** Whether these lines allow what was blocked. */
export function isGood(facts: Facts, header: string, list: HeaderList): boolean {
  const value = get(header, list);
  const { failedParameter, request } = facts.outcome;
  if (value === null) return false;
  if (header.endsWith('Origin'))
    return value === askedOrigin(facts) || (value === '*' && request.credentials !== 'include');
  if (header.endsWith('Credentials')) return value === 'true';
  const items = value.split(',').map((item) => item.trim().toLowerCase());
  return items.includes('*') || items.includes((failedParameter ?? request.method).toLowerCase());
}
