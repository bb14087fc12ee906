/**
 * The edition of the Standard this library follows. Step numbers in comments and in `rule.step` are those of
 * this edition; `docs/conformance.md` lists every departure.
 */
export const edition = {
  standard: 'Fetch',
  commit: '586cd2a44c2a865b37c166dc0740f3fb8bb220d6',
  date: '2026-07-02',
  url: 'https://fetch.spec.whatwg.org/',
} as const;
