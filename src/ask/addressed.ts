import { UsageError } from '../errors/usage-error.js';
import type { Endpoint } from '../http/endpoint.js';
import type { Question } from '../request/question.js';
import { isDeployedAt } from '../standard/deployed.js';
import { isSameOrigin, originOf } from '../standard/origin.js';
import { memoized } from '../standard/memoize.js';
import type { RequestRecord } from '../standard/request.js';

/** A request, and what is known of where it leads. */
export interface Deployed {
  readonly record: RequestRecord;
  /** Whether it is known where the app behind a URL is deployed: the address of an app in hand says nothing. */
  readonly isDeployed: (url: string) => boolean;
}

/** A question with what its target adds to it. */
export interface Addressed extends Deployed {
  /** Who responds for which origin, as the page sees it. The target itself is the first. */
  readonly sites: ReadonlyMap<string, Endpoint>;
}

/** Finds the target and `otherTargets` of a question. */
export async function addressed(
  target: unknown,
  question: Question,
  endpointOf: (target: unknown) => Promise<Endpoint>,
): Promise<Addressed> {
  const { request, path, servedAt, otherTargets } = question;
  const endpoint = await endpointOf(target);
  const base = publicBase(endpoint, question);
  const sites = new Map([[originOf(base), endpoint]]);
  for (const [origin, other] of Object.entries(otherTargets)) sites.set(origin, await endpointOf(other));
  return {
    record: { ...request, urlList: [serialized(base + path)], redirectCount: 0 },
    sites,
    isDeployed: (url) => isDeployedAt(url, servedAt),
  };
}

/** @throws {UsageError} `same-origin`: a question CORS has no say in. */
export function checkCrossOrigin(origin: string, url: string): void {
  if (!isSameOrigin(origin, originOf(url))) return;
  throw new UsageError(
    'same-origin',
    `the page and the app are both at ${origin}: a same-origin request, to which CORS does not apply.`,
  );
}

const serialized = memoized((url) => new URL(url).href);

/** The URL a page sees. An app in hand without `servedAt` is at an address that is no page's origin. */
function publicBase(endpoint: Endpoint, { servedAt, request }: Question): string {
  if (servedAt !== undefined) return servedAt + new URL(endpoint.base).pathname.replace(/\/$/, '');
  if (!endpoint.inHand) return endpoint.base;
  return request.origin === endpoint.base ? endpoint.base.replace('127.0.0.1', 'localhost') : endpoint.base;
}
