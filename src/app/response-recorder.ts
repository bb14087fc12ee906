import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { type Failure, LayerTracker } from './layer-tracker.js';
import { captureStack } from './caller.js';
import { onOriginRead } from './origin-reads.js';
import { type Moment, type Noted, recordingFrom } from './recording-from.js';
import type { Recording, TraceEvent } from './trace-event.js';

type Writer = (...given: never[]) => unknown;
const writers = ['setHeader', 'appendHeader', 'removeHeader', 'writeHead'] as const;
type WriterName = (typeof writers)[number];

interface Write {
  readonly name: WriterName;
  readonly given: readonly unknown[];
  /** The headers it may change, and what each was. */
  readonly concerned: readonly string[];
  readonly before: Values;
  /** Node throws for what is invalid or comes too late. */
  readonly isDone: boolean;
}

/** Of headers, in their order. */
type Values = readonly (string | undefined)[];

interface Call {
  /** The response, or what inherits from it. */
  readonly on: unknown;
  /** What was called in its place. */
  readonly wrapper: Writer;
}

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
const alone = new Map(watched.map((name) => [name, [name]]));

// The functions in the place of a response's own are the same for all, as the own are: new ones for each would cost more
// than what they do.
const recorders = new WeakMap<object, ResponseRecorder>();
const watchers = writers.map((name) => ({ name, ...watcherFor(name) }));

function watcherFor(name: WriterName): { readonly wrapper: Writer; readonly property: PropertyDescriptor } {
  function wrapper(this: ServerResponse, ...given: never[]): unknown {
    const recorder = recorderOf(this);
    return recorder === undefined
      ? Reflect.apply(Reflect.get(ServerResponse.prototype, name) as Writer, this, given)
      : recorder.write(name, given, { on: this, wrapper });
  }
  const get = (): Writer => wrapper;
  // What a middleware puts in its place is to be the plain property it would be otherwise.
  function set(this: ServerResponse, value: unknown): void {
    Reflect.deleteProperty(this, name);
    Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
  }
  return { wrapper, property: { get, set, configurable: true } };
}

/** Also of an object that inherits from the response. */
function recorderOf(response: unknown): ResponseRecorder | undefined {
  let holder: unknown = response;
  // No `instanceof`: a test runner gives its tests an `Object` of their own.
  while (typeof holder === 'object' && holder !== null) {
    const recorder = recorders.get(holder);
    if (recorder !== undefined) return recorder;
    holder = Object.getPrototypeOf(holder);
  }
  return undefined;
}

/**
 * Notes what is done to the CORS headers of one response, and by whom. Of the response only own properties are used, which
 * are taken away again by `stop`.
 */
export class ResponseRecorder {
  readonly #noted: Noted[] = [];
  readonly #reads: Moment[] = [];
  readonly #own = new Map<WriterName, PropertyDescriptor>();
  readonly #layers: LayerTracker;
  readonly #stopReads: () => void;
  readonly #origin: string | undefined;
  #depth = 0;
  #failure: Failure | null = null;
  #ended = false;

  /** @param isAskedAgain Whether it is recorded to find a cause: then the end is recorded in full, also of a response that allows the page. */
  constructor(
    request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly isAskedAgain = true,
  ) {
    this.#origin = request.headers.origin;
    this.#layers = new LayerTracker(request, response);
    recorders.set(response, this);
    for (const { name, property } of watchers) {
      const own = Object.getOwnPropertyDescriptor(response, name);
      if (own !== undefined) this.#own.set(name, own);
      Object.defineProperty(response, name, property);
    }
    this.#stopReads = onOriginRead(request, (below) => {
      this.#reads.push({ stack: captureStack(below, this.#depthOfWrite()), position: this.#layers.position });
    });
  }

  /** @returns How to put together what was recorded. */
  stop(): () => Recording {
    for (const { name, property } of watchers) this.#restore(name, property);
    this.#stopReads();
    // What a middleware has put in the place of one of ours may still call it.
    this.#depth = Infinity;
    const [noted, reads] = [this.#noted, this.#reads];
    const trail = this.#layers.stop();
    const failure = this.#failure;
    return () => recordingFrom(trail(), { noted, reads, failure });
  }

  /** Does what was asked of the response, and notes it. */
  write(name: WriterName, given: never[], { on, wrapper }: Call): unknown {
    const original = this.#original(name);
    // A call within another one is how Node does the outer one.
    const concerned = this.#depth > 0 ? undefined : concernedBy(name, given[0]);
    if (concerned === undefined) return Reflect.apply(original, on, given);
    const before = valuesOf(this.response, concerned);
    let isDone = false;
    this.#depth += 1;
    try {
      const returned: unknown = Reflect.apply(original, on, given);
      isDone = true;
      return returned;
    } finally {
      this.#depth -= 1;
      this.#note({ name, given: isDone ? given : [], concerned, before, isDone }, wrapper);
    }
  }

  /** Who ended a response that allows the page is seldom asked, and the whole stack costs more than all the rest. */
  #isEndOfInterest(): boolean {
    if (this.isAskedAgain) return true;
    const value = this.response.getHeader('access-control-allow-origin');
    return value === undefined || (value !== '*' && value !== this.#origin);
  }

  /** Also what called the package that writes, where a cause is looked for. */
  #depthOfWrite(): number | undefined {
    return this.isAskedAgain ? 30 : undefined;
  }

  #original(name: WriterName): Writer {
    const own = this.#own.get(name);
    return (
      own === undefined ? Reflect.get(Object.getPrototypeOf(this.response) as object, name) : own.value
    ) as Writer;
  }

  #restore(name: WriterName, ours: PropertyDescriptor): void {
    const { response } = this;
    if (Object.getOwnPropertyDescriptor(response, name)?.set !== ours.set) return;
    Reflect.deleteProperty(response, name);
    const own = this.#own.get(name);
    if (own !== undefined) Object.defineProperty(response, name, own);
  }

  #note({ name, given, concerned, before, isDone }: Write, wrapper: Writer): void {
    const headed = name === 'writeHead' ? headersIn(given) : [];
    const now = valuesOf(this.response, concerned, headed);
    // Setting a header to what it is already is an event, too: there are two writers.
    const isAgain = name === 'setHeader' && isDone;
    const isGivenAgain = (header: string): boolean => isAgain || headed.some(([other]) => other === header);
    const changed = concerned.flatMap((header, index) =>
      isGivenAgain(header) || now[index] !== before[index] ? [index] : [],
    );
    const isEnd = name === 'writeHead' && isDone && !this.#ended;
    if (changed.length === 0 && !isEnd) return;
    const happened = {
      stack: captureStack(wrapper, isEnd && this.#isEndOfInterest() ? 60 : this.#depthOfWrite()),
      position: this.#layers.position,
    };
    for (const index of changed) {
      const [header = '', value = ''] = [concerned[index], now[index]];
      const kind = kindOf(name, before[index], now[index]);
      this.#noted.push({ kind, header, value, status: null, ...happened });
    }
    if (!isEnd) return;
    this.#ended = true;
    this.#failure = this.#layers.failure;
    const { statusCode: status } = this.response;
    this.#noted.push({ kind: 'end', header: '', value: '', status, ...happened });
  }
}

/** Undefined for a header that is of no interest. */
function concernedBy(writer: WriterName, header: unknown): readonly string[] | undefined {
  return writer === 'writeHead' ? watched : alone.get(String(header).toLowerCase());
}

function kindOf(writer: WriterName, before: string | undefined, now: string | undefined): TraceEvent['kind'] {
  if (now === undefined) return 'remove';
  if (before === undefined) return 'set';
  return writer === 'appendHeader' ? 'append' : 'replace';
}

/** @param given Headers that are sent with the head, and never set. */
function valuesOf(response: ServerResponse, names: readonly string[], given: Pairs = []): Values {
  const values = names.map((name) => {
    const value = response.getHeader(name);
    return value === undefined ? undefined : textOf(value);
  });
  for (const [name, value] of given) values[names.indexOf(name)] = value;
  return values;
}

type Pairs = readonly (readonly [name: string, value: string])[];

/** Those given to `writeHead(status, message?, headers?)`: an object, a flat list, or a list of pairs. */
function headersIn(given: readonly unknown[]): Pairs {
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
