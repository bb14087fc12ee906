import type { RequestInitiator } from '../browser/request-initiator.js';
import type { CredentialsMode, Destination, InitiatorType, Mode } from '../standard/request.js';

/** What a page can choose where it is not `fetch()` that asks. The first of several is the default. */
export interface Initiator {
  /** In messages: `an <img>`. */
  readonly what: string;
  readonly destination: Destination;
  readonly initiatorType: InitiatorType;
  readonly modes: readonly Mode[];
  readonly credentials: readonly CredentialsMode[];
  /** How a page says which credentials go along. */
  readonly credentialsSpelled: string;
  /** The only method; undefined where a page chooses it, with headers and a body of its own. */
  readonly method?: string;
}

const crossorigin = 'crossorigin is "anonymous" ("same-origin") or "use-credentials" ("include")';
const withCredentials = 'withCredentials is false ("same-origin") or true ("include")';

const element = (what: string, destination: Destination): Initiator => ({
  what,
  destination,
  initiatorType: 'other',
  // Without the attribute crossorigin: https://html.spec.whatwg.org/#cors-settings-attributes
  modes: ['cors', 'no-cors'],
  credentials: ['same-origin', 'include'],
  credentialsSpelled: crossorigin,
  method: 'GET',
});

/** Everything but `fetch()`, which can do all of it. */
export const initiators: Readonly<Record<Exclude<RequestInitiator, 'fetch'>, Initiator>> = {
  // https://xhr.spec.whatwg.org/#the-send()-method, step 8.
  xhr: {
    what: 'XMLHttpRequest',
    destination: 'empty',
    initiatorType: 'xmlhttprequest',
    modes: ['cors'],
    credentials: ['same-origin', 'include'],
    credentialsSpelled: withCredentials,
  },
  image: element('an <img>', 'image'),
  // https://drafts.csswg.org/css-fonts/#font-fetching-requirements
  font: { ...element('a font', 'font'), modes: ['cors'], credentials: ['same-origin'] },
  script: element('a <script>', 'script'),
  module: { ...element('a module script', 'script'), initiatorType: 'module', modes: ['cors'] },
  stylesheet: element('a stylesheet', 'style'),
  video: element('a <video>', 'video'),
  audio: element('an <audio>', 'audio'),
  // https://html.spec.whatwg.org/#dom-eventsource
  eventsource: {
    ...element('an EventSource', 'empty'),
    initiatorType: 'eventsource',
    modes: ['cors'],
    credentialsSpelled: withCredentials,
  },
  // https://w3c.github.io/beacon/#sec-processing-model
  beacon: {
    ...element('navigator.sendBeacon()', 'empty'),
    initiatorType: 'beacon',
    credentials: ['include'],
    method: 'POST',
  },
  // https://html.spec.whatwg.org/#fetch-a-module-worker-script-tree: what it imports.
  worker: {
    ...element('an import of a module worker', 'worker'),
    initiatorType: 'module',
    modes: ['cors'],
    credentials: ['same-origin', 'include', 'omit'],
  },
};
