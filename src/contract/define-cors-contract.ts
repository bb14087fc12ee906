import { callSite, placedAt } from '../runner/call-site.js';
import { UsageError } from '../errors/usage-error.js';
import { checkContract } from './check-contract.js';
import type { CorsContract } from './contract.js';

/**
 * Checks a CORS policy: its origins, methods, headers and paths must be ones that a browser could send.
 *
 * @param contract Plain data; a JSON file will do.
 * @returns The same contract.
 * @throws {UsageError} `invalid-contract`, with all faults, each with its place and the right spelling.
 * @example
 * export const contract = defineCorsContract({
 *   origins: { allowed: ['https://app.example'], rejected: ['https://evil.example'] },
 *   routes: [{ path: '/users/:id', params: { id: '1' }, methods: ['GET', 'PUT'], requestHeaders: ['content-type'] }],
 * });
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function defineCorsContract<const Contract extends CorsContract>(contract: Contract): Contract {
  try {
    checkContract(contract);
  } catch (error) {
    throw error instanceof UsageError ? placedAt(error, callSite(defineCorsContract)) : error;
  }
  return contract;
}
