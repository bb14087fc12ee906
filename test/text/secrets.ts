/**
 * What counts as a secret, both ways: the one place where such decisions are argued. What is in doubt is hidden in a query, where
 * applications put what they like, and shown in a header, whose name is its protocol.
 */

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.kP3fRq7w';
const hex = '9f86d081884c7d659a2feaa0c55ad015';
const base64 = 'kZ0x7QpV2mLrT9sWb4NcY8uJfH3dGa6E';
const uuid = '550e8400-e29b-41d4-a716-446655440000';

/** Names of headers and parameters. */
export const secretNames = [
  // what HTTP itself calls credentials
  ...[
    'authorization',
    'Authorization',
    'PROXY-AUTHORIZATION',
    'cookie',
    'Set-Cookie',
    'cookie2',
    'set-cookie2',
  ],
  // by their words, however these are set apart
  ...['x-auth-token', 'X-Auth', 'x-access-token', 'access_token', 'accessToken', 'x.access.token', 'token'],
  ...[
    'x-api-key',
    'X-API-KEY',
    'api-key',
    'apikey',
    'apiKey',
    'X-ApiKey',
    'APIKey',
    'api_key',
    'key',
    'x-key',
  ],
  ...['x-csrf-token', 'X-CSRFToken', 'x-xsrf-token', 'csrf', '_csrf', 'csrfmiddlewaretoken', 'XSRF-TOKEN'],
  ...[
    'x-session-id',
    'x-session-token',
    'session',
    'sess',
    'sid',
    'connect.sid',
    'sessionId',
    'ASP.NET_SessionId',
  ],
  ...['jsessionid', 'JSESSIONID', 'PHPSESSID', 'ASPSESSIONIDQQABCD'],
  ...[
    'x-amz-security-token',
    'X-Amz-Signature',
    'X-Amz-Credential',
    'Ocp-Apim-Subscription-Key',
    'x-functions-key',
  ],
  ...['x-signature', 'x-hub-signature-256', 'stripe-signature', 'sig', 'X-Shopify-Hmac-SHA256'],
  ...[
    'x-forwarded-authorization',
    'x-original-authorization',
    'Authentication',
    'oauth_verifier',
    'x-oauth-basic',
  ],
  ...[
    'password',
    'password1',
    'newPassword',
    'passwd',
    'pwd',
    'pw',
    'pass',
    'passphrase',
    'client_secret',
    'x-secret',
  ],
  ...[
    'x-jwt',
    'x-jwt-assertion',
    'id_token',
    'refreshtoken',
    'SAMLResponse',
    'dpop',
    'bearer',
    'x-otp',
    'otp',
    'pin',
  ],
  ...[
    'pinCode',
    'cvc',
    'code',
    'auth_code',
    'verification-code',
    'user[password]',
    'credentials',
    'x-vault-token',
  ],
  ...['cf-access-client-secret', 'PRIVATE-TOKEN', 'x-goog-api-key', 'x-amzn-oidc-accesstoken'],
] as const;

export const harmlessNames = [
  // a secret word inside another word is none
  ...[
    'x-keyboard',
    'x-monkey',
    'keywords',
    'x-tokenizer',
    'author',
    'x-author',
    'authority',
    ':authority',
    'x-authored-by',
  ],
  ...[
    'x-spinner',
    'opinion',
    'x-passenger',
    'compass',
    'x-side',
    'residence',
    'codec',
    'x-encoding',
    'secretary',
  ],
  ...['x-cookiecutter', 'obsession', 'signatory', 'turkey'],
  // protocol
  ...[
    'content-type',
    'accept',
    'origin',
    'etag',
    'if-match',
    'if-none-match',
    'keep-alive',
    'x-total-count',
    'vary',
  ],
  ...['access-control-allow-credentials', 'access-control-allow-headers', 'access-control-request-headers'],
  ...['content-security-policy', 'strict-transport-security', 'x-content-type-options', 'access', 'digest'],
  // a challenge is what an app answers to everybody
  ...['www-authenticate', 'proxy-authenticate'],
  // ids of requests, and keys that open nothing: they are needed to find a request in a log, or are made anew for each
  ...[
    'x-request-id',
    'x-correlation-id',
    'traceparent',
    'idempotency-key',
    'sec-websocket-key',
    'sec-websocket-accept',
  ],
  ...['surrogate-key', 'x-cache-key', 'public-key-pins', 'sort_key'],
  // about secrets, and none
  ...[
    'cookie-policy',
    'token_type',
    'x-session-timeout',
    'x-token-expires',
    'max_tokens',
    'x-ratelimit-remaining-tokens',
  ],
  ...[
    'anthropic-ratelimit-tokens-remaining',
    'status_code',
    'x-error-code',
    'country-code',
    'signature-input',
  ],
  // plain
  ...['toString', 'constructor', '__proto__', '', '-', '42', 'page', 'transport', 'user', 'name'],
] as const;

/** Values of headers by their form: `[name, value, shown]`. */
export const headerValues = [
  ['authorization', 'anything', '<redacted>'],
  ['x-token', '', '<redacted>'],
  ['x-upstream', 'Bearer abc', '<redacted>'],
  ['x-upstream', 'Basic dTpw', '<redacted>'],
  ['x-upstream', 'bearer   a.b~c+d/e==', '<redacted>'],
  ['x-upstream', 'AWS4-HMAC-SHA256 Credential=AKIA/x, Signature=fe5f', '<redacted>'],
  ['x-amzn-oidc-data', jwt, '<redacted>'],
  ['x-note', `as of ${jwt}, signed`, 'as of <redacted>, signed'],
  ['sec-websocket-protocol', `v1, ${jwt}`, 'v1, <redacted>'],
  ['x-github', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', '<redacted>'],
  [
    'www-authenticate',
    'Bearer realm="api", error="invalid_token"',
    'Bearer realm="api", error="invalid_token"',
  ],
  ['www-authenticate', 'Basic realm="x"', 'Basic realm="x"'],
  ['x-auth-scheme', 'Bearer', '<redacted>'],
  ['x-scheme', 'Bearer', 'Bearer'],
  ['x-news', 'bearer of good news', 'bearer of good news'],
  ['etag', `"${hex}"`, `"${hex}"`],
  ['etag', `W/"${hex}"`, `W/"${hex}"`],
  ['traceparent', `00-${hex}-b7ad6b7169203331-01`, `00-${hex}-b7ad6b7169203331-01`],
  ['x-request-id', uuid, uuid],
  ['accept', 'text/html;q=0.9,*/*;q=0.8', 'text/html;q=0.9,*/*;q=0.8'],
  ['content-type', 'multipart/form-data; boundary=x0Yz', 'multipart/form-data; boundary=x0Yz'],
  ['location', '/next?code=abc#access_token=abc', '/next?code=<redacted>#access_token=<redacted>'],
  ['location', '/next?to=a b&token=c d', '/next?to=a b&token=<redacted>'],
  ['Location', 'https:\\\\ada:1@x.example/', 'https:\\\\<redacted>@x.example/'],
  ['referer', 'https://x.example/?q=ada', 'https://x.example/?q=<redacted>'],
  ['refresh', '0; url=/next?code=abc', '0; url=/next?code=<redacted>'],
  ['refresh', '0;url="https://u:p@x/?token=a"', '0;url="https://<redacted>@x/?token=<redacted>"'],
  ['refresh', '0; url=next?code=abc', '0; url=next?code=<redacted>'],
  [
    'link',
    '</users?page=2&token=abc>; rel="next", </users?page=9>; rel="last"',
    '</users?page=2&token=<redacted>>; rel="next", </users?page=9>; rel="last"',
  ],
  ['link', '</a?token=x>;rel=next,</b?token=y>;rel=prev', '</a?token=<redacted>'],
  ['content-security-policy', 'report-uri https://x/r?key=a', 'report-uri https://x/r?key=<redacted>'],
  ['report-to', '{"url":"https://x/r?s=abc"}', '{"url":"https://x/r?s=<redacted>"}'],
  ['x-database', 'postgres://app:hunter2@db/x', 'postgres://<redacted>@db/x'],
] as const;

/** `[URL, shown]`. */
export const urls = [
  // paths
  ...same(
    '/',
    '/users/42',
    '/v1/orders',
    '/@ada',
    '/a/b@c',
    '/a,b',
    '/%E4%F6',
    '/a%2Fb',
    '/100%',
    '//',
    '/o\'brien/"x"',
  ),
  ...same(
    '/articles/how-to-use-cors',
    '/api/getAllUsersByOrganizationIdAndRole',
    '/2024-01-15-release-notes-of-version-2',
  ),
  ...same(
    '/how-to-do-it-in-js-or-go-as-a-pro-dev-ok',
    '/k8s-e2e-tests-with-i18n-and-l10n-in-s3',
    '/internationalization-of-web',
  ),
  ...same(
    `/users/${uuid}`,
    `/users/user-${uuid}`,
    '/users/507f1f77bcf86cd799439011',
    '/users/01ARZ3NDEKTSV4RRFFQ69G5FAV',
  ),
  ...same(
    '/cus_NffrFeUfNV2Hib',
    '/token/refresh',
    '/password',
    '/users;color=red',
    '/map;lat=50;long=20',
    '/a;b',
    '/a;v=1.2/b',
  ),
  [`/verify/${jwt}`, '/verify/<redacted>'],
  [`/verify/${jwt}/now`, '/verify/<redacted>/now'],
  [`/reset/${hex}`, '/reset/<redacted>'],
  [`/reset/${hex.toUpperCase()}?page=2`, '/reset/<redacted>?page=2'],
  [`/reset/${base64}`, '/reset/<redacted>'],
  ['/reset/k3j2h1g5f6d7s8a9q1w2e3r4t5y6u7i8', '/reset/<redacted>'],
  ['/reset/a-Zk0x7QpV2mLrT9_sWb4NcY8uJfH3dGa6E', '/reset/<redacted>'],
  ['/bot123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc/send', '/<redacted>/send'],
  [`/%65yJhbGciOiJIUzI1NiJ9.e30.x`, '/<redacted>'],
  ['/users;jsessionid=1', '/users;jsessionid=<redacted>'],
  ['/users;jsessionid=1?page=2', '/users;jsessionid=<redacted>?page=2'],
  ['/users;JSESSIONID=1.n/orders;v=2;sid=3/4', '/users;JSESSIONID=<redacted>/orders;v=2;sid=<redacted>/4'],
  ['/users%3Bjsessionid=1', '/users%3Bjsessionid=<redacted>'],
  ['/users;j%73essionid=1', '/users;j%73essionid=<redacted>'],
  ["/o'brien;jsessionid=1?token=x", "/o'brien;jsessionid=<redacted>?token=<redacted>"],
  ['/with blank;token=a b/c', '/with blank;token=<redacted>/c'],
  [`/users;x=${base64}`, '/users;x=<redacted>'],
  ['/token=abc/x', '/token=<redacted>/x'],
  ['/proxy/https://ada:1@x.example/y', '/proxy/https://<redacted>@x.example/y'],
  // user info
  ['https://ada:hunter2@app.example/x', 'https://<redacted>@app.example/x'],
  ['https://ada@app.example', 'https://<redacted>@app.example'],
  ['https://ada:hun@ter2@app.example/x', 'https://<redacted>@app.example/x'],
  ['https://ada:hun/ter2@app.example/x', 'https://<redacted>@app.example/x'],
  ['https://ada:hun?ter2@app.example/x', 'https://<redacted>@app.example/x'],
  ['//ada:hunter2@app.example/x', '//<redacted>@app.example/x'],
  ['https:ada:hunter2@app.example/x', 'https:<redacted>@app.example/x'],
  ['https:/\\ada:hunter2@app.example/x', 'https:/\\<redacted>@app.example/x'],
  ['h2+x://ada@app.example', 'h2+x://<redacted>@app.example'],
  ...same(
    'https://app.example/@ada',
    'http://127.0.0.1:3000/a@b',
    'http://[::1]:3000/@x',
    'https://app.example:/@x',
  ),
  ...same(`https://${hex}.cdn.example/x`),
  ['https://app.example?to=a@b', 'https://app.example?to=<redacted>'],
  // queries: name and value are plainly harmless
  ...same(
    '/?page=2',
    '/?transport=polling&EIO=4',
    '/?sort=name',
    '/?sort=-created_at,name',
    '/?limit=20',
    '/?v=1.2',
    '/?',
  ),
  ...same(
    '/?filter[status]=open',
    '/?page%5Bsize%5D=10',
    '/?lang=de-AT',
    '/?debug=true',
    '/?page=',
    '/?id=42',
    '/?x=false',
  ),
  ...same(
    '/?verbose',
    '/?a&b',
    '/?fields=id,name',
    '/?sort=a&sort=b',
    '/?v=1.2&',
    '/?page=1&&page=2',
    '/?date=2024-01-15',
  ),
  // the name says that it is secret
  ['/?token=abc&page=2', '/?token=<redacted>&page=2'],
  ['/?token=', '/?token=<redacted>'],
  ['/?pin=1234&otp=123456&code=123456', '/?pin=<redacted>&otp=<redacted>&code=<redacted>'],
  ['/?key=true', '/?key=<redacted>'],
  ['/?%74oken=1', '/?%74oken=<redacted>'],
  ['/?page_token=2', '/?page_token=<redacted>'],
  ['/?a[token]=1', '/?a[token]=<redacted>'],
  ['/?token=a&token=b', '/?token=<redacted>&token=<redacted>'],
  ['/?token=a=b?c/d', '/?token=<redacted>'],
  // the value says so, whatever the name
  [`/?page=${jwt}`, '/?page=<redacted>'],
  [`/?sort=${hex}`, '/?sort=<redacted>'],
  ['/?from=kZ0x7QpV2mLrT9sWb4Nc', '/?from=<redacted>'],
  ['/?page=2;token=abc', '/?page=<redacted>'],
  ['/?page=2?token=abc', '/?page=<redacted>'],
  ['/?page=%E4', '/?page=<redacted>'],
  // in doubt
  ['/?q=ada', '/?q=<redacted>'],
  ['/?email=ada%40x.example', '/?email=<redacted>'],
  ['/?phone=436601234567', '/?phone=<redacted>'],
  ['/?filter[name]=x', '/?filter[name]=<redacted>'],
  ['/?state=x&t=Oq1zXyZ', '/?state=<redacted>&t=<redacted>'],
  ['/?next=https://u:p@x/?token=a&page=2', '/?next=<redacted>&page=2'],
  ['/to?next=https%3A%2F%2Fu%3Ap%40x', '/to?next=<redacted>'],
  // without "=", or with the secret in front of it
  ['/?eyJhbGciOi', '/?<redacted>'],
  [`/?${base64}`, '/?<redacted>'],
  ['/?YWRhOmh1bnRlcjI2NzE4OTE==', '/?<redacted>'],
  [`/?${jwt}=`, '/?<redacted>'],
  ['/?https://u:p@x/?token=a', '/?<redacted>'],
  ['/?ada@x.example', '/?<redacted>'],
  // fragments
  ...same('/docs#section-2', '/#', '/#/users/42', '/#/users?page=2'),
  ['/#access_token=abc&state=x', '/#access_token=<redacted>&state=<redacted>'],
  ['/#/users?token=abc', '/#/users?token=<redacted>'],
  [`/#${jwt}`, '/#<redacted>'],
  [`/#/reset/${base64}`, '/#/reset/<redacted>'],
  ['/?a=#token=b', '/?a=#token=<redacted>'],
] as const;

/** `[text, shown]`, as browsers, apps and assertions speak. */
export const words = [
  ...same(
    'Does the route respond, and why? It is 3/4 of a/b.',
    '',
    'a ? b : c',
    'see src/auth.ts:12',
    '*/*',
    'x//',
    '?',
  ),
  ...same(
    'the bearer token is missing',
    'Basic Authentication',
    '"https://app.example" is not "https://evil.example".',
  ),
  ...same('GET /users/:id -> 200', "app.use(cors({ origin: ['https://app.example'] }))"),
  [
    "Access to fetch at 'http://127.0.0.1/users?token=s&page=2' from origin 'https://app.example' has been blocked",
    "Access to fetch at 'http://127.0.0.1/users?token=<redacted>&page=2' from origin 'https://app.example' has been blocked",
  ],
  [
    "Access to fetch at 'http://127.0.0.1/o'brien;jsessionid=1/x?token=it's&a' (redirected from 'http://u:p@x/')",
    "Access to fetch at 'http://127.0.0.1/o'brien;jsessionid=<redacted>/x?token=<redacted>&a' (redirected from 'http://<redacted>@x/')",
  ],
  [
    'the remote resource at http://x/?token=a. (Reason: y).',
    'the remote resource at http://x/?token=<redacted>. (Reason: y).',
  ],
  [
    'the remote resource at ‘http://x/?token=a’. (x)',
    'the remote resource at ‘http://x/?token=<redacted>’. (x)',
  ],
  ['content “http://x/?token=a”', 'content “http://x/?token=<redacted>”'],
  [
    'GET /users?token=abc, and OPTIONS /users;sid=1.',
    'GET /users?token=<redacted>, and OPTIONS /users;sid=<redacted>.',
  ],
  ['Error: no user for Bearer s3cret-t0ken', 'Error: no user for Bearer <redacted>'],
  [`Error: bad token (${jwt})`, 'Error: bad token (<redacted>)'],
  [
    'connect ECONNREFUSED postgres://app:hunter2@db:5432/x',
    'connect ECONNREFUSED postgres://<redacted>@db:5432/x',
  ],
] as const;

/** `[cookie line, shown]`. */
export const cookieLines = [
  ['sid=1', 'sid=<redacted>'],
  ['sid=a=b; Path=/; Domain=api.example', 'sid=<redacted>; Path=/; Domain=api.example'],
  ['sid=; HttpOnly', 'sid=<redacted>; HttpOnly'],
  ['a=1; b=2; SameSite=None ; Secure', 'a=<redacted>; b=<redacted>; SameSite=None ; Secure'],
  ['path=1; Path=/', 'path=<redacted>; Path=/'],
  // without a name all of it is the value
  ['s3cret; Path=/', '<redacted>; Path=/'],
  ['', ''],
] as const;

function same(...texts: readonly string[]): (readonly [text: string, shown: string])[] {
  return texts.map((text) => [text, text]);
}
