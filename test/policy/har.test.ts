import { describe, expect, test } from '@jest/globals';
import { faultsIn } from '../../src/contract/check-contract.js';
import { UsageError } from '../../src/errors/usage-error.js';
import { contractFromHar, type HarContract } from '../../src/policy/contract-from-har.js';
import { harFrom } from '../../src/policy/har.js';
import { callsIn } from '../../src/policy/har-calls.js';
import { Random } from '../browsers/random.js';
import { recordingOf, recordings } from '../browsers/har/recordings.js';
import { growthFault } from '../hostile/growth.js';
import { thrownBy } from '../support/thrown-by.js';
import { allows, api, cors, harOf, type Listed, page } from './har-of.js';

const read = (listed: readonly (string | Listed)[], pages?: readonly unknown[]) =>
  callsIn(harFrom(harOf(listed, pages), 'a.har'));
const made = (listed: readonly (string | Listed)[]): HarContract => contractFromHar(read(listed).calls);
const routesOf = (...listed: readonly (string | Listed)[]) => made(listed).contract.routes;

const preflight = (method: string, headers?: string, more: Listed = {}): Listed => ({
  url: `${api}/users`,
  method: 'OPTIONS',
  headers: [
    ...cors,
    ['Access-Control-Request-Method', method],
    ...(headers === undefined ? [] : [['Access-Control-Request-Headers', headers] as const]),
  ],
  ...more,
});
const get = (headers: readonly (readonly [string, string])[], more: Listed = {}): Listed => ({
  url: `${api}/users`,
  headers: [...cors, ...headers],
  ...more,
});
const withCredentials = [...allows, ['Access-Control-Allow-Credentials', 'true']] as const;

describe('whose request it is', () => {
  const provisional = { url: api, type: 'fetch', status: 0, response: [] };
  test.each<[string, Listed, string | undefined]>([
    ['the Origin', { url: api }, page],
    ['null', { url: api, headers: [['Origin', 'null']] }, 'null'],
    [
      'an app on a telephone',
      { url: api, headers: [['Origin', 'capacitor://localhost']] },
      'capacitor://localhost',
    ],
    [
      'the Origin, whatever the Referer',
      { url: api, headers: [...cors, ['Referer', 'https://x.example/']] },
      page,
    ],
    ['the Referer of a blocked request', { ...provisional, headers: [['referer', `${page}/a?b`]] }, page],
    ['the page of a blocked request', { ...provisional, headers: [], pageref: 'p1' }, page],
    ['the page of a cached one', { url: api, type: 'xhr', headers: [], pageref: 'p1' }, page],
    ['a title, which is not a URL', { ...provisional, headers: [], pageref: 'p2' }, undefined],
    ['an Origin that no browser sends', { url: api, headers: [['Origin', `${page}/`]] }, undefined],
  ])('%s', (_, entry, origin) => {
    const { calls, leftOut } = read(
      [entry],
      [
        { id: 'p1', title: `${page}/start` },
        { id: 'p2', title: 'Shop: all we have' },
      ],
    );
    expect(calls.map((call) => call.page)).toEqual(origin === undefined ? [] : [origin]);
    expect(leftOut['that could not be read']).toBe(origin === undefined ? 1 : 0);
  });
});

describe('left out', () => {
  const image = 'without CORS, such as images and navigations';
  test.each<[string, Listed]>([
    ["to the page's own origin", { url: page }],
    ['over other protocols than HTTP', { url: 'data:text/plain,x' }],
    ['over other protocols than HTTP', { url: `blob:${page}/1` }],
    ['over other protocols than HTTP', { url: 'wss://api.example/live' }],
    ['of extensions', { url: 'chrome-extension://abcdefgh/a.json' }],
    ['of extensions', { url: api, headers: [['Origin', 'chrome-extension://abcdefgh']] }],
    ['of extensions', { url: api, headers: [['Origin', 'moz-extension://5f0c8a52']] }],
    [image, { url: api, headers: [['Sec-Fetch-Mode', 'no-cors']] }],
    [
      image,
      {
        url: api,
        method: 'POST',
        headers: [
          ['Origin', page],
          ['Sec-Fetch-Mode', 'navigate'],
        ],
      },
    ],
    [image, { url: api, type: 'document', headers: [['Origin', page]] }],
    [image, { url: api, type: 'websocket', headers: [['Origin', page]] }],
    [image, { url: api, type: 'image', headers: [] }],
    [image, { url: api, type: 'fetch', headers: [], response: [] }],
    [image, { url: api, headers: [] }],
    ['redirected to another origin', { url: api, status: 302, response: [...allows, ['Location', page]] }],
    ['redirected to another origin', { url: api, status: 308, response: [['location', '//x.example/']] }],
    ['that could not be read', { url: '/users' }],
    ['that could not be read', { url: 42 }],
    ['that could not be read', { url: api, status: '200' }],
    ['that could not be read', { url: `${api}//users` }],
    ['that could not be read', { url: `${api}/${'a'.repeat(3000)}` }],
    ['that could not be read', { url: `${api}${'/a'.repeat(40)}` }],
    ['that could not be read', { url: api, method: 'patch' }],
    ['that could not be read', { url: api, method: 'TRACE' }],
    ['that could not be read', { url: api, method: 'GET /\r\nX: y' }],
    ['that could not be read', { url: api, method: 'OPTIONS', type: 'preflight' }],
  ])('%s: %j', (kind, entry) => {
    const { calls, leftOut } = read([entry]);
    expect(calls).toEqual([]);
    expect(Object.entries(leftOut).filter(([, count]) => count > 0)).toEqual([[kind, 1]]);
  });
});

describe('request headers', () => {
  const json = ['Content-Type', 'application/json'] as const;
  test.each<[string, Listed[], string[] | undefined]>([
    ['none', [get([])], undefined],
    ['of the page', [get([json, ['X-Request-Id', '1']])], ['content-type', 'x-request-id']],
    ['each once', [get([['x-a', '1']]), get([['X-A', '2']])], ['x-a']],
    [
      'safelisted',
      [
        get([
          ['Accept', '*/*'],
          ['Content-Type', 'text/plain'],
          ['Range', 'bytes=0-1'],
        ]),
      ],
      undefined,
    ],
    [
      'safelisted by name alone',
      [
        get([
          ['Accept', '('],
          ['Range', 'bytes=-1'],
        ]),
      ],
      undefined,
    ],
    [
      'of browsers',
      [
        get([
          ['User-Agent', 'x'],
          ['sec-ch-ua', '"x"'],
          ['Pragma', 'no-cache'],
          ['Cookie', 'a=b'],
          ['DNT', '1'],
          ['If-None-Match', '"1"'],
          ['Priority', 'u=1'],
        ]),
      ],
      undefined,
    ],
    ['of browsers, set by the page', [preflight('GET', 'cache-control,x-a')], ['cache-control', 'x-a']],
    ['of a preflight in any spelling', [preflight('GET', ' X-B ,x-a')], ['x-a', 'x-b']],
    ['of a preflight that names what no page may', [preflight('GET', 'cookie,accept,x-a')], ['x-a']],
    ['of a preflight that cannot be parsed', [preflight('GET', 'a b,(')], undefined],
    [
      'of HTTP/2',
      [
        get([
          [':authority', 'api.example'],
          ['x-a', '1'],
        ]),
      ],
      ['x-a'],
    ],
    ['a token', [get([['Authorization', 'Bearer x']])], ['authorization']],
    [
      'a password that the page sets',
      [preflight('GET', 'authorization'), get([['Authorization', 'Basic YTpi']])],
      ['authorization'],
    ],
    ['a password that the browser has asked for', [get([['Authorization', 'Basic YTpi']])], undefined],
    [
      'with names of objects',
      [
        get([
          ['__proto__', '1'],
          ['constructor', '2'],
        ]),
      ],
      ['__proto__', 'constructor'],
    ],
  ])('%s', (_, entries, expected) => {
    expect(routesOf(...entries)).toMatchObject([{ path: '/users', methods: ['GET'] }]);
    expect(routesOf(...entries)[0]?.requestHeaders).toEqual(expected);
  });

  test('a header that is not text is not a header', () => {
    const { log } = harOf(['/users']) as { log: { entries: { request: { headers: unknown[] } }[] } };
    log.entries[0]?.request.headers.push(null, 'x-a: 1', [], { name: 'x-c', value: '1' });
    expect(
      contractFromHar(callsIn(harFrom({ log }, 'a.har')).calls).contract.routes[0]?.requestHeaders,
    ).toEqual(['x-c']);
    expect(
      routesOf({ url: api, headers: [...cors, ['x-a', 1], ['x b', '1'], ['x-c', '1']] })[0],
    ).toMatchObject({
      requestHeaders: ['x-c'],
    });
  });
});

describe('credentials', () => {
  test.each<[string, Listed[], true | undefined]>([
    ['none', [get([])], undefined],
    ['a cookie', [get([['Cookie', 'sid=1']])], true],
    ['a cookie with one of the requests', [get([]), get([['cookie', 'sid=1']])], true],
    ['a password that the browser has asked for', [get([['Authorization', 'Basic YTpi']])], true],
    ['a token, which the page sets', [get([['Authorization', 'Bearer x']])], undefined],
    ['allowed by the response', [get([], { response: withCredentials })], true],
    [
      'allowed by the preflight',
      [preflight('GET', 'x-a', { response: withCredentials }), get([['X-A', '1']])],
      true,
    ],
    [
      'allowed in vain',
      [
        get([], {
          response: [
            ['Access-Control-Allow-Origin', '*'],
            ['Access-Control-Allow-Credentials', 'true'],
          ],
        }),
      ],
      undefined,
    ],
    [
      'not allowed',
      [get([], { response: [...allows, ['Access-Control-Allow-Credentials', 'TRUE']] })],
      undefined,
    ],
  ])('%s', (_, entries, expected) => {
    expect(routesOf(...entries)[0]?.credentials).toBe(expected);
  });

  test('a request that was never sent has those of the others', () => {
    const blocked = { url: `${api}/blocked`, status: 0, response: [] };
    const of = (...entries: Listed[]) =>
      routesOf(blocked, ...entries).find(({ path }) => path === '/blocked');
    expect(of(get([['Cookie', 'sid=1']]))?.credentials).toBe(true);
    expect(of(get([]))?.credentials).toBeUndefined();
  });

  test('paths whose responses allow them, and that are not seen to get any', () => {
    const { unseen } = made([
      get([['Cookie', 'sid=1']], { response: withCredentials }),
      get([], { response: withCredentials, url: `${api}/login` }),
      get([], { url: `${api}/open` }),
    ]);
    expect(unseen).toEqual(['/login']);
  });
});

describe('origins', () => {
  const open = [['Access-Control-Allow-Origin', '*']] as const;
  test.each<[string, Listed[], unknown]>([
    ['a page', [get([])], { allowed: [page] }],
    ['two', [get([]), get([], { headers: [['Origin', 'null']], response: [] })], { allowed: [page, 'null'] }],
    ['any', [get([], { response: open })], '*'],
    [
      'any, by the preflight as well',
      [preflight('PUT', '', { response: open }), get([], { method: 'PUT', response: open })],
      '*',
    ],
    ['not any with a cookie', [get([['Cookie', 'a=b']], { response: open })], { allowed: [page] }],
    ['not any where a response names one', [get([], { response: open }), get([])], { allowed: [page] }],
    ['not any without a response', [get([], { status: 0, response: [] })], { allowed: [page] }],
  ])('%s', (_, entries, expected) => {
    const { origins, routes } = made(entries).contract;
    expect(routes[0]?.origins ?? origins).toEqual(expected);
  });

  test('of the contract are those of most routes', () => {
    const other = { headers: [['Origin', 'null']], url: `${api}/frame` } as const;
    const { contract } = made(['/a', '/b', other, { url: `${api}/open`, response: open }]);
    expect(contract).toEqual({
      origins: { allowed: [page] },
      routes: [
        { path: '/a', methods: ['GET'] },
        { path: '/b', methods: ['GET'] },
        { path: '/frame', methods: ['GET'], origins: { allowed: ['null'] } },
        { path: '/open', methods: ['GET'], origins: '*' },
      ],
    });
  });
});

describe('routes', () => {
  const at = (path: string, method = 'GET', more: Listed = {}): Listed => ({
    url: api + path,
    method,
    ...more,
  });
  test('queries and fragments are left out, and what is the same is one', () => {
    expect(routesOf('/a?token=1', '/a?token=2#x', '/a')).toEqual([{ path: '/a', methods: ['GET'] }]);
  });

  test.each([
    ['{"name":"Ada"}', '{"name":"Bob"}', true],
    ['{"name":"Ada"}', '{"id":1}', false],
    ['{"name":"Ada"', '{"name":"Bob"', false],
    ['[1]', '[2]', false],
    ['not JSON', 'not JSON', false],
  ])('what is alike by its response: %s and %s', (text, other, isAlike) => {
    const { guessed } = made([at('/a'), at('/a/ada', 'GET', { text }), at('/a/bob', 'GET', { text: other })]);
    expect(guessed).toEqual(isAlike ? ['/a/:id'] : []);
  });

  test.each<[string, Listed]>([
    ['to the API itself', { status: 301, response: [...allows, ['Location', '/b']] }],
    [
      'which a check does not send',
      { status: 303, method: 'POST', response: [...allows, ['Location', page]] },
    ],
    ['without a status of one', { status: 201, response: [...allows, ['Location', page]] }],
  ])('a redirect %s is a route', (_, { method = 'GET', ...more }) => {
    expect(routesOf(at('/a', method, more))).toEqual([{ path: '/a', methods: [method] }]);
  });

  test('methods on the same terms are together', () => {
    const written = at('/a', 'PUT', { headers: [...cors, ['X-A', '1']] });
    expect(routesOf(at('/a'), at('/a', 'DELETE'), written)).toEqual([
      { path: '/a', methods: ['DELETE', 'GET'] },
      { path: '/a', methods: ['PUT'], requestHeaders: ['x-a'] },
    ]);
  });

  test('a preflight is not an OPTIONS of the page, and stands for the request that it is for', () => {
    expect(routesOf(preflight('PUT', 'x-a'))).toEqual([
      { path: '/users', methods: ['PUT'], requestHeaders: ['x-a'] },
    ]);
    expect(routesOf(at('/users', 'OPTIONS'))).toEqual([{ path: '/users', methods: ['OPTIONS'] }]);
  });

  test.each<[string, Listed[], unknown]>([
    ['that was there', [at('/a/1', 'GET', { status: 404 }), at('/a/2')], { params: { id: '2' } }],
    ['that was read', [at('/a/1', 'DELETE'), at('/a/2')], { params: { id: '2' } }],
    [
      'that was there, without a login',
      [at('/a/1', 'GET', { status: 404 }), at('/a/2', 'GET', { status: 401 })],
      { params: { id: '2' } },
    ],
    ['that was not there', [at('/a/1', 'GET', { status: 404 })], { params: { id: '1' }, status: 404 }],
    ['that is not sent', [at('/a/1', 'DELETE', { status: 404 })], { params: { id: '1' } }],
  ])('a parameter has the value of one %s', (_, entries, expected) => {
    const route = routesOf(...entries).find(({ methods }) => methods[0] === entries[0]?.method);
    expect({
      params: route?.params,
      ...(route?.status === undefined ? {} : { status: route.status }),
    }).toEqual(expected);
  });

  test.each<[string, readonly (readonly [string, string])[], string, string[] | undefined]>([
    [
      'exposed and there',
      [
        ['Access-Control-Expose-Headers', 'X-Total, X-Other'],
        ['x-total', '1'],
      ],
      'GET',
      ['x-total'],
    ],
    [
      'safelisted',
      [
        ['Access-Control-Expose-Headers', 'Content-Type, Set-Cookie, *'],
        ['Content-Type', 'a/b'],
        ['*', '1'],
      ],
      'GET',
      undefined,
    ],
    [
      'of a response that a check does not ask for',
      [
        ['Access-Control-Expose-Headers', 'X-Total'],
        ['X-Total', '1'],
      ],
      'POST',
      undefined,
    ],
    [
      'that cannot be parsed',
      [
        ['Access-Control-Expose-Headers', 'X-Total, ('],
        ['X-Total', '1'],
      ],
      'GET',
      undefined,
    ],
  ])('headers that may be read: %s', (_, response, method, expected) => {
    expect(routesOf(at('/a', method, { response: [...allows, ...response] }))[0]?.exposedHeaders).toEqual(
      expected,
    );
  });
});

describe('blocked', () => {
  test.each<[string, Listed, boolean]>([
    ['without a response', get([], { status: 0, response: [] }), true],
    ['as Chromium says', get([], { error: 'net::ERR_FAILED' }), true],
    ['a 204 in Chromium', get([], { status: 204, error: 'net::ERR_ABORTED' }), false],
    ['as the headers say', get([], { response: [] }), true],
    ['another origin', get([], { response: [['Access-Control-Allow-Origin', api]] }), true],
    ['* with a cookie', get([['Cookie', 'a=b']], { response: [['Access-Control-Allow-Origin', '*']] }), true],
    ['a cookie that is not allowed', get([['Cookie', 'a=b']]), true],
    ['*', get([], { response: [['Access-Control-Allow-Origin', '*']] }), false],
    ['allowed', get([['Cookie', 'a=b']], { response: withCredentials }), false],
    ['what the cache had', get([], { status: 304, response: [] }), false],
  ])('%s', (_, entry, isBlocked) => {
    expect(made([entry]).blocked).toEqual(isBlocked ? ['GET /users'] : []);
    expect(made([entry]).contract.routes).toHaveLength(1);
  });
});

describe('what is not a HAR', () => {
  test.each<[unknown, string]>([
    ...[null, [], 'secret', {}, { log: 'secret' }, { log: [] }].map((data): [unknown, string] => [
      data,
      'a.har is not a HAR: log is not an object.',
    ]),
    [{ log: {} }, 'a.har is not a HAR: log.entries is not a list.'],
    [{ log: { entries: {} } }, 'a.har is not a HAR: log.entries is not a list.'],
    [{ log: { entries: [] } }, 'a.har holds no request. Load the page again while its devtools are open.'],
  ])('%j', async (data, message) => {
    expect(await thrownBy(() => harFrom(data, 'a.har'))).toMatchObject({
      name: 'UsageError',
      code: 'invalid-value',
      message,
    });
  });

  test.each([
    [null],
    [42],
    [[]],
    [{}],
    [{ request: {} }],
    [{ request: { url: api, method: 'GET', headers: [] } }],
    [{ request: { url: api, method: 'GET' }, response: { status: 200, headers: [] } }],
    [{ request: { url: api, method: 'GET', headers: {} }, response: { status: 200, headers: [] } }],
    [{ request: { url: api, method: 1, headers: [] }, response: { status: 200, headers: [] } }],
    [{ request: { url: api, method: 'GET', headers: [] }, response: { status: 200, headers: 'x' } }],
  ])('an entry that is left out: %j', (entry) => {
    expect(harFrom({ log: { entries: [entry] } }, 'a.har')).toEqual({ entries: [], unreadable: 1 });
  });
});

test('recordings with something wrong in many places make a contract, or an error that says so', () => {
  const random = new Random('har');
  const odd: readonly unknown[] = [
    null,
    true,
    0,
    -1,
    404,
    1e308,
    '',
    '*',
    'null',
    '__proto__',
    'x\r\ny',
    '\x1b[2J',
    [],
    {},
    [[]],
    { name: 'a' },
    'https://api.example',
    '//',
    'a:b',
    `${api}/%`,
    '/:id/*a',
    'OPTIONS',
    '\ud800',
    'é',
    'a'.repeat(5000),
  ];
  const outcomes = new Set<string>();
  const faults: unknown[] = [];
  for (let round = 0; round < 150; round++) {
    const data = JSON.parse(recordingOf(recordings[round % recordings.length] ?? 'firefox')) as object;
    for (let count = random.below(60); count >= 0; count--) spoil(data, random, odd);
    try {
      const { calls } = callsIn(harFrom(data, 'a.har'));
      for (const one of new Set(calls.map((call) => call.api))) {
        const { contract } = contractFromHar(calls.filter((call) => call.api === one));
        faults.push(...faultsIn(contract));
        outcomes.add(contract.routes.length > 5 ? 'many routes' : 'few routes');
      }
    } catch (error) {
      if (!(error instanceof UsageError)) faults.push(error);
      outcomes.add('error');
    }
  }
  expect(faults).toEqual([]);
  expect([...outcomes]).toEqual(expect.arrayContaining(['error', 'many routes']));
});

/** Puts something else at a random place. */
function spoil(data: object, random: Random, odd: readonly unknown[]): void {
  let at = data as Record<string, unknown>;
  for (;;) {
    const key = random.pick(Object.keys(at).length > 0 ? Object.keys(at) : ['x']);
    const inside = at[key];
    const isDeep = typeof inside === 'object' && inside !== null;
    if (isDeep && random.chance(0.98)) {
      at = inside as Record<string, unknown>;
      continue;
    }
    if (random.chance(0.2)) Reflect.deleteProperty(at, key);
    else at[key] = random.pick(odd);
    return;
  }
}

describe('the time grows with the recording', () => {
  test.each<[string, (index: number) => Listed]>([
    ['many paths', (index) => ({ url: `${api}/users/${index.toString(36)}/orders` })],
    ['many words', (index) => ({ url: `${api}/${index.toString(2).replace(/0/g, 'a').replace(/1/g, 'b')}` })],
    [
      'many origins',
      (index) => ({ url: `${api}/a`, headers: [['Origin', `https://a${String(index)}.example`]] }),
    ],
    [
      'many terms',
      (index) => ({
        url: `${api}/a${String(index)}b/c`,
        headers: [['Origin', `https://a${String(index)}.example`]],
      }),
    ],
    ['many headers', (index) => get([[`x-${String(index)}`, '1']])],
    ['many methods', (index) => ({ url: api, method: `M${String(index)}` })],
    ['deep paths', (index) => ({ url: `${api}/${'ab/'.repeat(30)}${String(index)}` })],
  ])(
    '%s',
    async (_, listed) => {
      const run = (size: number) => {
        const { calls } = read(Array.from({ length: size }, (__, index) => listed(index)));
        return contractFromHar(calls);
      };
      expect(await growthFault(run, [250, 1_000, 4_000])).toBeUndefined();
    },
    60_000,
  );
});
