import { implementations } from '../../implementations.js';
import { corsCheck } from '../../../standard/cors-check.js';
import type { CorsErrorCode } from '../../../standard/decision.js';
import { isRedirectStatus } from '../../../standard/response.js';
import { asOnPreflight } from './rows-by-wording.js';

/** What a text says beside its wording. */
export interface Hints {
  /** The text is about a preflight. */
  readonly isOnPreflight: boolean;
  /** Something makes a preflight likely, such as the message of the request that failed with it. */
  readonly isLikelyPreflight: boolean;
  /** The text is about a response that redirects. */
  readonly isRedirect: boolean;
  readonly status: number | null;
  /** The value of `Access-Control-Allow-Origin`, where the text quotes it. */
  readonly allowOrigin: string | null;
}

const ofPreflight = (code: CorsErrorCode): boolean => code.includes('Preflight');

/** The codes that a text may stand for, in order of likelihood: as few as what else it says leaves. */
export function likelyCodes(codes: readonly CorsErrorCode[], hints: Hints): CorsErrorCode[] {
  const { isOnPreflight, isLikelyPreflight, isRedirect, status, allowOrigin } = hints;
  const named = isOnPreflight ? codes.map((code) => asOnPreflight(code) ?? code) : codes;
  const possible = isRedirect ? named.filter((code) => !ofPreflight(code)) : named;
  const narrowed = narrowedByStatus(narrowedByValue(possible, allowOrigin), status);
  // Firefox says the same of a redirect that is not followed.
  const isFirst = (isLikelyPreflight && !isRedirectStatus(status ?? 200)) || status === 204;
  return isFirst
    ? [...narrowed.filter(ofPreflight), ...narrowed.filter((code) => !ofPreflight(code))]
    : [...narrowed];
}

/** What the value is to Chromium, whose names these are. */
function narrowedByValue(codes: readonly CorsErrorCode[], value: string | null): readonly CorsErrorCode[] {
  if (value === null || codes.length < 2) return codes;
  const headerList = [['access-control-allow-origin', value]] as const;
  const refusal = corsCheck(ofNobody, { headerList }, implementations.chromium);
  const fitting = codes.filter(
    (code) => refusal !== null && [refusal.code, asOnPreflight(refusal.code)].includes(code),
  );
  return fitting.length > 0 ? fitting : codes;
}

/** The origin of no app. */
const ofNobody = {
  urlList: ['https://api.invalid/'],
  origin: 'https://page.invalid',
  credentialsMode: 'include',
} as const;

function narrowedByStatus(codes: readonly CorsErrorCode[], status: number | null): readonly CorsErrorCode[] {
  if (status === null || !codes.includes('PreflightDisallowedRedirect')) return codes;
  const [one, other] = ['PreflightDisallowedRedirect', 'PreflightInvalidStatus'] as const;
  // A redirect without a Location is none.
  return isRedirectStatus(status) ? [one, other] : codes.filter((code) => code !== one);
}
