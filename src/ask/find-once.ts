import { resolveTarget } from '../http/target.js';
import type { FindEndpoint } from './simulate-fetch.js';

/** Finds each target once, for many questions: a function that gives one may make a new app each time. */
export function findOnce(): FindEndpoint {
  const found = new Map<unknown, ReturnType<FindEndpoint>>();
  return (target, deadline) => {
    const endpoint = found.get(target) ?? resolveTarget(target, deadline);
    found.set(target, endpoint);
    return endpoint;
  };
}
