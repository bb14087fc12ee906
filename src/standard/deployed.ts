import { originOf, type SerializedOrigin } from './origin.js';
import { isLoopback } from './potentially-trustworthy.js';

/** Whether it is known where the app behind a URL is deployed: an address of this machine says nothing unless it is named. */
export function isDeployedAt(url: string, servedAt: SerializedOrigin | undefined): boolean {
  return originOf(url) === servedAt || !isLoopback(url);
}
