import type { Target } from '../../../../src/index.js';
import type { Draft, Framework } from '../draft.js';
import { expressApp } from './express.js';
import { fastifyApp } from './fastify.js';
import { hapiApp } from './hapi.js';
import { honoApp } from './hono.js';
import { koaApp } from './koa.js';
import { nestApp } from './nest.js';

const builders: Readonly<Record<Framework, (draft: Draft) => Target | Promise<Target>>> = {
  'express 4': expressApp as (draft: Draft) => Target,
  'express 5': expressApp as (draft: Draft) => Target,
  nest: nestApp,
  koa: koaApp,
  fastify: fastifyApp,
  hono: honoApp,
  hapi: hapiApp,
};

/** A new app that is as the draft says. */
export async function build(draft: Draft): Promise<Target> {
  return builders[draft.framework](withOwnPatterns(draft));
}

/** A RegExp remembers: each app has its own. */
function withOwnPatterns(draft: Draft): Draft {
  const { origin } = draft.policy;
  if (origin.kind !== 'pattern') return draft;
  const pattern = new RegExp(origin.pattern.source, origin.pattern.flags);
  return { ...draft, policy: { ...draft.policy, origin: { kind: 'pattern', pattern } } };
}
