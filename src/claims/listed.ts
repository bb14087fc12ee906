import { safelistedNames } from '../request/check-header-name.js';
import { extractTokens } from '../standard/extract-header-list-values.js';
import { isForbiddenRequestHeader } from '../standard/forbidden-request-header.js';
import type { HeaderList } from '../standard/header-list.js';
import { isCorsSafelistedMethod, isForbiddenMethod, normalizeMethod } from '../standard/method.js';

/** The methods a preflight's response lists that pages can send, and not without asking. */
export function listedMethods(headerList: HeaderList): string[] {
  return tokensIn('access-control-allow-methods', headerList).filter(
    (name) =>
      name !== '*' &&
      name === normalizeMethod(name) &&
      !isCorsSafelistedMethod(name) &&
      !isForbiddenMethod(name),
  );
}

/** The request headers it lists, in lower case, that pages can set, and not without asking. */
export function listedHeaders(headerList: HeaderList): string[] {
  const names = tokensIn('access-control-allow-headers', headerList).map((name) => name.toLowerCase());
  return names.filter(
    (name) => name !== '*' && !isForbiddenRequestHeader(name, 'x') && !safelistedNames.includes(name),
  );
}

function tokensIn(name: string, headerList: HeaderList): readonly string[] {
  const tokens = extractTokens(name, headerList);
  return Array.isArray(tokens) ? tokens : [];
}
