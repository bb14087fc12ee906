import { type AddressSpace, addressSpaceOf } from './address-space.js';
import { type Refusal, refuse } from './decision.js';
import type { Implementation } from './implementation.js';
import { isLoopback } from './potentially-trustworthy.js';
import { currentUrl, type RequestRecord } from './request.js';

/** Where a request leads, and what is known of that. */
export type Destination = Pick<RequestRecord, 'origin' | 'servedAt'> & { readonly url: string };

/**
 * The address space of a local network request, https://wicg.github.io/local-network-access/#local-network-request, as
 * browsers take it: of a public page only. Null for all others. Without `servedAt` an address of this machine says
 * nothing of where the app will be.
 */
export function localNetworkOf({ origin, url, servedAt }: Destination): AddressSpace | null {
  if (servedAt === undefined && isLoopback(url)) return null;
  // What embeds a page of another origin is not known, nor where one of an app's own scheme is.
  if (!/^https?:/.test(origin) || addressSpaceOf(origin) !== 'public') return null;
  const space = addressSpaceOf(url);
  return space === 'public' ? null : space;
}

/**
 * https://wicg.github.io/local-network-access/#local-network-access-check: null is success. The spec makes it when the
 * connection is there and nothing is sent yet, be it the preflight.
 */
export function localNetworkAccessCheck(
  request: RequestRecord,
  { localNetworkAccess: behaviour }: Pick<Implementation, 'localNetworkAccess'>,
): Refusal | null {
  if (behaviour === null) return null;
  const { origin, servedAt, localNetworkAccess } = request;
  const space = localNetworkOf({ origin, servedAt, url: currentUrl(request) });
  if (space === null) return null;
  // 5.2. The client must be a secure context; 5.11. and the user must not have denied it.
  if (behaviour.blocksInsecurePages && !origin.startsWith('https:'))
    return refused('5.2', 'InsecureLocalNetwork', space);
  return localNetworkAccess === 'denied'
    ? refused('5.11', 'LocalNetworkAccessPermissionDenied', space)
    : null;
}

function refused(
  step: string,
  code: 'InsecureLocalNetwork' | 'LocalNetworkAccessPermissionDenied',
  space: AddressSpace,
): Refusal {
  return refuse('Local Network Access check', step, code, space);
}
