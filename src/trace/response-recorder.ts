import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { LayerTracker } from '../express/layer-tracker.js';
import { type CapturedStack, captureStack, senderOn, writerOn } from './caller.js';
import { onOriginRead } from './origin-reads.js';
import type { Recording, TraceEvent } from './trace-event.js';

type Writer = (...given: never[]) => unknown;
const writers = ['setHeader', 'appendHeader', 'removeHeader', 'writeHead'] as const;
type WriterName = (typeof writers)[number];

interface Write {
  readonly name: WriterName;
  readonly given: readonly unknown[];
  /** The headers it may change, and what they were. */
  readonly concerned: readonly string[];
  readonly before: Headers;
  /** Node throws for what is invalid or comes too late. */
  readonly isDone: boolean;
}

interface Moment {
  readonly stack: CapturedStack;
  /** How many functions of the Express app had been called by then. */
  readonly position: number;
}

/** An event before anybody asks for it. */
type Noted = Omit<TraceEvent, 'by' | 'packages' | 'stack' | 'layer'> & Moment;

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
 * Notes what is done to the CORS headers of one response, and by whom. Of the response only own properties are used, which
 * are taken away again by `stop`.
 */
export class ResponseRecorder {
  readonly #noted: Noted[] = [];
  readonly #reads: Moment[] = [];
  readonly #undo: (() => void)[] = [];
  readonly #layers: LayerTracker;
  #depth = 0;
  #ended = false;

  constructor(
    request: IncomingMessage,
    private readonly response: ServerResponse,
  ) {
    this.#layers = new LayerTracker(request, response);
    for (const name of writers) this.#watch(name);
    const stop = onOriginRead(request, (below) => {
      this.#reads.push({ stack: captureStack(below), position: this.#layers.position });
    });
    this.#undo.push(stop);
  }

  /** @returns How to put together what was recorded. */
  stop(): () => Recording {
    for (const undo of this.#undo.splice(0)) undo();
    // What a middleware has put in the place of one of ours may still call it.
    this.#depth = Infinity;
    const [noted, reads] = [this.#noted, this.#reads];
    const trail = this.#layers.stop();
    return () => {
      const { layers, entered, at } = trail();
      const events = noted.map(({ stack, position, ...event }) => {
        const caller = event.kind === 'end' ? senderOn(stack) : writerOn(stack);
        return { ...event, ...caller, layer: at(position) };
      });
      const originReads = reads.map(({ stack, position }) => ({ ...writerOn(stack), layer: at(position) }));
      return { events, layers, entered: entered.map(({ number }) => number), originReads };
    };
  }

  #watch(name: WriterName): void {
    const { response } = this;
    const own = Object.getOwnPropertyDescriptor(response, name);
    const original = (): Writer =>
      (own === undefined
        ? Reflect.get(Object.getPrototypeOf(response) as object, name)
        : own.value) as Writer;
    const wrapper = (...given: never[]): unknown => {
      // A call within another one is how Node does the outer one.
      const concerned = this.#depth > 0 ? [] : concernedBy(name, given[0]);
      if (concerned.length === 0) return Reflect.apply(original(), response, given);
      const before = headersOf(response, concerned);
      let isDone = false;
      this.#depth += 1;
      try {
        const returned: unknown = Reflect.apply(original(), response, given);
        isDone = true;
        return returned;
      } finally {
        this.#depth -= 1;
        this.#note({ name, given: isDone ? given : [], concerned, before, isDone }, wrapper);
      }
    };
    // What a middleware puts in its place is to be the plain property it would be otherwise.
    const get = (): Writer => wrapper;
    const set = (value: unknown): void => {
      Reflect.deleteProperty(response, name);
      Reflect.set(response, name, value);
    };
    Object.defineProperty(response, name, { get, set, configurable: true });
    this.#undo.push(() => {
      if (Object.getOwnPropertyDescriptor(response, name)?.get !== get) return;
      Reflect.deleteProperty(response, name);
      if (own !== undefined) Object.defineProperty(response, name, own);
    });
  }

  #note({ name, given, concerned, before, isDone }: Write, wrapper: Writer): void {
    const now = new Map([
      ...headersOf(this.response, concerned),
      ...(name === 'writeHead' ? headersIn(given) : []),
    ]);
    // Setting a header to what it is already is an event, too: there are two writers.
    const isAgain = name === 'setHeader' && isDone;
    const changed = concerned.filter((header) => isAgain || now.get(header) !== before.get(header));
    const isEnd = name === 'writeHead' && isDone && !this.#ended;
    if (changed.length === 0 && !isEnd) return;
    const happened = {
      stack: captureStack(wrapper, isEnd ? 60 : undefined),
      position: this.#layers.position,
    };
    for (const header of changed) {
      const kind = kindOf(name, before.get(header), now.get(header));
      this.#noted.push({ kind, header, value: now.get(header) ?? '', status: null, ...happened });
    }
    if (!isEnd) return;
    this.#ended = true;
    const { statusCode: status } = this.response;
    this.#noted.push({ kind: 'end', header: '', value: '', status, ...happened });
  }
}

function concernedBy(writer: WriterName, header: unknown): readonly string[] {
  if (writer === 'writeHead') return watched;
  const name = String(header).toLowerCase();
  return watched.includes(name) ? [name] : [];
}

function kindOf(writer: WriterName, before: string | undefined, now: string | undefined): TraceEvent['kind'] {
  if (now === undefined) return 'remove';
  if (before === undefined) return 'set';
  return writer === 'appendHeader' ? 'append' : 'replace';
}

type Headers = ReadonlyMap<string, string>;

function headersOf(response: ServerResponse, names: readonly string[]): Headers {
  return new Map(
    names.flatMap((name) => {
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
