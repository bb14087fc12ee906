/** The engines whose decisions are simulated; `fetch-standard` is the Standard to the letter. */
export type BrowserName = 'chromium' | 'firefox' | 'webkit' | 'fetch-standard';

/** How a browser is called in a sentence. */
export const displayNames: Readonly<Record<BrowserName, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKit',
  'fetch-standard': 'the Fetch Standard',
};
