import { afterEach, describe, expect, test } from '@jest/globals';
import { UsageError } from '../../src/errors/usage-error.js';
import { configure, resetConfiguration } from '../../src/request/configuration.js';
import type { CrossOriginRequest } from '../../src/request/cross-origin-request.js';
import { questionFrom } from '../../src/request/question.js';
import { thrownBy } from '../support/thrown-by.js';

afterEach(resetConfiguration);

const origin = 'https://app.example';
const json = 'application/json';

describe('a configured control', () => {
  const configuration = { control: 'https://admin.example' };

  test.each([
    ['counts where the request names none', {}, 'https://admin.example'],
    ['gives way to that of the request', { control: 'https://b.example' }, 'https://b.example'],
    ['is taken back by null', { control: null }, undefined],
  ])('%s', async (_, request, control) => {
    expect((await questionFrom({ origin, ...request }, configuration)).control).toBe(control);
  });

  test.each([undefined, null])('is cleared by %s', async (control) => {
    configure(configuration);
    configure({ control });
    expect((await questionFrom({ origin })).control).toBeUndefined();
  });

  test('does not make up for one that is not set', async () => {
    const request = { origin, control: undefined } as never;
    expect(await thrownBy(() => questionFrom(request, configuration))).toMatchObject({ option: 'control' });
  });
});

test('the defaults are those of fetch()', async () => {
  expect(await questionFrom({ origin })).toEqual({
    path: '/',
    pathGiven: false,
    request: {
      method: 'GET',
      headerList: [],
      body: null,
      origin,
      mode: 'cors',
      credentialsMode: 'same-origin',
      destination: 'empty',
      redirectMode: 'follow',
      useCorsPreflightFlag: false,
      initiatorType: 'fetch',
      localNetworkAccess: 'granted',
      servedAt: undefined,
    },
    initiator: 'fetch',
    cookies: [],
    status: undefined,
    control: undefined,
    failingWarnings: [],
    servedAt: undefined,
    otherTargets: {},
    browsers: ['chromium', 'firefox', 'webkit'],
    timeout: 4000,
    send: false,
  });
});

describe('methods are normalized as fetch() does', () => {
  test.each([
    ['get', 'GET'],
    ['Put', 'PUT'],
    ['delete', 'DELETE'],
    ['PATCH', 'PATCH'],
    ['patch', 'patch'],
    ['query', 'query'],
    ['FOO!', 'FOO!'],
  ])('%s -> %s', async (method, normalized) => {
    expect((await questionFrom({ origin, method })).request.method).toBe(normalized);
  });
});

describe('bodies', () => {
  const rows: [
    title: string,
    request: CrossOriginRequest,
    headers: [string, string][],
    body: string | null,
  ][] = [
    ['json', { json: { a: 1 } }, [['Content-Type', json]], '{"a":1}'],
    ['json null', { json: null }, [['Content-Type', json]], 'null'],
    ['json undefined', { json: undefined }, [], null],
    [
      'json with a type of its own',
      { json: {}, headers: { 'content-type': 'application/vnd.api+json' } },
      [['content-type', 'application/vnd.api+json']],
      '{}',
    ],
    ['a string', { body: 'x' }, [['Content-Type', 'text/plain;charset=UTF-8']], 'x'],
    [
      'a string that is JSON',
      { body: '{}', headers: { 'Content-Type': json } },
      [['Content-Type', json]],
      '{}',
    ],
    ['bytes', { body: Uint8Array.of(120) }, [], 'x'],
    ['null', { body: null }, [], null],
    ['null beside json', { body: null, json: {} }, [['Content-Type', json]], '{}'],
    [
      'a form',
      { body: new URLSearchParams('a=1') },
      [['Content-Type', 'application/x-www-form-urlencoded;charset=UTF-8']],
      'a=1',
    ],
  ];

  test.each(rows)('%s', async (_, given, headers, body) => {
    const { request } = await questionFrom({ origin, method: 'POST', ...given });
    expect(request.headerList).toEqual(headers);
    expect(request.body === null ? null : Buffer.from(request.body).toString()).toBe(body);
  });
});

describe('mode no-cors sends what fetch() would be left with', () => {
  const rows: [title: string, request: CrossOriginRequest, headers: [string, string][]][] = [
    [
      'headers that are not safelisted are dropped',
      { headers: { accept: 'text/csv', authorization: 'x', range: 'bytes=0-' } },
      [['accept', 'text/csv']],
    ],
    [
      'a body keeps its safelisted type',
      { method: 'POST', body: 'x' },
      [['Content-Type', 'text/plain;charset=UTF-8']],
    ],
    ['JSON goes out as text', { method: 'POST', json: {} }, [['Content-Type', 'text/plain;charset=UTF-8']]],
    [
      'a JSON type is dropped',
      { method: 'POST', body: '{}', headers: { 'content-type': json } },
      [['Content-Type', 'text/plain;charset=UTF-8']],
    ],
  ];

  test.each(rows)('%s', async (_, given, headers) => {
    const { request } = await questionFrom({ origin, mode: 'no-cors', ...given });
    expect(request.headerList).toEqual(headers);
  });
});

describe('what is accepted', () => {
  test.each<[string, CrossOriginRequest, object]>([
    ['a path with a query', { path: '/users?page=2#top' }, { path: '/users?page=2#top', pathGiven: true }],
    ['the path /', { path: '/' }, { path: '/', pathGiven: true }],
    ['a status', { status: 404 }, { status: 404 }],
    ['several', { status: [200, 404] }, { status: [200, 404] }],
    ['a class', { status: '4xx' }, { status: '4xx' }],
    ['a public URL', { servedAt: 'https://api.example' }, { servedAt: 'https://api.example' }],
    [
      'a public URL with a slash',
      { servedAt: 'https://API.example:443/' },
      { servedAt: 'https://api.example' },
    ],
    [
      'a browser twice',
      { browsers: ['webkit', 'fetch-standard', 'webkit'] },
      { browsers: ['webkit', 'fetch-standard'] },
    ],
    ['an opaque control', { control: 'null' }, { control: 'null' }],
  ])('%s', async (_, request, question) => {
    expect(await questionFrom({ origin, ...request })).toMatchObject(question);
  });
});

const circular: Record<string, unknown> = {};
circular['self'] = circular;
const statuses = 'must be a status from 200 to 599, a list of them, or a class such as "2xx".';
const publicUrl = 'must be the public origin of the app, for example "https://api.example".';
const fromRoot = 'write it from the root of the app, for example "/users".';

describe('misuse', () => {
  test.each<[title: string, request: unknown, code: string, message: string]>([
    [
      'no object',
      origin,
      'invalid-value',
      `a request must be an object such as { origin, path, method }, not "${origin}".`,
    ],
    [
      'null',
      null,
      'invalid-value',
      'a request must be an object such as { origin, path, method }, not null.',
    ],
    [
      'a list',
      [{ origin }],
      'invalid-value',
      'a request must be an object such as { origin, path, method }, not an array.',
    ],
    [
      'a symbol',
      Symbol('x'),
      'invalid-value',
      'a request must be an object such as { origin, path, method }, not Symbol(x).',
    ],
    ['no origin', {}, 'missing-argument', '`origin` is required, for example "https://app.example".'],
    [
      'a wrong origin',
      { origin: 'app.example' },
      'invalid-origin',
      'origin "app.example" has no scheme. Write "https://app.example".',
    ],
    [
      'a wrong control',
      { origin, control: 'App.example' },
      'invalid-origin',
      'control "App.example" has no scheme. Write "https://app.example".',
    ],
    [
      'a control from a variable that is not set',
      { origin, control: undefined },
      'invalid-value',
      'control is undefined, so a rejection would prove less than intended. Write null for no control.',
    ],
    [
      'cookies that would not be sent',
      { origin, cookies: 'sid=1' },
      'cookies-without-credentials',
      '`cookies` are set, but with credentials "same-origin" a browser sends none to another origin. Add credentials: "include".',
    ],
    [
      'a Set-Cookie line as a Cookie header',
      { origin, credentials: 'include', cookies: 'sid=1; HttpOnly' },
      'invalid-value',
      'cookies contains the attribute "HttpOnly", but a string is read as a Cookie header. Write a Set-Cookie line in a list: ["sid=<redacted>; HttpOnly"].',
    ],
    [
      'a cookie without a value',
      { origin, credentials: 'include', cookies: 'sid' },
      'invalid-value',
      'a part of cookies has no "=". Write name=value, and separate several with "; ".',
    ],
    [
      'no cookies',
      { origin, credentials: 'include', cookies: [] },
      'empty-list',
      '`cookies` is an empty list. Leave it out for a browser without cookies.',
    ],
    [
      'cookies of no kind',
      { origin, credentials: 'include', cookies: { sid: 1 } },
      'invalid-value',
      'cookies must be a Cookie header such as "sid=1; theme=dark", or a list of Set-Cookie lines, not object.',
    ],
    [
      'an unknown initiator',
      { origin, initiator: 'axios' },
      'invalid-value',
      'initiator "axios" must be "fetch", "xhr", "image", "font", "script", "module", "stylesheet", "video", "audio", "eventsource", "beacon" or "worker".',
    ],
    [
      'an upload listener of fetch()',
      { origin, uploadListener: true },
      'invalid-value',
      'only XMLHttpRequest has upload events. Add `initiator: "xhr"`.',
    ],
    [
      'XMLHttpRequest without any credentials',
      { origin, initiator: 'xhr', credentials: 'omit' },
      'invalid-value',
      'XMLHttpRequest cannot omit credentials: withCredentials is false ("same-origin") or true ("include").',
    ],
    [
      'XMLHttpRequest with a mode',
      { origin, initiator: 'xhr', mode: 'no-cors' },
      'invalid-value',
      'XMLHttpRequest has no mode option: it is always "cors". Leave `mode` out.',
    ],
    [
      'XMLHttpRequest with a redirect mode',
      { origin, initiator: 'xhr', redirect: 'manual' },
      'invalid-value',
      'XMLHttpRequest has no redirect option: it is always "follow". Leave `redirect` out.',
    ],
    [
      'an unknown key',
      { origin, url: '/users' },
      'unknown-key',
      '"url" is unknown in a request. Known keys are origin, path, method, headers, body, json, credentials, mode, redirect, initiator, uploadListener, localNetworkAccess, cookies, status, control, servedAt, otherTargets, browsers, timeout and send.',
    ],
    [
      'a mistyped key',
      { origin, header: {} },
      'unknown-key',
      '"header" is unknown in a request. Did you mean "headers"?',
    ],
    [
      'a method with a blank',
      { origin, method: 'GET ' },
      'invalid-method',
      'method "GET " is not a method: fetch() throws.',
    ],
    [
      'an empty method',
      { origin, method: '' },
      'invalid-method',
      'method "" is not a method: fetch() throws.',
    ],
    [
      'a method that is not a string',
      { origin, method: 1n },
      'invalid-method',
      'method 1 is not a method: fetch() throws.',
    ],
    [
      'TRACE',
      { origin, method: 'trace' },
      'forbidden-method',
      'method "trace" is forbidden: fetch() throws, so no page can send it.',
    ],
    [
      'CONNECT',
      { origin, method: 'CONNECT' },
      'forbidden-method',
      'method "CONNECT" is forbidden: fetch() throws, so no page can send it.',
    ],
    [
      'PUT without CORS',
      { origin, method: 'put', mode: 'no-cors' },
      'forbidden-method',
      'method "PUT" is forbidden in mode "no-cors": fetch() throws. Use GET, HEAD or POST.',
    ],
    [
      'a forbidden header',
      { origin, headers: { host: 'x' } },
      'forbidden-header',
      'header "host" cannot be set by a page: browsers drop it. Use `servedAt`.',
    ],
    [
      'a header that is none',
      { origin, headers: { 'a b': 'x' } },
      'invalid-header',
      '"a b" is not a header name: fetch() throws.',
    ],
    [
      'a body on GET',
      { origin, body: 'x' },
      'body-not-allowed',
      'a GET request cannot have a body: fetch() throws. Set a `method` such as "POST".',
    ],
    [
      'a body on GET of XMLHttpRequest',
      { origin, body: 'x', initiator: 'xhr' },
      'body-not-allowed',
      'a GET request cannot have a body: XMLHttpRequest drops it. Set a `method` such as "POST".',
    ],
    [
      'an empty body on GET',
      { origin, body: '' },
      'body-not-allowed',
      'a GET request cannot have a body: fetch() throws. Set a `method` such as "POST".',
    ],
    [
      'JSON on HEAD',
      { origin, method: 'head', json: {} },
      'body-not-allowed',
      'a HEAD request cannot have a body: fetch() throws. Set a `method` such as "POST".',
    ],
    [
      'JSON and a body',
      { origin, method: 'PUT', json: {}, body: 'x' },
      'invalid-value',
      'use either `json` or `body`, not both.',
    ],
    [
      'JSON that is none',
      { origin, method: 'PUT', json: () => 1 },
      'invalid-value',
      '`json` cannot be serialized as JSON.',
    ],
    [
      'JSON in a circle',
      { origin, method: 'PUT', json: circular },
      'invalid-value',
      '`json` cannot be serialized as JSON.',
    ],
    [
      'JSON with a bigint',
      { origin, method: 'PUT', json: { id: 1n } },
      'invalid-value',
      '`json` cannot be serialized as JSON.',
    ],
    [
      'a body of no kind',
      { origin, method: 'PUT', body: { a: 1 } },
      'invalid-value',
      'body is a plain object, which fetch() would send as "[object Object]". Write json: {…}.',
    ],
    [
      'a path without a slash',
      { origin, path: 'users' },
      'invalid-value',
      `path "users" must start with one slash: ${fromRoot}`,
    ],
    [
      'an empty path',
      { origin, path: '' },
      'invalid-value',
      `path "" must start with one slash: ${fromRoot}`,
    ],
    [
      'a path that names a host',
      { origin, path: '//evil.example/x' },
      'invalid-value',
      `path "//evil.example/x" must start with one slash: ${fromRoot}`,
    ],
    [
      'a URL as a path',
      { origin, path: 'http://localhost:3000/users' },
      'invalid-value',
      'path "http://localhost:3000/users" must start with one slash: the target is the app; to ask an app elsewhere, pass its URL as the target, for example "/users".',
    ],
    [
      'a path that is not a string',
      { origin, path: 1 },
      'invalid-value',
      `path 1 must start with one slash: ${fromRoot}`,
    ],
    [
      'an unknown mode',
      { origin, mode: 'navigate' },
      'invalid-value',
      'mode "navigate" must be "cors", "no-cors" or "same-origin".',
    ],
    [
      'unknown credentials',
      { origin, credentials: true },
      'invalid-value',
      'credentials true must be "omit", "same-origin" or "include".',
    ],
    [
      'an unknown redirect mode',
      { origin, redirect: 'FOLLOW' },
      'invalid-value',
      'redirect "FOLLOW" is unknown. Did you mean "follow"?',
    ],
    ['an impossible status', { origin, status: 99 }, 'invalid-value', `status 99 ${statuses}`],
    ['a status between two', { origin, status: 200.5 }, 'invalid-value', `status 200.5 ${statuses}`],
    ['no status', { origin, status: [] }, 'invalid-value', `status [] ${statuses}`],
    ['a list of classes', { origin, status: ['2xx'] }, 'invalid-value', `status ["2xx"] ${statuses}`],
    ['an unknown class', { origin, status: '1xx' }, 'invalid-value', `status "1xx" ${statuses}`],
    ['a status that is no number', { origin, status: Number.NaN }, 'invalid-value', `status NaN ${statuses}`],
    [
      'a public URL with a path',
      { origin, servedAt: 'https://api.example/v1' },
      'invalid-value',
      `servedAt "https://api.example/v1" ${publicUrl}`,
    ],
    [
      'a public URL with user info',
      { origin, servedAt: 'https://ada@api.example' },
      'invalid-value',
      `servedAt "https://<redacted>@api.example" ${publicUrl}`,
    ],
    [
      'a public URL with a query',
      { origin, servedAt: 'https://api.example?x' },
      'invalid-value',
      `servedAt "https://api.example?x" ${publicUrl}`,
    ],
    [
      'a public URL that is none',
      { origin, servedAt: 'api.example' },
      'invalid-value',
      `servedAt "api.example" ${publicUrl}`,
    ],
    [
      'a public URL of another scheme',
      { origin, servedAt: 'ws://api.example' },
      'invalid-value',
      `servedAt "ws://api.example" ${publicUrl}`,
    ],
    ['no browsers', { origin, browsers: [] }, 'empty-list', '`browsers` must name at least one browser.'],
    [
      'a browser alone',
      { origin, browsers: 'chromium' },
      'invalid-value',
      'browsers "chromium" must be a list.',
    ],
    [
      'an unknown browser',
      { origin, browsers: ['safari'] },
      'invalid-value',
      'browsers "safari" must be "chromium", "firefox", "webkit" or "fetch-standard".',
    ],
    [
      'no time',
      { origin, timeout: 0 },
      'invalid-value',
      'timeout 0 must be a positive number of milliseconds.',
    ],
    [
      'endless time',
      { origin, timeout: Infinity },
      'invalid-value',
      'timeout Infinity must be a positive number of milliseconds.',
    ],
    [
      'time as text',
      { origin, timeout: '4s' },
      'invalid-value',
      'timeout "4s" must be a positive number of milliseconds.',
    ],
    ['send as text', { origin, send: 'yes' }, 'invalid-value', 'send "yes" must be true or false.'],
    [
      'other targets in a list',
      { origin, otherTargets: ['https://cdn.example'] },
      'invalid-value',
      'otherTargets must be an object such as { "https://login.example": app }, not an array.',
    ],
    [
      'another target at a wrong origin',
      { origin, otherTargets: { 'cdn.example': 'https://cdn.example' } },
      'invalid-origin',
      'otherTargets key "cdn.example" has no scheme. Write "https://cdn.example".',
    ],
  ])('%s', async (_, request, code, message) => {
    const error = await thrownBy(() => questionFrom(request as never));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ code, message });
  });
});
