import { expect, test } from '@jest/globals';
import express from 'express';
import { assess, exchangeOfWrongStatus } from '../../src/claims/assess.js';
import { factsFor } from '../../src/claims/failure-of.js';
import { simulateFetch } from '../../src/index.js';
import { questionFrom } from '../../src/request/question.js';

const page = 'https://app.example';

test('the exchange with the wrong status is the one that is shown and repeated', async () => {
  const app = express().get('/users', (_, res) => void res.set('Access-Control-Allow-Origin', '*').json([]));
  const seen = await simulateFetch(app, { origin: page, path: '/users', browsers: ['chromium', 'firefox'] });
  const [exchange] = seen.exchanges;
  if (exchange === undefined) throw new Error('nothing was sent');
  // Of two browsers that send other bytes, the first gets what is expected.
  const outcome = {
    ...seen,
    exchanges: [
      { ...exchange, browsers: ['chromium' as const] },
      {
        ...exchange,
        url: exchange.url.replace('/users', '/people'),
        status: 404,
        browsers: ['firefox' as const],
      },
    ],
  };
  const question = await questionFrom({ origin: page, path: '/users', status: 200 });
  const assessment = assess(outcome, question);
  expect(assessment).toEqual({
    kind: 'inconclusive',
    verdict: ['allowed by Chromium and Firefox', 'The status is 404, expected 200.'],
  });
  expect(exchangeOfWrongStatus(outcome, question)?.status).toBe(404);
  expect(factsFor({ item: page, outcome, question, assessment }, {}, [])).toEqual([
    ['Request', ['GET /people -> 404, Access-Control-Allow-Origin: *']],
    ['Reproduce', `curl -i "$BASE/people" -H 'Origin: https://app.example'   # BASE=where your app listens`],
  ]);
});

test('none is, where every browser gets an expected one', async () => {
  const app = express().get('/users', (_, res) => void res.set('Access-Control-Allow-Origin', '*').json([]));
  const outcome = await simulateFetch(app, { origin: page, path: '/users' });
  expect(exchangeOfWrongStatus(outcome, await questionFrom({ origin: page, status: '2xx' }))).toBeUndefined();
});
