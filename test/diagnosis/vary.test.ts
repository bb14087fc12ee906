import { expect, test } from '@jest/globals';
import koaCors from '@koa/cors';
import Koa from 'koa';
import { diagnose, simulateFetch } from '../../src/index.js';
import { coversOrigin, namesOrigin } from '../../src/diagnosis/vary.js';

test.each([
  [null, false, false],
  ['', false, false],
  ['Origin', true, true],
  ['origin', true, true],
  ['Accept-Encoding,ORIGIN , Accept', true, true],
  ['*', false, true],
  ['Accept, *', false, true],
  ['X-Original-Host', false, false],
  ['Origin-Agent-Cluster, X-Origin', false, false],
])('Vary: %s', (vary, isNamed, isCovered) => {
  expect([namesOrigin(vary), coversOrigin(vary)]).toEqual([isNamed, isCovered]);
});

test.each([
  ['with a list', true, ['cors-after-routes', 'cors-mounted-elsewhere']],
  ['without CORS', false, []],
])(
  'an app whose parts do not show, %s: what varies by Origin is not behind or elsewhere',
  async (_, hasCors, absent) => {
    const app = new Koa();
    if (hasCors) app.use(koaCors({ origin: () => '' }));
    app.use((ctx) => void (ctx.body = 'ok'));
    const { cause, alternatives } = await diagnose(
      await simulateFetch(app, { origin: 'https://app.example' }),
    );
    const order = ['cors-after-routes', 'cors-mounted-elsewhere'];
    const found = [cause, ...alternatives].filter((id) => order.includes(id ?? ''));
    expect(found).toEqual(order.filter((id) => !absent.includes(id)));
  },
);
