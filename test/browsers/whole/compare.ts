import type { SentRequest, WholeCase, WholeObservation } from './case.js';

/** What of a case is compared; `header` is one name and value. */
export type WholeField = 'requests' | 'header' | 'console' | 'loaded';

export interface WholeDifference {
  readonly field: WholeField;
  readonly browser: unknown;
  readonly library: unknown;
}

/** How many values were compared, and where they differ. */
export interface WholeComparison {
  readonly compared: Record<WholeField, number>;
  readonly differences: WholeDifference[];
}

/** Versions, platforms and the languages of the user are not compared. */
const ofBuild = /^(user-agent|sec-ch-ua.*)$/;
/** Mixed content is no matter of CORS: not all of it reaches the recorder. */
const mixedContent = /^(Mixed Content: |\[blocked\] The page at |Blocked loading mixed )/;
/** Fonts and media of the recording cannot be decoded, and a page does not learn what became of a beacon. */
const undecidable: readonly string[] = ['font', 'video', 'audio', 'beacon'];

export function compareWhole(
  one: WholeCase,
  browser: WholeObservation,
  library: WholeObservation,
): WholeComparison {
  const compared = { requests: 1, header: 0, console: 1, loaded: 0 };
  const differences: WholeDifference[] = [];
  const check = (field: WholeField, first: unknown, second: unknown): void => {
    if (JSON.stringify(first) !== JSON.stringify(second))
      differences.push({ field, browser: first, library: second });
  };
  check('requests', browser.requests.map(brief), library.requests.map(brief));
  if (differences.length === 0)
    for (const [index, request] of browser.requests.entries()) {
      const [theirs, ours] = [lines(request), lines(library.requests[index])];
      const names = new Set([...theirs.keys(), ...ours.keys()]);
      compared.header += names.size;
      for (const name of names)
        check('header', [name, theirs.get(name) ?? null], [name, ours.get(name) ?? null]);
    }
  check('console', printed(browser), printed(library));
  // What comes in another type, or not at all, is no matter of CORS, but to who looks at it.
  const looks = ['eventsource', 'module', 'worker'].includes(one.kind);
  const isPlain = one.response !== 'other-type' && one.response !== 'not-found';
  if (!undecidable.includes(one.kind) && (looks || isPlain)) {
    compared.loaded = 1;
    check('loaded', browser.loaded, library.loaded);
  }
  return { compared, differences };
}

const brief = ({ method, url }: SentRequest): string => `${method} ${url}`;

function lines(request: SentRequest | undefined): Map<string, string> {
  return new Map(
    (request?.headers ?? []).map(([name, value]) => {
      const lower = name.toLowerCase();
      return [lower, ofBuild.test(lower) && value !== 'mine' ? '(of the build)' : value];
    }),
  );
}

/** What a decoder says is left out. */
function printed({ console }: WholeObservation): string[] {
  return console.filter((line) => !mixedContent.test(line) && !/^(Failed to decode|OTS parsing)/.test(line));
}
