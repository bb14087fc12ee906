import type { Diagnosis } from '../../../src/index.js';
import type { Draft, Framework } from './draft.js';

/** Code that belongs to some frameworks only. */
const idioms: readonly (readonly [pattern: RegExp, fits: readonly Framework[]])[] = [
  [/app\.use\(cors\(/, ['express 4', 'express 5', 'koa', 'hono', 'nest']],
  [/\bapp\.register\(/, ['fastify']],
  [/\bapp\.enableCors\(/, ['nest']],
  [/\bres\.(set|vary|append|status|sendStatus|setHeader|writeHead)\(/, ['express 4', 'express 5', 'nest']],
  [/\(req, res/, ['express 4', 'express 5', 'nest']],
  [/\bctx\b/, ['koa']],
  [/\breply\b/, ['fastify']],
  [/\bc\.header\(/, ['hono']],
  [/\bh\.(response|continue)\b/, ['hapi']],
  [/ctx\.respond/, ['koa']],
  [/\ballowMethods|allowHeaders\b/, ['koa', 'hono']],
  [/\ballowedHeaders\b/, ['express 4', 'express 5', 'nest', 'fastify']],
  [/\bapp\.use\(\w+\)/, ['express 4', 'express 5', 'nest', 'koa', 'hono']],
  [/\baddHook\(/, ['fastify']],
];

/** What the printed fix says that cannot be right for this app. */
export function unfitWords({ framework, by, request }: Draft, { remedy }: Diagnosis): string[] {
  const { code } = remedy;
  const unfit = idioms
    .filter(([pattern, fits]) => pattern.test(code) && !fits.includes(framework))
    .map(([pattern]) => `${pattern.exec(code)?.[0] ?? ''} for ${framework}`);
  if (framework === 'nest' && by === 'package' && /app\.use\(cors\(/.test(code))
    unfit.push('app.use(cors( for enableCors');
  if (request.credentials === 'include' && /'null'/.test(code)) unfit.push("'null' with credentials");
  return unfit;
}
