import { fetchStandard, type Implementation } from '../standard/implementation.js';

/** The engines whose decisions are simulated; `fetch-standard` is the Standard to the letter. */
export type BrowserName = 'chromium' | 'firefox' | 'webkit' | 'fetch-standard';

/** One place where the engines differ from the Standard or from each other, and how it is known. */
interface Difference<Key extends keyof Implementation> {
  readonly key: Key;
  readonly values: Readonly<Partial<Record<BrowserName, Implementation[Key]>>>;
  readonly evidence: string;
}

const difference = <Key extends keyof Implementation>(
  key: Key,
  values: Difference<Key>['values'],
  evidence: string,
): Difference<keyof Implementation> => ({ key, values, evidence });

/** Every known difference. An engine that is not named in a row does what the Standard says. */
export const differences: readonly Difference<keyof Implementation>[] = [
  difference(
    'wildcardCoversAuthorization',
    { chromium: true, firefox: true, webkit: true },
    'Observed in Chromium 156, Firefox 153 and WebKitGTK 2.50: Allow-Headers: * lets Authorization through without credentials.',
  ),
  difference(
    'preflightChecks',
    {
      chromium: [
        'redirect',
        'cors-check',
        'status',
        'allow-methods-syntax',
        'allow-headers-syntax',
        'method',
        'headers',
      ],
      firefox: [
        'cors-check',
        'redirect',
        'status',
        'allow-methods-syntax',
        'method',
        'allow-headers-syntax',
        'headers',
      ],
      webkit: ['status', 'cors-check', 'allow-methods-syntax', 'allow-headers-syntax', 'method', 'headers'],
    },
    'Observed: which fault is named first when an answer to a preflight has several.',
  ),
];

function implementationOf(browser: BrowserName): Implementation {
  const own = differences.flatMap(({ key, values }) =>
    browser in values ? [[key, values[browser]] as const] : [],
  );
  return { ...fetchStandard, ...Object.fromEntries(own) };
}

/** What each engine does in every place of `differences`. */
export const implementations: Readonly<Record<BrowserName, Implementation>> = {
  chromium: implementationOf('chromium'),
  firefox: implementationOf('firefox'),
  webkit: implementationOf('webkit'),
  'fetch-standard': implementationOf('fetch-standard'),
};

/** How a browser is called in a sentence. */
export const displayNames: Readonly<Record<BrowserName, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKit',
  'fetch-standard': 'the Fetch Standard',
};
