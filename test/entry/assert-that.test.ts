import { describe, expect, jest, test } from '@jest/globals';
import { AssertionError } from 'node:assert';
import { inspect } from 'node:util';
import express from 'express';
import request from 'supertest';
import { assertNoFloating, assertThat } from '../../src/entry/assert.js';
import type * as entry from '../../src/entry/assert.js';
import { corsMatchers, simulateFetch } from '../../src/index.js';
import { app, page, users } from '../matchers/cases/apps.js';
import { audits } from '../matchers/cases/audits.js';
import { exposed } from '../matchers/cases/exposed.js';
import { origins } from '../matchers/cases/origins.js';
import { preflights } from '../matchers/cases/preflights.js';
import { bothPolarities } from '../support/both-polarities.js';
import { failureOf } from '../support/failure-of.js';

const stranger = 'https://evil.example';
const contract = {
  origins: { allowed: [page], rejected: [stranger] },
  routes: [{ path: '/users', methods: ['GET', 'PURGE'] }],
};

const thrownBy = async (failing: () => Promise<void>): Promise<AssertionError> => {
  const error: unknown = await failing().catch((thrown: unknown) => thrown);
  if (error instanceof AssertionError) return error;
  throw error;
};

test('every matcher is there, plain and under .not', () => {
  const { not, ...plain } = assertThat(app());
  expect(Object.keys(plain)).toEqual(Object.keys(corsMatchers));
  expect(Object.keys(not)).toEqual(Object.keys(corsMatchers));
});

describe('a failure', () => {
  const failures: Readonly<Record<string, () => Promise<void>>> = {
    plain: () => assertThat(app()).toAllowOrigin(stranger, '/users'),
    'under .not': () => assertThat(app()).not.toAllowOrigin(page, '/users'),
    'of one of several': () => assertThat(app()).toAllowOrigin([page, stranger], '/users'),
    'of one of several under .not': () => assertThat(app()).not.toAllowOrigin([page, stranger], '/users'),
    'of an outcome': async () => assertThat(await simulateFetch(app(), users)).toBeBlocked(),
    'of a contract': () => assertThat(app()).toMatchCorsContract(contract),
  };

  test.each(Object.entries(failures))('%s', async (_, failing) => {
    expect((await thrownBy(failing)).message).toMatchSnapshot();
  });

  test('is an AssertionError of node:assert, with values for reporters that compare', async () => {
    const { name, code, generatedMessage, actual, expected, operator } = await thrownBy(() =>
      assertThat(app()).toAllowOrigin([page, stranger], '/users'),
    );
    expect({ name, code, generatedMessage, actual, expected, operator }).toEqual({
      name: 'AssertionError',
      code: 'ERR_ASSERTION',
      generatedMessage: false,
      actual: [`${page}: allowed`, `${stranger}: blocked`],
      expected: [page, stranger],
      operator: 'toAllowOrigin',
    });
  });

  test('has of the checks of a contract those that fail', async () => {
    const { actual, expected } = await thrownBy(() => assertThat(app()).toMatchCorsContract(contract));
    expect({ actual, expected }).toEqual({
      actual: [],
      expected: [expect.stringContaining('PURGE')],
    });
  });

  test('is printed as its message and the lines of the call, with nothing behind them', async () => {
    const error = await thrownBy(() => assertThat(app()).not.toAllowOrigin(page, '/users'));
    const [, frames = ''] = inspect(error).split(error.message);
    expect(inspect(error)).toBe(`AssertionError [ERR_ASSERTION]: ${error.message}${frames}`);
    expect(frames).toMatch(/^\n {4}at .*assert-that\.test\.ts:\d+:\d+\)?(\n {4}at .*)*$/);
    expect(Reflect.get(error, 'showDiff')).toBe(false);
  });
});

describe('the words are those of the matcher in expect', () => {
  const tables = { ...origins, ...preflights, ...exposed, ...audits };
  const rows = Object.entries(tables).flatMap(([name, table]) =>
    (['passes', '.not', 'misuse'] as const).flatMap((outcome) => {
      const row = table.find((each) => each[3] === outcome);
      return row === undefined ? [] : ([[`${name}: ${row[0]}`, row[1], row[2]]] as const);
    }),
  );
  const said = (assertion: Promise<void>): Promise<string> =>
    assertion.then(
      () => 'passes',
      (error: unknown) => {
        const { name, message } = error as Error;
        return name === 'AssertionError' ? message : `${name}: ${message}`;
      },
    );

  test.each(rows)('%s', async (_, subject, assert) => {
    await bothPolarities(subject, assert); // from here on the causes are known
    const ofExpect = await bothPolarities(subject, assert);
    const own = [await said(assert(assertThat(subject))), await said(assert(assertThat(subject).not))];
    expect(own).toEqual(ofExpect.map(({ message }) => message.replace(/\bexpect\(/g, 'assertThat(')));
  });
});

describe('what is passed by mistake', () => {
  const mistakes: Readonly<Record<string, unknown>> = {
    'request(app)': request(express()),
    'request.agent(app)': request.agent(express()),
    'a request that has not been sent': request(express()).get('/'),
    'a promise': Promise.resolve(app()),
    'supertest itself': request,
    'a router': express.Router(),
    fetch,
    undefined: undefined,
    'an object without a listener': {},
  };

  test.each(Object.entries(mistakes))('%s', async (_, mistake) => {
    const messages = [
      await failureOf(assertThat(mistake).toAllowOrigin(page)),
      await failureOf(assertThat(mistake).not.toAllowOrigin(page)),
    ];
    expect(messages[0]).toMatchSnapshot();
    expect(messages[1]).toBe(messages[0]?.replace('(app).to', '(app).not.to'));
    expect(messages.join('\n')).not.toMatch(/\bexpect\(/);
  });

  test('an app, where an outcome is needed, and too many arguments', async () => {
    expect(await failureOf(assertThat<unknown>(app()).toBeReadable())).toMatchSnapshot();
    const surplus = Reflect.get(assertThat(app()), 'toAllowAnyOrigin') as (
      ...given: unknown[]
    ) => Promise<void>;
    expect(await failureOf(surplus('/users', {}))).toMatchSnapshot();
  });
});

test('a frozen app is asked as any other', async () => {
  expect(await assertThat(Object.freeze(app())).toAllowOrigin(page, '/users')).toBeUndefined();
  expect(await assertThat(Object.freeze(app())).not.toAllowOrigin(stranger, '/users')).toBeUndefined();
});

test('what it gives is a promise of nothing', async () => {
  const promise = assertThat(app()).toAllowOrigin(page, '/users');
  expect(promise).toBeInstanceOf(Promise);
  expect(await promise).toBeUndefined();
});

test('it counts as an assertion of its test, where it is called', async () => {
  const { assertionCalls } = expect.getState();
  const both = [
    assertThat(app()).toAllowOrigin(page, '/users'),
    assertThat(app()).not.toAllowOrigin(stranger, '/users'),
  ];
  expect(expect.getState().assertionCalls).toBe(assertionCalls + 2);
  await Promise.all(both);
  expect(expect.getState().assertionCalls).toBe(assertionCalls + 3);
});

test('another copy of the package sees what was forgotten', () => {
  let copy: typeof entry | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual<typeof entry>('../../src/entry/assert.js');
  });
  if (copy === undefined || copy.assertThat === assertThat) throw new Error('there is no second copy');
  void copy.assertThat(app()).toAllowOrigin(page, '/users');
  expect(assertNoFloating).toThrow('1 assertion (toAllowOrigin)');
  expect(assertNoFloating).not.toThrow();
});
