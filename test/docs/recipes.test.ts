import * as jestGlobals from '@jest/globals';
import { describe, expect, test } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import cors, { type CorsOptions } from 'cors';
import express, { type Express } from 'express';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureOf } from '../support/failure-of.js';
import { load, runExamplesOf, sectionsOf } from './examples.js';
import * as recipesApp from './recipes-app.js';
import type { Cors } from './recipes-app.js';

const { createAppWith, nginxFor, production, tenantOrigins } = recipesApp;

type Modules = Readonly<Record<string, unknown>>;

const modules: Modules = {
  '../src/app': recipesApp,
  '../src/app.module': recipesApp,
  '../src/set-up': recipesApp,
  '../config/production': recipesApp,
  '../test/nginx': { nginx: nginxFor(recipesApp.app) },
};

runExamplesOf('recipes.md', modules);

const sections = sectionsOf(readFileSync(join(__dirname, '..', '..', 'docs', 'recipes.md'), 'utf8'));
const headings = sections.map(({ heading }) => heading);

/** What each test of a section says, run here and now with other modules; `passes` where it passes. */
async function saidBy(heading: string, changed: Modules): Promise<string[]> {
  const section = sections.find((candidate) => candidate.heading === heading);
  if (section === undefined) throw new Error(`no recipe is called ${heading}`);
  const tests: (() => unknown)[] = [];
  const before: (() => unknown)[] = [];
  const after: (() => unknown)[] = [];
  const declare = (_: string, body: () => unknown): unknown => tests.push(body);
  const each = (rows: unknown[]) => (_: string, body: (...row: unknown[]) => unknown) => {
    for (const row of rows) tests.push(() => body(...[row].flat()));
  };
  const globals = {
    ...jestGlobals,
    test: Object.assign(declare, { each }),
    beforeAll: (hook: () => unknown) => before.push(hook),
    afterAll: (hook: () => unknown) => after.push(hook),
  };
  void load(section, false, { ...modules, '@jest/globals': globals, ...changed })([], failureOf);
  const said: string[] = [];
  try {
    for (const hook of before) await hook();
    for (const body of tests) {
      const run = Promise.resolve().then(body);
      said.push(
        await run.then(
          () => 'passes',
          () => failureOf(run),
        ),
      );
    }
  } finally {
    for (const hook of after) await hook();
  }
  return said;
}

const withCors = (changedCors: Cors): Modules => {
  const app = createAppWith(changedCors, production);
  return {
    cors: changedCors,
    '../src/app': { app, createApp: (env: recipesApp.Environment) => createAppWith(changedCors, env) },
    '../test/nginx': { nginx: nginxFor(app) },
  };
};
/** The app with its options changed. */
const withOptions = (change: CorsOptions): Modules => withCors((options) => cors({ ...options, ...change }));
const withApp = (app: Express): Modules => ({ '../src/app': { app } });
const noCors: Cors = () => (_req, _res, next) => {
  next();
};

const withoutCors: Modules = {
  ...withCors(noCors),
  '../src/set-up': { setUp: () => undefined },
  '@koa/cors': () => (_: unknown, next: () => unknown) => next(),
  '@fastify/cors': () => Promise.resolve(),
  'hono/cors': { cors: () => (_: unknown, next: () => unknown) => next() },
};

test.each(headings)('%s: every test fails without CORS, by its verdict', async (heading) => {
  const said = await saidBy(heading, withoutCors);
  expect(said.length).toBeGreaterThan(0);
  for (const message of said) expect(message).toMatch(/^(expect|ExpectationError: preflight)\(/);
});

/** Sets the headers a fault is made of when the app answers. */
const onAnswer =
  (change: (status: number, remove: (name: string) => void) => void): Cors =>
  (options) =>
  (req, res, next) => {
    const writeHead = res.writeHead.bind(res);
    res.writeHead = ((...given: Parameters<typeof writeHead>) => {
      change(given[0], (name) => {
        res.removeHeader(name);
      });
      return writeHead(...given);
    }) as typeof writeHead;
    cors(options)(req, res, next);
  };

const corsHeaders = ['Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials'];

const faults: Record<string, readonly [fault: string, changed: Modules][]> = {
  'Several front ends, several routes': [
    ['only one front end', withOptions({ origin: 'https://app.example' })],
    ['no DELETE', withOptions({ methods: ['GET', 'POST'] })],
  ],
  'The origins come from the environment': [
    ['the variable is missing', { '../config/production': { production: {} } }],
  ],
  'Nobody else': [
    ['any origin is reflected', withOptions({ origin: true })],
    ['*', withOptions({ origin: '*', credentials: false })],
    ['any host that begins like it', withOptions({ origin: /^https:\/\/app\.example/ })],
    ['http as well', withOptions({ origin: /^https?:\/\/app\.example$/ })],
    ['null', withOptions({ origin: ['https://app.example', 'null'] })],
    ['everybody is refused', withOptions({ origin: 'https://other.example' })],
  ],
  'A front end for each tenant': [
    ['no end', withApp(createAppWith(cors, production, /^https:\/\/[a-z0-9-]+\.tenants\.example/))],
    [
      'a dot for anything',
      withApp(createAppWith(cors, production, /^https:\/\/[a-z0-9-]+\.tenants.example$/)),
    ],
    ['any scheme', withApp(createAppWith(cors, production, /^https?:\/\/[a-z0-9-]+\.tenants\.example$/))],
    ['no hyphen', withApp(createAppWith(cors, production, /^https:\/\/[a-z]+\.tenants\.example$/))],
  ],
  'Log in, then call the API': [['no credentials', withOptions({ credentials: false })]],
  'A bearer token': [
    ['Authorization is not listed', withOptions({ allowedHeaders: ['Content-Type'] })],
    [
      'the token is not accepted',
      withApp(
        express()
          .use(cors())
          .use((_, res) => void res.sendStatus(401)),
      ),
    ],
  ],
  'PUT and DELETE stay open': [
    ['no PUT', withOptions({ methods: ['GET', 'DELETE'] })],
    ['no DELETE', withOptions({ methods: ['GET', 'PUT'] })],
    ['PATCH as well', withOptions({ methods: ['PUT', 'DELETE', 'PATCH'] })],
    ['no Authorization', withOptions({ allowedHeaders: ['Content-Type'] })],
    ['no credentials', withOptions({ credentials: false })],
    ['200', withOptions({ optionsSuccessStatus: 200 })],
  ],
  'Preflights that are remembered': [
    ['no Max-Age', withOptions({ maxAge: undefined })],
    ['an hour', withOptions({ maxAge: 3600 })],
  ],
  'Headers the page must read': [
    ['none is exposed', withOptions({ exposedHeaders: undefined })],
    ['*', withOptions({ exposedHeaders: '*' })],
  ],
  'An upload with a progress bar': [
    [
      'no preflight is answered',
      withCors((options) => (req, res, next) => {
        if (req.method === 'OPTIONS') res.sendStatus(404);
        else cors(options)(req, res, next);
      }),
    ],
  ],
  'An event stream': [['no credentials', withOptions({ credentials: false })]],
  'Errors can be read, too': [
    [
      'errors lose them',
      withCors(
        onAnswer((status, remove) => {
          if (status >= 400) corsHeaders.forEach(remove);
        }),
      ),
    ],
    [
      'only 500 loses them',
      withCors(
        onAnswer((status, remove) => {
          if (status === 500) corsHeaders.forEach(remove);
        }),
      ),
    ],
  ],
  'A redirect to file storage': [
    ['the storage lists the page', withCors((options) => cors(options ?? { origin: 'https://app.example' }))],
  ],
  'An app that redirects to https': [
    [
      'the proxy is not trusted',
      {
        express: () => {
          const app = express();
          return Object.assign(app, { enable: () => app });
        },
      },
    ],
  ],
  'Staging, behind nginx': [
    [
      'nginx adds a second one',
      { '../test/nginx': { nginx: nginxFor(recipesApp.app, { 'Access-Control-Allow-Origin': '*' }) } },
    ],
    [
      'only nginx sets them, and not on errors',
      {
        '../test/nginx': {
          nginx: nginxFor(createAppWith(noCors, production), {
            'Access-Control-Allow-Origin': 'https://app.example',
            'Access-Control-Allow-Credentials': 'true',
            'Access-Control-Allow-Methods': 'PUT',
            'Access-Control-Allow-Headers': 'content-type',
          }),
        },
      },
    ],
  ],
  'A CDN in front': [
    [
      'no Vary',
      withCors(
        onAnswer((_, remove) => {
          remove('Vary');
        }),
      ),
    ],
  ],
  'A public API': [
    ['credentials as well', withOptions({ origin: true, credentials: true })],
    ['a list', withOptions({ origin: ['https://app.example'] })],
  ],
  'A Nest app': [
    [
      'another origin',
      { '../src/set-up': { setUp: (nest: INestApplication) => nest.enableCors({ origin: tenantOrigins }) } },
    ],
  ],
};

describe.each(Object.entries(faults))('%s', (heading, rows) => {
  test.each(rows)('fails: %s', async (_, changed) => {
    const said = await saidBy(heading, changed);
    const failing = said.filter((message) => message !== 'passes');
    expect(failing.length).toBeGreaterThan(0);
    for (const message of failing) expect(message).toMatch(/^(expect|ExpectationError: preflight)\(/);
  });
});
