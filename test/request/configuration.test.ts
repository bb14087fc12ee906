import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { UsageError } from '../../src/errors/usage-error.js';
import { configure, configured, resetConfiguration } from '../../src/request/configuration.js';
import { questionFrom } from '../../src/request/question.js';
import type * as library from '../../src/index.js';
import { thrownBy } from '../support/thrown-by.js';

afterEach(resetConfiguration);

const page = 'https://app.example';

test('nothing is configured at first', () => {
  expect(configured()).toEqual({});
});

test('calls add up, the last one wins, and undefined clears', () => {
  configure({ origin: page, credentials: 'include' });
  configure({ origin: 'https://admin.example', timeout: 100 });
  expect(configured()).toEqual({ origin: 'https://admin.example', credentials: 'include', timeout: 100 });
  configure({ credentials: undefined });
  expect(configured().credentials).toBeUndefined();
});

test('resetConfiguration forgets everything', () => {
  configure({ origin: page });
  resetConfiguration();
  expect(configured()).toEqual({});
});

test('two copies of the package share it', () => {
  configure({ origin: page });
  jest.isolateModules(() => {
    const copy = jest.requireActual<typeof library>('../../src/index.js');
    copy.configure({ timeout: 100 });
  });
  expect(configured()).toEqual({ origin: page, timeout: 100 });
});

describe('misuse', () => {
  const known =
    'origin, headers, credentials, servedAt, browsers, timeout, control, warnings, diagnose, verbose and reveal';
  test.each([
    [
      'a key with a typing mistake',
      { credential: 'include' },
      'unknown-key',
      '"credential" is unknown in configure(). Did you mean "credentials"?',
    ],
    [
      'a key of a request',
      { path: '/users' },
      'unknown-key',
      `"path" is unknown in configure(). Known keys are ${known}.`,
    ],
    [
      'nothing',
      undefined,
      'invalid-value',
      'the configuration must be an object such as { origin, credentials }, not undefined.',
    ],
    [
      'null',
      null,
      'invalid-value',
      'the configuration must be an object such as { origin, credentials }, not null.',
    ],
    [
      'an origin',
      page,
      'invalid-value',
      'the configuration must be an object such as { origin, credentials }, not "https://app.example".',
    ],
  ])('%s', async (_, configuration, code, message) => {
    const error = await thrownBy(() => {
      configure(configuration as never);
    });
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ code, message });
    expect(configured()).toEqual({});
  });
});

describe('precedence', () => {
  test('what the request says wins', async () => {
    configure({
      origin: page,
      credentials: 'include',
      timeout: 100,
      browsers: ['webkit'],
      servedAt: 'https://a.example',
      control: page,
    });
    const request = {
      origin: 'null',
      credentials: 'omit',
      timeout: 200,
      browsers: ['firefox'],
      servedAt: 'https://b.example',
      control: 'https://c.example',
    } as const;
    expect(await questionFrom(request)).toMatchObject({
      request: { origin: 'null', credentialsMode: 'omit' },
      timeout: 200,
      browsers: ['firefox'],
      servedAt: 'https://b.example',
      control: 'https://c.example',
    });
  });

  test('what it does not say, or says is undefined, is configured', async () => {
    configure({ origin: page, credentials: 'include', timeout: 100 });
    const configuredQuestion = { request: { origin: page, credentialsMode: 'include' }, timeout: 100 };
    expect(await questionFrom({})).toMatchObject(configuredQuestion);
    expect(
      await questionFrom({ origin: undefined, credentials: undefined, timeout: undefined }),
    ).toMatchObject(configuredQuestion);
  });

  test('headers are taken together; of one name, in any case, the request has the say', async () => {
    configure({ origin: page, headers: { Authorization: 'configured', 'X-Tenant': '1' } });
    const { request } = await questionFrom({ headers: { authorization: 'own' } });
    expect(request.headerList).toEqual([
      ['X-Tenant', '1'],
      ['authorization', 'own'],
    ]);
  });

  test('a configured value is checked like any other', async () => {
    configure({ origin: 'https://app.example/' });
    expect(await thrownBy(() => questionFrom({}))).toMatchObject({
      code: 'invalid-origin',
      message:
        'origin "https://app.example/" is not how a browser serializes it: an origin has no slash at the end. Write "https://app.example".',
    });
  });
});
