import type { ConsoleMessage } from '../../../src/index.js';

/** What is pasted, and what must be read from each message in it. */
export type PastedRow = readonly [
  title: string,
  pasted: string,
  ...expected: Partial<Omit<ConsoleMessage, 'request'>>[],
];

const api = 'https://api.example/users';
const app = 'https://app.example';
const noHeader = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
const chromium = (reason: string, what = 'fetch', url = api, origin = app): string =>
  `Access to ${what} at '${url}' from origin '${origin}' has been blocked by CORS policy: ${reason}`;
const onPreflight = "Response to preflight request doesn't pass access control check: ";
const firefox = (reason: string, url = api): string =>
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: ${reason}`;
const missing = 'CORS header ‘Access-Control-Allow-Origin’ missing).';
const didNotSucceed = 'CORS request did not succeed). Status code: (null).';
const notAllowed = `Origin ${app} is not allowed by Access-Control-Allow-Origin.`;
const noCorsHint = "set the request's mode to 'no-cors' to fetch the resource with CORS disabled.";

const fromChromium = { browser: 'chromium', origin: app, url: api } as const;
const missingHeader = { code: 'MissingAllowOriginHeader', header: 'access-control-allow-origin' } as const;
const fetchMissing = { ...fromChromium, ...missingHeader, initiator: 'fetch' } as const;
const firefoxMissing = { browser: 'firefox', ...missingHeader, url: api } as const;

export const chromiumPages: readonly PastedRow[] = [
  ['the message alone', chromium(noHeader), fetchMissing],
  ['with the script and its line before it', `app.js:12 ${chromium(noHeader)}`, fetchMissing],
  ['with the page before it', `(index):1  ${chromium(noHeader)}`, fetchMissing],
  ['with the path before it', `users:1 ${chromium(noHeader)}`, fetchMissing],
  [
    'with the network line, the stack and what the script threw',
    [
      `login:1 ${chromium(onPreflight + noHeader)}`,
      'app.js:12 ',
      '        ',
      '       PUT https://api.example/users net::ERR_FAILED',
      'save @ app.js:12',
      '(anonymous) @ app.js:3',
      'setTimeout',
      'Uncaught (in promise) TypeError: Failed to fetch',
      '    at save (app.js:12:9)',
    ].join('\n'),
    {
      ...fromChromium,
      code: 'PreflightMissingAllowOriginHeader',
      phase: 'preflight',
      method: 'PUT',
      unknown: ['headers', 'credentials'],
    },
  ],
  [
    'with a status on the network line',
    `${chromium(noHeader)}\nGET ${api} net::ERR_FAILED 500 (Internal Server Error)`,
    { ...fetchMissing, method: 'GET', status: 500 },
  ],
  [
    'with the lines of verbose logging',
    `${chromium(noHeader, 'XMLHttpRequest')}\nXHR failed loading: POST "${api}".`,
    { ...fromChromium, ...missingHeader, initiator: 'xhr', method: 'POST' },
  ],
  [
    'wrapped between words',
    "Access to fetch at 'https://api.example/users' from origin\n'https://app.example' has been blocked by\nCORS policy: No 'Access-Control-Allow-Origin' header is\n  present on the requested resource.",
    fetchMissing,
  ],
  [
    'wrapped by a terminal in the middle of words',
    chromium(noHeader).replace(/(.{40})/g, '$1\n'),
    { ...fetchMissing, text: chromium(noHeader) },
  ],
  [
    'with curly quotes',
    chromium(noHeader).replace(/'(\S)/g, '‘$1').replace(/'/g, '’'),
    { ...fetchMissing, text: chromium(noHeader) },
  ],
  ['quoted in a mail', `> On Monday:\n> > ${chromium(noHeader)}`, fetchMissing],
  [
    'quoted in a mail, and wrapped there',
    "> Access to fetch at 'https://api.example/users' from origin\n> 'https://app.example' has been blocked by CORS policy: No\n> 'Access-Control-Allow-Origin' header is present on the requested resource.",
    fetchMissing,
  ],
  ['in a fence of Markdown', '```\n' + chromium(noHeader) + '\n```', fetchMissing],
  ['between backticks', 'I get `' + chromium(noHeader) + '` in Chrome 120, why?', fetchMissing],
  ['escaped as HTML', chromium(noHeader).replaceAll("'", '&#39;'), fetchMissing],
  ['escaped as HTML, in hexadecimal', chromium(noHeader).replaceAll("'", '&#x27;'), fetchMissing],
  [
    'escaped as HTML, with a query',
    chromium(noHeader, 'fetch', `${api}?a=1&amp;b=2`),
    { ...fetchMissing, url: `${api}?a=1&b=2` },
  ],
  [
    'escaped as Markdown',
    chromium(
      "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '\\*' when the request's credentials mode is 'include'.",
    ),
    { ...fromChromium, code: 'WildcardOriginNotAllowed', value: '*', unknown: ['method', 'headers'] },
  ],
  [
    'escaped as JSON, in the log of a driver',
    `{"level":"SEVERE","message":"${api} - Fetch API cannot load ${api}. Request mode is \\"same-origin\\" but the URL's origin is not same as the request origin ${app}.","source":"security"}`,
    { ...fromChromium, code: 'DisallowedByMode', phase: 'guard' },
  ],
  [
    'in the colours of a terminal',
    `\x1b[31m[browser]\x1b[0m \x1b[1m${chromium(noHeader)}\x1b[22m`,
    fetchMissing,
  ],
  ['with a time and a level', `12:01:05.123 [ERROR] 14:02 console: ${chromium(noHeader)}`, fetchMissing],
  ['with a line feed of Windows', `${chromium(noHeader)}\r\nfoo\r\n`, fetchMissing],
  ['three times', [1, 2, 3].map(() => chromium(noHeader)).join('\n'), fetchMissing],
  [
    'two messages about two URLs',
    `${chromium(noHeader)}\n${chromium(noHeader, 'font', 'https://cdn.example/a.woff2')}`,
    fetchMissing,
    { ...missingHeader, initiator: 'font', url: 'https://cdn.example/a.woff2', unknown: ['credentials'] },
  ],
  [
    'cut off in front of a whole one',
    `Access to fetch at 'https://api.exam\n${chromium(noHeader)}`,
    fetchMissing,
  ],
  [
    'without what is in front of the reason',
    noHeader,
    { browser: 'chromium', ...missingHeader, url: null, origin: null },
  ],
  [
    'the reason of a preflight alone',
    onPreflight + 'It does not have HTTP ok status.',
    { browser: 'chromium', code: 'PreflightInvalidStatus', phase: 'preflight' },
  ],
  [
    'behind a redirect',
    `Access to fetch at 'https://login.example/' (redirected from '${api}') from origin '${app}' has been blocked by CORS policy: ${noHeader}`,
    { ...missingHeader, origin: app, url: 'https://login.example/', requestedUrl: api },
  ],
  [
    'a header that is not allowed',
    chromium(
      'Request header field content-type is not allowed by Access-Control-Allow-Headers in preflight response.',
    ),
    {
      ...fromChromium,
      code: 'HeaderDisallowedByPreflightResponse',
      header: 'content-type',
      value: 'content-type',
      phase: 'preflight',
    },
  ],
  [
    'a method that is not allowed',
    chromium('Method DELETE is not allowed by Access-Control-Allow-Methods in preflight response.'),
    { ...fromChromium, code: 'MethodDisallowedByPreflightResponse', method: 'DELETE', value: 'DELETE' },
  ],
  [
    'an opaque origin',
    chromium(noHeader, 'fetch', api, 'null'),
    { ...missingHeader, origin: 'null', url: api },
  ],
  [
    'a script that the text does not tell from a module',
    chromium(noHeader, 'script'),
    { ...missingHeader, initiator: 'script', initiators: ['script', 'module', 'worker'] },
  ],
  [
    'a manifest, which nothing here repeats',
    chromium(noHeader, 'manifest'),
    { ...missingHeader, initiator: null, url: api },
  ],
  [
    'an event stream, or a beacon',
    chromium(noHeader, 'resource'),
    { ...missingHeader, initiators: ['eventsource', 'beacon'] },
  ],
  [
    'a file',
    "Access to script at 'file:///home/ada/main.js' from origin 'null' has been blocked by CORS policy: Cross origin requests are only supported for protocol schemes: http, data, isolated-app, chrome-extension, chrome, https, chrome-untrusted.",
    { code: 'CorsDisabledScheme', url: 'file:///home/ada/main.js', origin: 'null' },
  ],
  [
    'a reason of tomorrow',
    chromium('The header is on fire.'),
    { ...fromChromium, kind: 'cors', code: null, codes: [], text: chromium('The header is on fire.') },
  ],
];

export const olderPages: readonly PastedRow[] = [
  [
    'Chromium before 2025: the hint about no-cors',
    chromium(`${noHeader} If an opaque response serves your needs, ${noCorsHint}`),
    { ...fetchMissing, text: chromium(`${noHeader} If an opaque response serves your needs, ${noCorsHint}`) },
  ],
  [
    'Chromium before 2025: the hint behind a value',
    chromium(
      `The 'Access-Control-Allow-Origin' header has a value 'http://localhost:3000' that is not equal to the supplied origin. Have the server send the header with a valid value, or, if an opaque response serves your needs, ${noCorsHint}`,
    ),
    { ...fromChromium, code: 'AllowOriginMismatch', value: 'http://localhost:3000' },
  ],
  [
    'Chromium before 2018',
    `Failed to load ${api}: ${noHeader} Origin '${app}' is therefore not allowed access. The response had HTTP status code 502.`,
    { ...fromChromium, ...missingHeader, status: 502 },
  ],
  [
    'Chromium before 2017',
    `XMLHttpRequest cannot load ${api}. ${noHeader} Origin '${app}' is therefore not allowed access.`,
    { ...fromChromium, ...missingHeader, initiator: 'xhr' },
  ],
  [
    'Chromium before 2018: a preflight that redirects',
    `Failed to load ${api}: Response for preflight is invalid (redirect)`,
    { code: 'PreflightDisallowedRedirect', phase: 'preflight', url: api },
  ],
  [
    'Chromium: a private network, before it was called local',
    chromium(
      'The request client is not a secure context and the resource is in more-private address space `private`.',
    ),
    { ...fromChromium, code: 'InsecureLocalNetwork', value: 'private' },
  ],
  [
    'Chromium: a header of the private network',
    chromium(
      "No 'Access-Control-Allow-Private-Network' header was present in the preflight response for this private network request targeting the `local` address space.",
    ),
    { ...fromChromium, code: null, header: 'access-control-allow-private-network', phase: 'preflight' },
  ],
  ['Firefox without a status', firefox(missing), { ...firefoxMissing, status: null }],
  [
    'Firefox with straight quotes',
    firefox("CORS header 'Access-Control-Allow-Origin' missing)."),
    { ...firefoxMissing, text: firefox(missing) },
  ],
  [
    'Firefox: the channel of the preflight',
    firefox('CORS preflight channel did not succeed).'),
    { browser: 'firefox', code: 'PreflightInvalidStatus', phase: 'preflight' },
  ],
  [
    'Firefox: the missing token',
    firefox(
      'missing token ‘x-token’ in CORS header ‘Access-Control-Allow-Headers’ from CORS preflight channel).',
    ),
    { browser: 'firefox', code: 'HeaderDisallowedByPreflightResponse', header: 'x-token' },
  ],
  [
    'WebKit without a status',
    notAllowed,
    { browser: 'webkit', code: 'MissingAllowOriginHeader', origin: app, status: null, url: null },
  ],
  [
    'WebKit: the reason behind what could not be loaded',
    `XMLHttpRequest cannot load ${api}. ${notAllowed}`,
    { browser: 'webkit', ...missingHeader, origin: app, url: api, initiator: 'xhr' },
  ],
  [
    'a module, before it could be Wasm',
    'Failed to load module script: Expected a JavaScript module script but the server responded with a MIME type of "text/html". Strict MIME type checking is enforced for module scripts per HTML spec.',
    { kind: 'response-type', value: 'text/html', initiator: 'module' },
  ],
];

export const firefoxPages: readonly PastedRow[] = [
  [
    'a preflight, with the message of the request it was for',
    `${firefox(missing)} Status code: 404.[Learn More]\n${firefox(didNotSucceed)}[Learn More]\nUncaught (in promise) TypeError: NetworkError when attempting to fetch resource.`,
    {
      browser: 'firefox',
      url: api,
      code: 'PreflightMissingAllowOriginHeader',
      codes: ['PreflightMissingAllowOriginHeader', 'MissingAllowOriginHeader'],
      status: 404,
      origin: null,
      unknown: ['origin', 'method', 'headers', 'credentials', 'initiator'],
    },
  ],
  ['a status on the next line', `${firefox(missing)}\nStatus code: 200.`, { ...firefoxMissing, status: 200 }],
  [
    'the columns of its console run together',
    `XHRPUT${api}\nCORS Missing Allow Origin\n\n${firefox(missing)} Status code: 200.\n2`,
    { ...firefoxMissing, status: 200, method: 'PUT' },
  ],
  [
    'a value',
    firefox(
      'CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://a.example, https://b.example’).',
    ),
    {
      browser: 'firefox',
      code: 'MultipleAllowOriginValues',
      codes: ['MultipleAllowOriginValues', 'PreflightMultipleAllowOriginValues'],
      value: 'https://a.example, https://b.example',
    },
  ],
  [
    'no response',
    `${firefox(didNotSucceed)}\n${firefox(didNotSucceed)}`,
    { browser: 'firefox', kind: 'no-response', code: null, url: api, isBlocked: true },
  ],
  [
    'a font',
    `${firefox(missing)} Status code: 200.\ndownloadable font: download failed (font-family: "A" style:normal weight:400 stretch:100 src index:0): bad URI or cross-site access not allowed source: ${api}`,
    { ...firefoxMissing, initiator: 'font', unknown: ['origin', 'credentials'] },
  ],
  [
    'a page about the error',
    'Reason: CORS header ‘Access-Control-Allow-Origin’ missing',
    { browser: 'firefox', ...missingHeader },
  ],
  [
    'in another language around it',
    `Quellcode nicht verfügbar: app.js\n${firefox(missing)} Status code: 200. [Weitere Informationen]`,
    firefoxMissing,
  ],
  [
    'a warning',
    'Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at https://api.example/users soon. (Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include the `Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`).',
    { browser: 'firefox', isBlocked: false, header: 'authorization', url: api },
  ],
];

export const webkitPages: readonly PastedRow[] = [
  [
    'Safari’s console',
    `[Error] ${notAllowed} Status code: 200\n[Error] Fetch API cannot load ${api} due to access control checks.\n[Error] Failed to load resource: ${notAllowed} Status code: 200 (users, line 0)`,
    {
      browser: 'webkit',
      ...missingHeader,
      status: 200,
      url: api,
      origin: app,
      initiator: 'fetch',
      text: `${notAllowed} Status code: 200\nFetch API cannot load ${api} due to access control checks.`,
    },
  ],
  [
    'a preflight, by its status',
    `[Error] ${notAllowed} Status code: 204\n[Error] XMLHttpRequest cannot load ${api} due to access control checks.`,
    { browser: 'webkit', code: 'PreflightMissingAllowOriginHeader', initiator: 'xhr', status: 204 },
  ],
  [
    'a preflight',
    `[Error] Preflight response is not successful. Status code: 404\n[Error] Fetch API cannot load ${api} due to access control checks.\n[Error] Unhandled Promise Rejection: TypeError: Load failed`,
    { browser: 'webkit', code: 'PreflightInvalidStatus', phase: 'preflight', status: 404, url: api },
  ],
  [
    'two requests',
    `${notAllowed} Status code: 200\nFetch API cannot load ${api} due to access control checks.\n${notAllowed} Status code: 200\nFetch API cannot load https://api.example/b due to access control checks.`,
    { browser: 'webkit', url: api },
    { browser: 'webkit', url: 'https://api.example/b' },
  ],
  [
    'what could not be loaded alone',
    `[Error] Fetch API cannot load ${api} due to access control checks.`,
    { browser: 'webkit', kind: 'no-response', code: null, url: api, initiator: 'fetch' },
  ],
  [
    'a header',
    'Request header field Content-Type is not allowed by Access-Control-Allow-Headers.',
    { browser: 'webkit', code: 'HeaderDisallowedByPreflightResponse', header: 'content-type' },
  ],
  [
    'a redirect to another origin',
    `Cross-origin redirection to https://login.example/ denied by Cross-Origin Resource Sharing policy: ${notAllowed} Status code: 302\nFetch API cannot load ${api} due to access control checks.`,
    {
      browser: 'webkit',
      code: 'MissingAllowOriginHeader',
      phase: 'redirect',
      location: 'https://login.example/',
      url: api,
      status: 302,
    },
  ],
];

export const otherPages: readonly PastedRow[] = [
  [
    'mixed content in Chromium',
    "Mixed Content: The page at 'https://app.example/login' was loaded over HTTPS, but requested an insecure XMLHttpRequest endpoint 'http://api.example/users'. This request has been blocked; the content must be served over HTTPS.",
    {
      browser: 'chromium',
      kind: 'mixed-content',
      pageUrl: 'https://app.example/login',
      url: 'http://api.example/users',
      initiator: 'xhr',
      isBlocked: true,
    },
  ],
  [
    'mixed content in Firefox',
    'Blocked loading mixed active content “http://api.example/users”[Learn More]',
    { browser: 'firefox', kind: 'mixed-content', url: 'http://api.example/users' },
  ],
  [
    'mixed content in Safari',
    '[Warning] [blocked] The page at https://app.example/ requested insecure content from http://api.example/users. This content was blocked and must be served over HTTPS.\n[Error] Not allowed to request resource\n[Error] Fetch API cannot load http://api.example/users due to access control checks.',
    { browser: 'webkit', kind: 'mixed-content', url: 'http://api.example/users', initiator: 'fetch' },
  ],
  [
    'mixed content that is let through',
    "Mixed Content: The page at 'https://app.example/' was loaded over HTTPS, but requested an insecure resource 'http://192.168.0.1/'. This content should also be served over HTTPS.",
    { browser: 'chromium', kind: 'mixed-content', isBlocked: false, initiator: 'fetch' },
  ],
  [
    'the local network',
    chromium('Permission was denied for this request to access the `local` address space.'),
    { ...fromChromium, code: 'LocalNetworkAccessPermissionDenied', value: 'local' },
  ],
  [
    'an event stream of another type, in Chromium or WebKit',
    'EventSource\'s response has a MIME type ("application/json") that is not "text/event-stream". Aborting the connection.',
    {
      browsers: ['chromium', 'webkit'],
      kind: 'response-type',
      initiator: 'eventsource',
      value: 'application/json',
    },
  ],
  [
    'the same beside a text of WebKit',
    `EventSource's response has a MIME type ("text/html") that is not "text/event-stream". Aborting the connection.\nCancelled load to ${api} because it violates the resource's Cross-Origin-Resource-Policy response header.`,
    { browsers: ['webkit'], kind: 'response-type' },
    { browser: 'webkit', kind: 'resource-policy', url: api },
  ],
  [
    'a header that may not be read',
    'Refused to get unsafe header "X-Total-Count"',
    { kind: 'header-access', header: 'x-total-count', initiator: 'xhr' },
  ],
  [
    'a canvas',
    "Uncaught DOMException: Failed to execute 'toDataURL' on 'HTMLCanvasElement': Tainted canvases may not be exported.\n    at save (app.js:3:1)",
    { browser: 'chromium', kind: 'canvas', initiator: 'image' },
  ],
  ['nothing of the kind', 'TypeError: Failed to fetch\n    at app.js:12'],
  ['nothing at all', ''],
  [
    'words about it',
    'Origin of the Method: Access to the header, Failed to load resource: the server responded with a status of 404 ()',
  ],
];
