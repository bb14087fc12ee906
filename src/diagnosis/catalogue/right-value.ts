import { extractTokens } from '../../standard/extract-header-list-values.js';
import type { Facts } from '../facts.js';

/** Whether a browser would have been content with this value. */
export function isRight({ outcome }: Facts, header: string, value: string): boolean {
  const { origin, credentials, method } = outcome.request;
  const isWildcard = value === '*' && credentials !== 'include';
  const listed = extractTokens(header, [[header, value]]);
  const names = Array.isArray(listed) ? listed : [];
  switch (header) {
    case 'access-control-allow-origin':
      return value === origin || isWildcard;
    case 'access-control-allow-credentials':
      return value === 'true';
    case 'access-control-allow-methods':
      return isWildcard || names.includes(method);
    default:
      return (
        isWildcard || names.some((name) => name.toLowerCase() === outcome.failedParameter?.toLowerCase())
      );
  }
}
