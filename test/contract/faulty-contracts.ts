/** A contract that holds nothing wrong, to be made wrong. */
export const sound = {
  origins: { allowed: ['https://app.example'], rejected: ['https://evil.example', 'null'] },
  routes: [{ path: '/users', methods: ['GET', 'PUT'], requestHeaders: ['content-type'] }],
};

const route = (changes: object): unknown => ({
  ...sound,
  routes: [{ path: '/users', methods: ['GET'], ...changes }],
});
const origins = (given: unknown): unknown => ({ ...sound, origins: given });
const defaults = (given: unknown): unknown => ({ ...sound, defaults: given });

/** A contract and what is said of it. `shape`: the JSON Schema refuses it, too; `meaning`: no schema could tell. */
export type Faulty = readonly [contract: unknown, kind: 'shape' | 'meaning', ...faults: string[]];

export const ofOrigins: readonly Faulty[] = [
  [
    { routes: sound.routes },
    'shape',
    'origins: is missing: write { "allowed": ["https://app.example"] }, or "*".',
  ],
  [
    origins('https://a.example'),
    'shape',
    'origins: must be "*" or an object: write { "allowed": ["https://a.example"] }.',
  ],
  [
    origins(['https://a.example']),
    'shape',
    'origins: must be "*" or an object: write { "allowed": ["https://a.example"] }.',
  ],
  [
    origins(7),
    'shape',
    'origins: 7 is not a declaration of origins: write an object such as { allowed, rejected }.',
  ],
  [origins({}), 'shape', 'origins.allowed: undefined is not a list: write ["https://app.example"].'],
  [
    origins({ allowed: [] }),
    'shape',
    'origins.allowed: is empty: without an allowed origin, a broken app looks like a rejection. Name one that is allowed.',
  ],
  [
    origins({ allowed: 'https://a.example' }),
    'shape',
    'origins.allowed: "https://a.example" is not a list: write ["https://a.example"].',
  ],
  [
    origins({ allowed: ['https://a.example'], regected: [] }),
    'shape',
    'origins.regected: is unknown. Did you mean "rejected"?',
  ],
  [
    origins({ allowed: ['https://a.example/'] }),
    'shape',
    'origins.allowed[0]: "https://a.example/" is not how a browser serializes it: an origin has no slash at the end. Write "https://a.example".',
  ],
  [
    origins({ allowed: ['https://A.example'] }),
    'meaning',
    'origins.allowed[0]: "https://A.example" is not how a browser serializes it: scheme and host are lower case. Write "https://a.example".',
  ],
  [
    origins({ allowed: ['https://a.example:443'] }),
    'meaning',
    'origins.allowed[0]: "https://a.example:443" is not how a browser serializes it: the default port is left out. Write "https://a.example".',
  ],
  [
    origins({ allowed: ['a.example'] }),
    'shape',
    'origins.allowed[0]: "a.example" has no scheme. Write "https://a.example".',
  ],
  [
    origins({ allowed: ['*'] }),
    'shape',
    'origins.allowed[0]: "*" is not an origin. To allow any origin, write "origins": "*".',
  ],
  [
    origins({ allowed: ['https://a.example'], rejected: [null] }),
    'shape',
    'origins.rejected[0]: null is not a string: write ["https://app.example"] for the list.',
  ],
  [
    origins({ allowed: ['https://a.example'], rejected: ['https://a.example'] }),
    'meaning',
    'origins.rejected[0]: "https://a.example" is also in "allowed". Remove it from one of the lists.',
  ],
  [
    origins({ allowed: ['https://a.example', 'https://a.example'] }),
    'shape',
    'origins.allowed[1]: "https://a.example" is in the list twice. Remove one of them.',
  ],
  [
    route({ origins: '*', credentials: true }),
    'meaning',
    'routes[0].credentials: is true, but any origin is allowed: browsers do not accept "*" for a request with credentials. Name the origins, or write "credentials": false.',
  ],
];

export const ofTerms: readonly Faulty[] = [
  [
    route({ requestHeaders: ['accept'] }),
    'meaning',
    'routes[0].requestHeaders[0]: "accept" is CORS-safelisted: browsers send it without a preflight. Leave it out.',
  ],
  [
    route({ requestHeaders: ['Cookie'] }),
    'meaning',
    'routes[0].requestHeaders[0]: "Cookie" cannot be set by a page: the browser sets it. Leave it out: cookies go with credentials.',
  ],
  [
    route({ requestHeaders: ['sec-fetch-mode'] }),
    'meaning',
    'routes[0].requestHeaders[0]: "sec-fetch-mode" cannot be set by a page: the browser sets it. Leave it out.',
  ],
  [route({ requestHeaders: ['x y'] }), 'shape', 'routes[0].requestHeaders[0]: "x y" is not a header name.'],
  [
    route({ requestHeaders: 'content-type' }),
    'shape',
    'routes[0].requestHeaders: "content-type" is not a list: write ["content-type"].',
  ],
  [
    route({ requestHeaders: ['x-a', 'X-A'] }),
    'meaning',
    'routes[0].requestHeaders[1]: "X-A" is in the list twice. Remove one of them.',
  ],
  [
    route({ exposedHeaders: ['content-type'] }),
    'meaning',
    'routes[0].exposedHeaders[0]: "content-type" is CORS-safelisted: every page that may read the response may read it. Leave it out.',
  ],
  [
    route({ exposedHeaders: ['set-cookie'] }),
    'meaning',
    'routes[0].exposedHeaders[0]: "set-cookie" can never be read by a page, whatever is exposed. To follow cookies, use createBrowser.',
  ],
  [route({ credentials: 'yes' }), 'shape', 'routes[0].credentials: "yes" is not true or false.'],
  [route({ send: 1 }), 'shape', 'routes[0].send: 1 is not true or false.'],
  [
    route({ maxAge: '600' }),
    'shape',
    'routes[0].maxAge: "600" must be a whole number of seconds, zero or more.',
  ],
  [route({ maxAge: -1 }), 'shape', 'routes[0].maxAge: -1 must be a whole number of seconds, zero or more.'],
  [
    route({ status: 99 }),
    'shape',
    'routes[0].status: status 99 must be a status from 200 to 599, a list of them, or a class such as "2xx".',
  ],
  [route({ exact: 'methods' }), 'shape', 'routes[0].exact: "methods" is not a list: write ["methods"].'],
  [{ ...sound, exact: ['method'] }, 'shape', 'exact[0]: "method" is unknown. Did you mean "methods"?'],
  [{ ...sound, audit: 'yes' }, 'shape', 'audit: "yes" is not true or false.'],
  [{ ...sound, $schema: 1 }, 'shape', '$schema: 1 is not a string.'],
  [
    defaults({ methods: ['GET'] }),
    'shape',
    'defaults.methods: is unknown. Known keys are requestHeaders, credentials, exposedHeaders, maxAge, status, params and send.',
  ],
  [
    defaults({ params: { id: '1' } }),
    'meaning',
    'defaults.params.id: is not a parameter of any route. Leave it out.',
  ],
  [
    { ...sound, defaults: { status: 200 }, routes: [{ path: '/users', methods: ['PUT'] }] },
    'meaning',
    'defaults.status: can only be checked on a response, and no route sends a request: write "send": true.',
  ],
];

export const ofRoutes: readonly Faulty[] = [
  [
    'a policy',
    'shape',
    'contract: "a policy" is not a contract: write an object such as { origins, routes, exact }.',
  ],
  [{ origins: '*' }, 'shape', 'routes: is missing: write [{ "path": "/users", "methods": ["GET"] }].'],
  [
    { ...sound, routes: [] },
    'shape',
    'routes: is empty, so nothing would be tested. Name at least one route.',
  ],
  [
    { ...sound, routes: ['/users'] },
    'shape',
    'routes[0]: "/users" is not a route: write an object such as { path, methods, origins }.',
  ],
  [route({ path: undefined }), 'shape', 'routes[0].path: is missing: write, for example, "/users/:id".'],
  [
    route({ path: 'users' }),
    'shape',
    'routes[0].path: path "users" must start with one slash: write it from the root of the app, for example "/users".',
  ],
  [
    route({ path: '/users#me' }),
    'shape',
    'routes[0].path: "/users#me" contains whitespace or "#", which cannot be part of a path.',
  ],
  [
    route({ path: '/files/*' }),
    'meaning',
    'routes[0].path: "/files/*" is a pattern ("*"): write the path of one request, with parameters such as "/users/:id".',
  ],
  [
    route({ path: '/users/:id' }),
    'meaning',
    'routes[0].path: "/users/:id" has a parameter without a value: write "params": { "id": "1" }.',
  ],
  [
    route({ params: { id: '1' } }),
    'meaning',
    'routes[0].params.id: is not a parameter of "/users". Leave it out.',
  ],
  [
    route({ path: '/users/:id', params: { id: 1 } }),
    'shape',
    'routes[0].params.id: 1 is not a string: write "1".',
  ],
  [route({ methods: undefined }), 'shape', 'routes[0].methods: is missing: write, for example, ["GET"].'],
  [
    route({ methods: [] }),
    'shape',
    'routes[0].methods: is empty, so nothing would be tested. Name at least one method, or remove the route.',
  ],
  [
    route({ methods: ['get'] }),
    'shape',
    'routes[0].methods[0]: "get": methods are case-sensitive, write "GET".',
  ],
  [
    route({ methods: ['GET', 'GET'] }),
    'shape',
    'routes[0].methods[1]: "GET" is in the list twice. Remove one of them.',
  ],
  [
    route({ methods: ['TRACE'] }),
    'shape',
    'routes[0].methods[0]: "TRACE" is forbidden: fetch() throws, so no page can send it.',
  ],
  [route({ methods: ['GET /'] }), 'shape', 'routes[0].methods[0]: "GET /" is not a method: fetch() throws.'],
  [
    route({ header: [] }),
    'shape',
    'routes[0].header: is unknown. Known keys are path, methods, origins, exact, requestHeaders, credentials, exposedHeaders, maxAge, status, params, send, json and body.',
  ],
  [
    route({ methods: ['PUT'], exposedHeaders: ['etag'] }),
    'meaning',
    'routes[0].exposedHeaders: can only be checked on a response, and PUT is not sent: write "send": true.',
  ],
  [
    route({ methods: ['POST'], body: 'a=1' }),
    'meaning',
    'routes[0].body: is never sent, and POST is not sent: write "send": true.',
  ],
  [route({ json: {} }), 'meaning', 'routes[0].json: GET cannot have a body. Leave it out.'],
  [
    route({ methods: ['PUT'], send: true, json: {} }),
    'meaning',
    'routes[0].json: is sent as application/json, which needs a preflight: add "content-type" to "requestHeaders".',
  ],
  [
    route({ methods: ['POST'], send: true, requestHeaders: ['content-type'], json: {}, body: '' }),
    'shape',
    'routes[0].body: cannot be combined with "json". Remove one of them.',
  ],
  [
    route({ methods: ['POST'], send: true, body: 1 }),
    'shape',
    'routes[0].body: 1 is not a string. For JSON write "json".',
  ],
  [
    { ...sound, routes: [...sound.routes, { path: '/users', methods: ['DELETE', 'PUT'] }] },
    'meaning',
    'routes[1]: declares PUT /users, which routes[0] declares, too. Remove it from one of them.',
  ],
];
