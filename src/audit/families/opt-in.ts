import { type Family, registrable, severities } from '../family.js';

/** Entries of a developer's machine that were left in the list. */
export const devOrigin: Family = {
  id: 'dev-origin',
  sentBy: 'all',
  severity: severities.lowInfo,
  owner: 'same-site',
  once: ({ seeds }) => [
    'http://localhost',
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://[::1]',
    ...seeds
      .filter(({ kind }) => kind === 'name')
      .flatMap(({ scheme, host }) => [`${scheme}://${host}.local`, `${scheme}://${host}.localhost`]),
  ],
};

/** Places where anyone can publish a page. */
export const thirdParty: Family = {
  id: 'third-party',
  ...registrable,
  owner: 'attacker',
  once: () => [
    'https://evil.github.io',
    'https://codepen.io',
    'https://cdpn.io',
    'https://jsfiddle.net',
    'https://fiddle.jshell.net',
    'https://jsbin.com',
    'https://repl.it',
  ],
};

/** Extensions of browsers, and apps in a web view: any that the user has installed. */
export const extensionScheme: Family = {
  id: 'ext-scheme',
  sentBy: 'extension',
  severity: severities.mediumLow,
  owner: 'attacker',
  once: () => [
    'chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh',
    'moz-extension://00000000-0000-4000-8000-000000000000',
    'capacitor://localhost',
  ],
};
