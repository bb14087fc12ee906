import type { Session } from '../ask/session.js';
import { type Question, questionFrom } from '../request/question.js';
import type { Header } from '../standard/header-list.js';
import type { Cell } from './cells.js';
import { configuredTerms } from '../request/configuration.js';
import { type ContractRequest, headersOf } from './contract-request.js';
import type { ResolvedRoute } from './resolved-route.js';

/** What a page asks besides what its cell says. */
export interface Changes {
  readonly origin?: string;
  readonly method?: string;
  readonly headers?: readonly Header[];
  readonly credentials?: boolean;
  /** Whether the request has the headers and the body its route declares. Default true. */
  readonly isWhole?: boolean;
}

/** The questions of pages that have the same request: whatever their origins, what they ask is checked once. */
export class Questions {
  readonly #checked = new Map<ResolvedRoute, Map<string, Promise<Question>>>();

  constructor(readonly request: ContractRequest) {}

  /** The question of a page that asks what the cell is about. */
  async of(cell: Cell, { origin = cell.origin, ...changes }: Changes = {}): Promise<Question> {
    const { method = cell.method, headers = [], credentials = cell.credentials, isWhole = true } = changes;
    const key = [method, credentials, isWhole, ...headers].join(' ');
    const ofRoute = this.#checked.get(cell.route) ?? new Map<string, Promise<Question>>();
    this.#checked.set(cell.route, ofRoute);
    const known = ofRoute.get(key) ?? this.#check(cell.route, { method, headers, credentials, isWhole });
    ofRoute.set(key, known);
    const question = await known;
    // The contract's own are checked; hostile ones hold what no other origin may.
    return { ...question, request: { ...question.request, origin } };
  }

  #check(route: ResolvedRoute, asked: Required<Omit<Changes, 'origin'>>): Promise<Question> {
    const { method, credentials, isWhole } = asked;
    const { headers, cookies, ...rest } = this.request;
    const hasBody = isWhole && method !== 'GET' && method !== 'HEAD';
    const declared = isWhole ? headersWith(method, route) : [];
    return questionFrom(
      {
        ...rest,
        origin: 'null',
        method,
        path: route.path,
        headers: [...headersOf(declared, { headers }), ...asked.headers],
        credentials: credentials ? 'include' : 'omit',
        ...(credentials ? { cookies } : {}),
        ...(hasBody && route.json !== undefined ? { json: route.json } : {}),
        ...(hasBody && route.body !== undefined ? { body: route.body } : {}),
        send: route.send,
      },
      configuredTerms(),
    );
  }
}

/** Who is asked for a cell, and with what. */
export interface CellAsking {
  /** Unsafe methods are held back in it, unless the route says `send`. */
  readonly session: Session;
  readonly questions: Questions;
}

/** The declared headers a method has: a content type goes with a body, where the route has a method with one. */
export function headersWith(method: string, { methods, requestHeaders }: ResolvedRoute): readonly string[] {
  const isBodiless = (name: string): boolean => name === 'GET' || name === 'HEAD';
  if (!isBodiless(method) || methods.every(isBodiless)) return requestHeaders;
  return requestHeaders.filter((name) => name !== 'content-type');
}
