import type { BrowserName } from '../../browser-name.js';
import { corsCheckCodes, type CorsErrorCode } from '../../../standard/decision.js';
import type { WordingRow } from './wording-row.js';

type Told = Pick<WordingRow, 'phase' | 'header' | 'value' | 'credentials' | 'mode'>;

const allowOrigin = { header: 'access-control-allow-origin' };
const preflight = { phase: 'preflight' } as const;
const credentials = { credentials: 'include' } as const;
const allowMethods = { header: 'access-control-allow-methods', ...preflight };

/** What the text of a fault says beside what stands in its holes, whoever prints it. */
const toldBy: Readonly<Partial<Record<CorsErrorCode, Told>>> = {
  MissingAllowOriginHeader: allowOrigin,
  MultipleAllowOriginValues: allowOrigin,
  InvalidAllowOriginValue: allowOrigin,
  AllowOriginMismatch: allowOrigin,
  WildcardOriginNotAllowed: { ...allowOrigin, value: '*', ...credentials },
  InvalidAllowCredentials: { header: 'access-control-allow-credentials', ...credentials },
  PreflightInvalidStatus: preflight,
  PreflightDisallowedRedirect: preflight,
  InvalidAllowMethodsPreflightResponse: allowMethods,
  MethodDisallowedByPreflightResponse: allowMethods,
  InvalidAllowHeadersPreflightResponse: { header: 'access-control-allow-headers', ...preflight },
  HeaderDisallowedByPreflightResponse: preflight,
  RedirectContainsCredentials: { header: 'location', phase: 'redirect' },
};

/** A reason that one code stands for. */
export function reasonRow(browser: BrowserName, code: CorsErrorCode, wording: string): WordingRow {
  return { browsers: [browser], kind: 'cors', part: 'reason', wording, codes: [code], ...toldBy[code] };
}

/**
 * The reasons of a table of wordings by code. `isSilent`: the text does not say whether it is about a preflight, so that
 * the codes of both fit, those of the request first.
 */
export function rowsByWording(
  wordings: Readonly<Partial<Record<CorsErrorCode, string>>>,
  browser: BrowserName,
  { isSilent }: { readonly isSilent: boolean },
): WordingRow[] {
  const codesOf = new Map<string, CorsErrorCode[]>();
  for (const [code, wording] of Object.entries(wordings) as [CorsErrorCode, string][])
    codesOf.set(wording, [...(codesOf.get(wording) ?? []), code]);
  return [...codesOf].flatMap(([wording, codes]) => {
    const [likeliest] = codes;
    if (likeliest === undefined) return [];
    const onPreflight = isSilent ? codes.flatMap((code) => asOnPreflight(code) ?? []) : [];
    return [{ ...reasonRow(browser, likeliest, wording), codes: [...codes, ...onPreflight] }];
  });
}

/** The code of the same fault on a preflight; null where it has none of its own. */
export function asOnPreflight(code: CorsErrorCode): CorsErrorCode | null {
  const found = corsCheckCodes.find((one) => one === code);
  return found === undefined ? null : `Preflight${found}`;
}
