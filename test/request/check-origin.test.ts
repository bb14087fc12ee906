import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../../src/errors/usage-error.js';
import { checkOrigin } from '../../src/request/check-origin.js';

describe('what a browser sends is accepted', () => {
  test.each([
    ['https', 'https://app.example'],
    ['http with a port', 'http://localhost:3000'],
    ['the default port of the other scheme', 'http://app.example:443'],
    ['an IPv4 address', 'http://127.0.0.1:5173'],
    ['an IPv6 address', 'http://[::1]:3000'],
    ['punycode', 'https://xn--bcher-kva.example'],
    ['a host with a dot at the end', 'https://app.example.'],
    ['an underscore', 'https://my_app.example'],
    ['an opaque origin', 'null'],
    ['Capacitor', 'capacitor://localhost'],
    ['Ionic', 'ionic://localhost'],
    ['Tauri', 'tauri://localhost'],
    ['Tauri on Windows', 'http://tauri.localhost'],
    ['Electron with a scheme of its own', 'app://bundle.main'],
    ['an extension of Chromium', 'chrome-extension://fmkadmapgofadopljbjfkapdkoienihi'],
    ['an extension of Firefox', 'moz-extension://c8ca5dcb-8d9c-4a4f-9e5b-1f3c8f7d6a0e'],
    [
      'an extension of Safari, whose id is upper case',
      'safari-web-extension://D7A3F0E2-93C1-4E3B-9C2C-5D0F0B6E8A11',
    ],
    ['a webview of VS Code', 'vscode-webview://0k8r2n'],
  ])('%s: %s', (_, origin) => {
    expect(checkOrigin(origin)).toBe(origin);
  });
});

const serializes = 'is not how a browser serializes it:';
const opaque =
  'is not the origin of a page: pages with that scheme have an opaque origin, or do not exist. Write "null" for an opaque origin.';
const several = 'contains several origins or whitespace. Pass several origins as an array.';
const pattern =
  'is a pattern, but a browser sends the origin of one page. Name one that matches, and one that does not.';
const example = 'Write a serialized origin such as "https://app.example".';

const misspelt: [title: string, value: string, fault: string][] = [
  [
    'a slash at the end',
    'https://app.example/',
    `${serializes} an origin has no slash at the end. Write "https://app.example".`,
  ],
  [
    'a slash behind a port',
    'http://localhost:3000/',
    `${serializes} an origin has no slash at the end. Write "http://localhost:3000".`,
  ],
  [
    'a path',
    'https://app.example/users',
    `${serializes} an origin has no path, query or fragment. Write "https://app.example".`,
  ],
  [
    'a query',
    'https://app.example?x=1',
    `${serializes} an origin has no path, query or fragment. Write "https://app.example".`,
  ],
  [
    'a fragment',
    'https://app.example#top',
    `${serializes} an origin has no path, query or fragment. Write "https://app.example".`,
  ],
  [
    'backslashes',
    'https:\\\\app.example\\x',
    `${serializes} an origin has no path, query or fragment. Write "https://app.example".`,
  ],
  [
    'no slashes',
    'https:app.example',
    `${serializes} the host is written differently. Write "https://app.example".`,
  ],
  [
    'an upper case host',
    'https://App.example',
    `${serializes} scheme and host are lower case. Write "https://app.example".`,
  ],
  [
    'an upper case scheme',
    'HTTPS://app.example',
    `${serializes} scheme and host are lower case. Write "https://app.example".`,
  ],
  [
    'the default port of https',
    'https://app.example:443',
    `${serializes} the default port is left out. Write "https://app.example".`,
  ],
  [
    'the default port of http',
    'http://app.example:80',
    `${serializes} the default port is left out. Write "http://app.example".`,
  ],
  [
    'a colon without a port',
    'https://app.example:',
    `${serializes} the default port is left out. Write "https://app.example".`,
  ],
  [
    'a port with a zero in front',
    'http://app.example:03000',
    `${serializes} the host is written differently. Write "http://app.example:3000".`,
  ],
  [
    'a host in other letters',
    'https://bücher.example',
    `${serializes} a host with non-ASCII letters is written in punycode. Write "https://xn--bcher-kva.example".`,
  ],
  [
    'a long IPv6 address',
    'http://[0:0:0:0:0:0:0:1]:3000',
    `${serializes} the host is written differently. Write "http://[::1]:3000".`,
  ],
  [
    'a short IPv4 address',
    'http://127.1',
    `${serializes} the host is written differently. Write "http://127.0.0.1".`,
  ],
  [
    'percent-encoding',
    'https://app%2eexample',
    `${serializes} the host is written differently. Write "https://app.example".`,
  ],
  [
    'user info',
    'https://ada:secret@app.example',
    'contains user info, which is not part of an origin. Write "https://app.example".',
  ],
  [
    'user info and more',
    'https://ada@App.example:443/',
    'contains user info, which is not part of an origin. Write "https://app.example".',
  ],
  ['no scheme', 'app.example', 'has no scheme. Write "https://app.example".'],
  ['no scheme, upper case, a path', 'App.example/users', 'has no scheme. Write "https://app.example".'],
  ['no scheme, default port', 'app.example:443', 'has no scheme. Write "https://app.example".'],
  ['no scheme, localhost', 'localhost:3000', 'has no scheme. Write "http://localhost:3000".'],
  ['no scheme, IPv6', '[::1]:3000', 'has no scheme. Write "http://[::1]:3000".'],
  ['no scheme but slashes', '//app.example', 'has no scheme. Write "https://app.example".'],
  ['a path alone', '/users', 'is a path, but an origin is needed here. Write { path: "/users" }.'],
  ['an IPv6 address without brackets', '::1', `has no scheme. ${example}`],
  ['a blank before it', ' https://app.example', 'has whitespace around it. Write "https://app.example".'],
  [
    'a line break behind it, and a slash',
    'https://app.example/\n',
    'has whitespace around it. Write "https://app.example".',
  ],
  ['a list with a comma', 'https://a.example,https://b.example', several],
  ['a list with blanks', 'https://a.example https://b.example', several],
  ['a blank in it', 'https://app .example', several],
  ['nothing', '', `is empty. ${example}`],
  ['a blank', ' \t', `is empty. ${example}`],
  [
    'the wildcard',
    '*',
    'is what a server sends, not a browser. To test one origin, name it; to test that any origin is allowed, use toAllowAnyOrigin().',
  ],
  ['a pattern', 'https://*.app.example', pattern],
  ['a pattern without a scheme', '*.app.example', pattern],
  ['NULL', 'NULL', 'is not how a browser spells it. Write "null".'],
  ['Null and a blank', ' Null', 'is not how a browser spells it. Write "null".'],
  ['no host', 'https://', `is not a URL, so no page has this origin. ${example}`],
  [
    'a port out of range',
    'https://app.example:99999',
    `is not a URL, so no page has this origin. ${example}`,
  ],
  ['a host that is none', 'https://app<.example', `is not a URL, so no page has this origin. ${example}`],
  [
    'an app scheme with a slash',
    'capacitor://localhost/',
    `${serializes} an origin has no slash at the end. Write "capacitor://localhost".`,
  ],
  [
    'an app scheme with a path',
    'chrome-extension://abc/popup.html',
    `${serializes} an origin has no path, query or fragment. Write "chrome-extension://abc".`,
  ],
  [
    'an app scheme in upper case',
    'Capacitor://localhost',
    `${serializes} scheme and host are lower case. Write "capacitor://localhost".`,
  ],
  [
    'an app scheme with user info',
    'app://ada@main',
    'contains user info, which is not part of an origin. Write "app://main".',
  ],
  ['a file', 'file:///home/ada/index.html', opaque],
  ['a file without a path', 'file://', opaque],
  ['a data URL', 'data:text/html,<p>', opaque],
  ['a blob', 'blob:https://app.example/5c7f', opaque],
  ['a blank page', 'about:blank', opaque],
  ['a web socket', 'wss://app.example', opaque],
];

/** The message of the UsageError it throws. */
function messageFor(value: unknown, label?: string): string {
  try {
    checkOrigin(value, label);
  } catch (error) {
    if (error instanceof UsageError && error.code === 'invalid-origin') return error.message;
    throw error;
  }
  throw new Error(`${String(value)} was accepted`);
}

describe('what no browser sends is refused, with the right spelling', () => {
  test.each(misspelt)('%s: %j', (_, value, fault) => {
    const shown = value.replace(/(?<=\/\/).*@/, '<redacted>@');
    expect(messageFor(value)).toBe(`origin ${JSON.stringify(shown)} ${fault}`);
  });

  test.each(misspelt)('the spelling named for %s is accepted', (_, __, fault) => {
    const [, spelling] = /Write (?:[a-z ]*)"(.*)"/.exec(fault) ?? [];
    expect(spelling === undefined || checkOrigin(spelling) === spelling).toBe(true);
  });
});

test.each([
  ['undefined', undefined, 'undefined.'],
  ['null', null, 'null. Write "null" for an opaque origin.'],
  ['a URL object', new URL('https://app.example'), 'object.'],
  ['a regular expression', /example$/, 'object.'],
  ['a number', 3000, 'number.'],
])('%s is not a string', (_, value, ending) => {
  expect(messageFor(value)).toBe(`origin must be a string such as "https://app.example", not ${ending}`);
});

test('the label says which origin is meant', () => {
  expect(messageFor('app.example', 'control')).toBe(
    'control "app.example" has no scheme. Write "https://app.example".',
  );
});
