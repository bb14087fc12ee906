import type { CauseId } from '../diagnosis/cause.js';
import { partsOf } from '../diagnosis/facts.js';
import { otherLoopback } from '../diagnosis/catalogue/origins.js';
import { isForItsType } from './words-of-kind.js';
import { causesOfCode, checkIn } from './causes-of-code.js';
import type { ConsoleMessage } from '../ask/console/console-message.js';

/** The causes that fit a message, the likeliest first: what its text shows comes before what is frequent. */
export function rankedCauses(message: ConsoleMessage): readonly CauseId[] {
  const causes = causesOf(message);
  const shown = shownBy(message);
  return [...shown.filter((id) => causes.includes(id)), ...causes.filter((id) => !shown.includes(id))];
}

function causesOf({ code, kind, text }: ConsoleMessage): readonly CauseId[] {
  if (code !== null) return causesOfCode(code);
  if (kind === 'mixed-content') return ['mixed-content'];
  return kind === 'resource-policy' && !isForItsType(text) ? ['resource-policy-blocks'] : [];
}

function shownBy({ code, value, origin, method, header, status }: ConsoleMessage): readonly CauseId[] {
  if (code === null) return [];
  switch (checkIn(code)) {
    case 'AllowOriginMismatch':
      return value === null || origin === null ? [] : differenceOf(value, origin);
    case 'MultipleAllowOriginValues':
      return areOrigins(value ?? '') ? ['origins-joined'] : [];
    case 'InvalidAllowCredentials':
      return (value ?? '') === '' ? [] : ['credentials-value-wrong'];
  }
  if (code === 'MethodDisallowedByPreflightResponse')
    return /[a-z]/.test(method ?? value ?? '') ? ['method-case'] : [];
  if (code === 'HeaderDisallowedByPreflightResponse')
    return /^access-control-/i.test(header ?? value ?? '') ? ['response-header-in-request'] : [];
  if (code !== 'PreflightInvalidStatus') return [];
  if (status === 401 || status === 403) return ['preflight-blocked-by-authentication'];
  return status === 404 || status === 405 ? ['preflight-not-routed'] : [];
}

/** What is wrong with the origin that is allowed, if it is nearly the page's. */
function differenceOf(value: string, origin: string): readonly CauseId[] {
  if (value === `${origin}/`) return ['origin-trailing-slash'];
  if (value.startsWith(`${origin}/`)) return ['origin-with-path'];
  if (value.toLowerCase() === origin) return ['origin-host-case'];
  if (/[*^$\\]/.test(value)) return ['origin-pattern-is-text'];
  if (value === otherLoopback(origin)) return ['localhost-is-not-127-0-0-1'];
  const [allowed, asked] = [partsOf(value), partsOf(origin)];
  if (allowed === undefined || asked === undefined)
    return /^[\w-]+(\.[\w-]+|:\d+$)/.test(value) ? ['origin-without-scheme'] : [];
  if (allowed.host !== asked.host) return [];
  if (allowed.scheme !== asked.scheme) return ['origin-scheme-differs'];
  return allowed.port === asked.port ? [] : ['origin-port-differs'];
}

/** Different ones: the same one twice, or one beside "*", comes from two places. */
function areOrigins(value: string): boolean {
  const values = value.split(/,\s*/);
  return values.every((one) => one.includes('://')) && new Set(values).size === values.length;
}
