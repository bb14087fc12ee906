import { describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import { type CauseId, diagnose, type Diagnosis, simulateFetch } from '../../src/index.js';
import { catalogue } from '../../src/diagnosis/catalogue/index.js';
import { causeIds } from '../../src/diagnosis/cause.js';
import type { CauseCase, MakeExpress } from '../apps/causes/cause-case.js';
import { causeCases } from '../apps/causes/index.js';

const versions: Record<string, MakeExpress> = { 'express 4': express4, 'express 5': express };

const rows = causeCases.flatMap((theCase) => {
  const on = theCase.framework === undefined ? theCase.on : [theCase.framework];
  const nameOf = (where: string): string => `${theCase.cause}, ${where}: ${theCase.title}`;
  return on.map((where) => ({ name: nameOf(where), theCase, make: versions[where] ?? express }));
});

async function diagnosisOf(app: unknown, request: CauseCase['request']): Promise<Diagnosis> {
  return diagnose(await simulateFetch(app as never, request));
}

/** What cannot be proven without sending a request that may change something, or another one than was asked for. */
const undecided: Readonly<Record<string, CauseId>> = {
  // Whether the handler of the PUT sets headers by hand is not known before it is called.
  'express: CORS was never configured, before a PUT': 'no-cors-headers',
  'express: headers by hand in the handler': 'no-cors-headers',
  // Nor is it known what the handler does where it succeeds.
  'express: headers by hand where the handler succeeds': 'no-cors-headers',
  'express: the handler throws before it sets the header': 'no-cors-headers',
  // What Koa and Hono are made of does not show, nor which plugin of Fastify a route belongs to.
  'koa: the handler is used before cors()': 'no-cors-headers',
  'hono: app.use(cors()) below the routes': 'cors-after-routes',
  'fastify: registered inside another plugin, which keeps it to itself': 'cors-mounted-elsewhere',
  // What a reply held when it was passed over is not seen.
  'fastify: reply.raw.writeHead() of a stream of events': 'raw-response-without-cors-headers',
  'fastify: the same, where every origin is allowed': 'raw-response-without-cors-headers',
  'fastify: a stream that is piped into reply.raw': 'raw-response-without-cors-headers',
  // A plugin that has set Vary and then failed may have failed by something else.
  'fastify: the callback answers with an error for what the list lacks': 'origin-callback-failed',
};

/** Another cause that is as true, of the exchange that decides. */
const alsoTrue: Readonly<Record<string, CauseId>> = {
  'express: app.options(path, cors()) beside cors(options), with cookies': 'wildcard-with-credentials',
  'express: OPTIONS by hand, the route by cors()': 'origin-not-listed',
  // It was right before.
  'express: a route of its own says * over what cors() said': 'cors-headers-removed',
};

describe('the cause, and who did it', () => {
  test.each(rows)('$name', async ({ theCase, make }) => {
    const { title, cause, framework = 'express' } = theCase;
    const culprit = theCase.failing ?? theCase.culprit;
    const key = `${framework}: ${title}`;
    const diagnosis = await diagnosisOf(theCase.wrong(make), theCase.request);
    const certainty = key in undecided ? 'likely' : 'certain';
    const told = undecided[key] ?? alsoTrue[key] ?? cause;
    expect({ cause: diagnosis.cause, certainty: diagnosis.certainty }).toEqual({ cause: told, certainty });
    expect([told, diagnosis.cause, ...diagnosis.alternatives]).toContain(key in alsoTrue ? told : cause);
    // A function that calls another one is known by its layer.
    const { function: name, layer } = diagnosis.culprit ?? {};
    expect([name, layer?.name]).toContain(culprit ?? name);
  });
});

describe('no cause of a refusal is claimed where the page is let in', () => {
  const allowed = rows.filter(({ theCase }) => theCase.expected === 'allowed');
  test.each(allowed)('$name, mended', async ({ theCase, make }) => {
    const { control, request, controlRequest = request } = theCase;
    const { cause } = await diagnosisOf(control(make), controlRequest);
    expect([
      'any-origin-allowed',
      'any-origin-reflected',
      'origin-is-listed',
      'pattern-too-loose',
      'null-is-allowed',
      null,
    ]).toContain(cause);
  });
});

test('the catalogue has every cause once', () => {
  expect(catalogue.map(({ id }) => id).sort()).toEqual([...causeIds].sort());
});

test('at most eight exchanges are made to tell why, and nothing unsafe', async () => {
  for (const { theCase, make } of rows) {
    const { probes } = await diagnosisOf(theCase.wrong(make), theCase.request);
    expect(probes.length).toBeLessThanOrEqual(7);
    expect(probes.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))).toEqual([]);
  }
}, 120_000);
