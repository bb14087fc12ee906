import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { LayerTracker } from '../express/layer-tracker.js';
import { callerOf } from './caller.js';
import type { Recording, TraceEvent } from './trace-event.js';

type Writer = (...given: never[]) => unknown;
const writers = ['setHeader', 'appendHeader', 'removeHeader', 'writeHead'] as const;

const watched: readonly string[] = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
  'access-control-max-age',
  'cross-origin-resource-policy',
  'vary',
];

/**
 * Notes what is done to the CORS headers of one response, and by whom. Nothing but this response object is touched, and it
 * is as it was when `stop` has been called.
 */
export class ResponseRecorder {
  readonly #events: TraceEvent[] = [];
  readonly #own = new Map<string, Writer>();
  readonly #layers: LayerTracker;
  #depth = 0;
  #ended = false;

  constructor(
    request: IncomingMessage,
    private readonly response: ServerResponse,
  ) {
    this.#layers = new LayerTracker(request);
    for (const name of writers) this.#watch(name);
  }

  stop(): Recording {
    for (const [name, wrapper] of this.#own) {
      // A middleware may have put its own in the place of ours.
      if (Reflect.get(this.response, name) === wrapper) Reflect.deleteProperty(this.response, name);
    }
    return { events: this.#events, ...this.#layers.stop() };
  }

  #watch(name: (typeof writers)[number]): void {
    const { response } = this;
    const original: Writer = response[name].bind(response);
    const wrapper = (...given: never[]): unknown => {
      // A call within another one is how Node does the outer one.
      if (this.#depth > 0) return original(...given);
      const before = headersOf(response);
      this.#depth += 1;
      try {
        return original(...given);
      } finally {
        this.#depth -= 1;
        this.#note(name, given, before, wrapper);
      }
    };
    this.#own.set(name, wrapper);
    Object.defineProperty(response, name, { value: wrapper, configurable: true, writable: true });
  }

  #note(name: string, given: readonly unknown[], before: Headers, wrapper: Writer): void {
    const now = new Map([...headersOf(this.response), ...(name === 'writeHead' ? headersIn(given) : [])]);
    const [written] = given;
    // Setting a header to what it is already is an event, too: there are two writers.
    const isWritten = (header: string): boolean =>
      name === 'setHeader' && String(written).toLowerCase() === header;
    const changed = watched.filter((header) => now.get(header) !== before.get(header) || isWritten(header));
    const isEnd = name === 'writeHead' && !this.#ended;
    if (changed.length === 0 && !isEnd) return;
    const happened = { ...callerOf(wrapper), layer: this.#layers.current() };
    for (const header of changed) {
      const kind = kindOf(name, before.get(header), now.get(header));
      this.#events.push({ kind, header, value: now.get(header) ?? '', status: null, ...happened });
    }
    if (!isEnd) return;
    this.#ended = true;
    const { statusCode: status } = this.response;
    this.#events.push({ kind: 'end', header: '', value: '', status, ...happened });
  }
}

function kindOf(writer: string, before: string | undefined, now: string | undefined): TraceEvent['kind'] {
  if (now === undefined) return 'remove';
  if (before === undefined) return 'set';
  return writer === 'appendHeader' ? 'append' : 'replace';
}

type Headers = ReadonlyMap<string, string>;

function headersOf(response: ServerResponse): Headers {
  return new Map(
    watched.flatMap((name) => {
      const value = response.getHeader(name);
      return value === undefined ? [] : [[name, textOf(value)] as const];
    }),
  );
}

/** Those given to `writeHead(status, message?, headers?)`: an object, a flat list, or a list of pairs. */
function headersIn(given: readonly unknown[]): (readonly [name: string, value: string])[] {
  const headers = given.find((value) => typeof value === 'object' && value !== null);
  return pairsIn(headers).flatMap(([name, value]) => {
    const header = String(name).toLowerCase();
    return watched.includes(header) ? [[header, textOf(value)] as const] : [];
  });
}

function pairsIn(headers: unknown): (readonly [name: unknown, value: unknown])[] {
  if (!Array.isArray(headers)) return Object.entries((headers ?? {}) as OutgoingHttpHeaders);
  if (Array.isArray(headers[0])) return headers as [unknown, unknown][];
  return headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1]] as const] : []));
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
