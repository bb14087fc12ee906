import { expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type Express } from 'express';
import { diagnose, simulateFetch } from '../../src/index.js';
import { page, serveUsers, stranger } from '../apps/causes/parts.js';
import { failureOf } from '../support/failure-of.js';

function app(options: cors.CorsOptions = { origin: [page] }): Express {
  return express().use(cors(options)).get('/users', serveUsers).put('/users', serveUsers);
}

/** Varies without saying so. */
function varying(): Express {
  return express().get('/users', (req, res) => {
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? page).json([]);
  });
}

interface Lazy {
  readonly target: () => Express;
  readonly calls: () => number;
}

function lazy(make: () => Express): Lazy {
  let count = 0;
  const target = (): Express => {
    count += 1;
    return make();
  };
  return { target, calls: () => count };
}

interface Row {
  readonly make?: () => Express;
  readonly assert: (target: unknown) => Promise<unknown>;
  /** One for the assertion itself, and one to find out why. */
  readonly calls: number;
}

const rows: Readonly<Record<string, Row>> = {
  'toAllowOrigin, refused': {
    assert: (it) => failureOf(expect(it).toAllowOrigin(stranger, '/users')),
    calls: 1 + 1,
  },
  'toAllowOrigin, refused at the preflight': {
    assert: (it) => failureOf(expect(it).toAllowOrigin(stranger, { path: '/users', method: 'PUT' })),
    calls: 1 + 1,
  },
  'toAllowOrigin, one of two refused': {
    assert: (it) => failureOf(expect(it).toAllowOrigin([page, stranger], '/users')),
    calls: 1 + 1,
  },
  'toRejectOrigin, allowed': {
    assert: (it) => failureOf(expect(it).toRejectOrigin(page, '/users')),
    calls: 1 + 1,
  },
  'toRejectOrigin, allowed like the control': {
    assert: (it) => failureOf(expect(it).toRejectOrigin(stranger, { path: '/users', control: page })),
    make: () => app({ origin: true }),
    calls: 1 + 1,
  },
  'toAllowOrigin, passing': { assert: (it) => expect(it).toAllowOrigin(page, '/users'), calls: 1 },
  'toVaryOnOrigin, passing': {
    assert: (it) => expect(it).toVaryOnOrigin({ origin: page, path: '/users' }),
    calls: 1,
  },
  'toVaryOnOrigin, failing': {
    assert: (it) => failureOf(expect(it).toVaryOnOrigin({ origin: page, path: '/users' })),
    make: varying,
    calls: 1 + 1,
  },
};

test.each(Object.entries(rows))('%s: how often a lazy target is called', async (_, row) => {
  const { target, calls } = lazy(row.make ?? app);
  await row.assert({ target });
  expect(calls()).toBe(row.calls);
});

test('a target that is gone when it is asked why is judged by what it has answered', async () => {
  let made: Express | undefined = app();
  const target = (): Express | undefined => made;
  const outcome = await simulateFetch({ target }, { origin: stranger, path: '/users' });
  made = undefined;
  const { cause, certainty, probes } = await diagnose(outcome);
  expect({ cause, certainty, probes }).toEqual({
    cause: 'origin-not-listed',
    certainty: 'likely',
    probes: [],
  });
});
