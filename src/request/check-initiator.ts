import type { RequestInitiator } from '../browser/request-initiator.js';
import { UsageError } from '../errors/usage-error.js';
import { isCorsSafelistedRequestHeader } from '../standard/cors-safelisted-request-header.js';
import { get, type HeaderList } from '../standard/header-list.js';
import { isByteCaseInsensitiveMatch } from '../standard/infra.js';
import { isCorsSafelistedMethod, normalizeMethod } from '../standard/method.js';
import type { Mode, RequestRecord } from '../standard/request.js';
import { enumerate } from '../text/sentence.js';
import { checkHeaders } from './check-headers.js';
import { checkMethod } from './check-method.js';
import { checkFlag, oneOf } from './check-values.js';
import type { CrossOriginRequest } from './cross-origin-request.js';
import { type Initiator, initiators } from './initiators.js';

/** What of a request depends on who asks. */
export type Initiated = Pick<
  RequestRecord,
  'method' | 'mode' | 'credentialsMode' | 'redirectMode' | 'useCorsPreflightFlag'
> &
  Required<Pick<RequestRecord, 'destination' | 'initiatorType'>> & { readonly initiator: RequestInitiator };

type Given = Omit<CrossOriginRequest, 'control'>;

const names = ['fetch', ...(Object.keys(initiators) as (keyof typeof initiators)[])] as const;

/**
 * What the page chooses, as far as `fetch()`, XMLHttpRequest or an element can.
 *
 * @param given What the request says.
 * @param credentials What is configured, which has an effect where it can.
 * @throws {UsageError} `invalid-value` for what the initiator cannot do, `invalid-method`, `forbidden-method`.
 */
export function checkInitiator(given: Given, credentials?: CrossOriginRequest['credentials']): Initiated {
  const initiator = oneOf('initiator', given.initiator ?? 'fetch', names);
  const useCorsPreflightFlag = checkFlag('uploadListener', given.uploadListener ?? false);
  if (useCorsPreflightFlag && initiator !== 'xhr') {
    throw new UsageError('invalid-value', 'only XMLHttpRequest has upload events. Add `initiator: "xhr"`.', {
      option: 'initiator',
      suggestion: 'xhr',
    });
  }
  const asked = given.credentials ?? credentials;
  if (initiator === 'fetch') {
    const mode = oneOf('mode', given.mode ?? 'cors', ['cors', 'no-cors', 'same-origin']);
    return {
      initiator,
      method: methodFor(given.method ?? 'GET', mode),
      mode,
      credentialsMode: oneOf('credentials', asked ?? 'same-origin', ['omit', 'same-origin', 'include']),
      redirectMode: oneOf('redirect', given.redirect ?? 'follow', ['follow', 'error', 'manual']),
      useCorsPreflightFlag,
      destination: 'empty',
      initiatorType: 'fetch',
    };
  }
  const own = initiators[initiator];
  only(own, 'redirect', given.redirect, ['follow']);
  checkRequest(initiator, own, given);
  const mode = only(own, 'mode', given.mode, own.modes);
  return {
    initiator,
    method: own.method ?? methodFor(given.method ?? 'GET', mode),
    mode,
    credentialsMode: credentialsFor(own, mode, given.credentials, credentials),
    redirectMode: 'follow',
    useCorsPreflightFlag,
    destination: own.destination,
    initiatorType: own.initiatorType,
  };
}

/** https://w3c.github.io/beacon/#sec-processing-model: what a form could send needs no CORS. */
export function modeOfBeacon(headerList: HeaderList): Mode {
  const type = get('content-type', headerList);
  return type === null || isCorsSafelistedRequestHeader('content-type', type) ? 'no-cors' : 'cors';
}

function credentialsFor(
  own: Initiator,
  mode: Mode,
  given: Given['credentials'],
  configured: Given['credentials'],
): Initiated['credentialsMode'] {
  // https://html.spec.whatwg.org/#create-a-potential-cors-request
  const choices = mode === 'no-cors' ? (['include'] as const) : own.credentials;
  if (given === undefined) return choices.find((choice) => choice === configured) ?? choices[0] ?? 'include';
  if (choices.length === 1) {
    const where = mode === 'no-cors' && own.credentials.length > 1 ? ' in mode "no-cors"' : '';
    return only(own, 'credentials', given, choices, where);
  }
  const known = oneOf('credentials', given, ['omit', 'same-origin', 'include']);
  if (choices.includes(known)) return known;
  throw new UsageError('invalid-value', `${own.what} cannot omit credentials: ${own.credentialsSpelled}.`, {
    option: 'credentials',
    value: given,
    suggestion: 'same-origin',
  });
}

/** An element makes its request itself: nothing but the URL is the page's. */
function checkRequest(initiator: RequestInitiator, own: Initiator, given: Given): void {
  if (own.method === undefined) return;
  const method = given.method === undefined ? own.method : normalizeMethod(checkMethod(given.method));
  if (method !== own.method) {
    const message = `${own.what} always sends ${own.method}. Leave \`method\` out.`;
    throw new UsageError('invalid-value', message, { option: 'method', value: given.method });
  }
  const headers = checkHeaders(given.headers ?? {});
  if (initiator === 'beacon') {
    if (headers.every(([name]) => isByteCaseInsensitiveMatch(name, 'content-type'))) return;
    const message =
      'navigator.sendBeacon() sets no headers but the Content-Type of its body: { body: new Blob([text], { type: "application/json" }) }.';
    throw new UsageError('invalid-value', message, { option: 'headers' });
  }
  const hasBody = (option: 'body' | 'json'): boolean => given[option] !== undefined && given[option] !== null;
  const option = headers.length > 0 ? 'headers' : (['body', 'json'] as const).find(hasBody);
  if (option === undefined) return;
  const what = option === 'headers' ? 'headers' : 'a body';
  const message = `${own.what} is requested without ${what} of the page. Leave \`${option}\` out.`;
  throw new UsageError('invalid-value', message, { option });
}

function only<Value extends string>(
  { what }: Initiator,
  option: 'mode' | 'redirect' | 'credentials',
  given: string | undefined,
  choices: readonly Value[],
  where = '',
): Value {
  const [first] = choices;
  if (first === undefined) throw new Error('unreachable: there is a choice');
  if (given === undefined) return first;
  const known = choices.find((choice) => choice === given);
  if (known !== undefined) return known;
  const message =
    choices.length === 1
      ? `${what} has no ${option} option${where}: it is always "${first}". Leave \`${option}\` out.`
      : `${what} has no ${option} "${given}", only ${enumerate(choices.map((choice) => `"${choice}"`))}.`;
  throw new UsageError('invalid-value', message, { option, value: given });
}

function methodFor(method: unknown, mode: Mode): string {
  const normalized = normalizeMethod(checkMethod(method));
  if (mode === 'no-cors' && !isCorsSafelistedMethod(normalized)) {
    throw new UsageError(
      'forbidden-method',
      `method "${normalized}" is forbidden in mode "no-cors": fetch() throws. Use GET, HEAD or POST.`,
      { option: 'method', value: method },
    );
  }
  return normalized;
}
