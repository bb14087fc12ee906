import type { HostileOriginsOptions } from '../../../src/audit/hostile-origins.js';

/** What a stranger's page gets: the answers as the user, anonymous answers, or nothing. */
export type Access = 'as the user' | 'anonymous' | 'nothing';

/** A published package as it is set up; `serve.mjs` serves it by its id. */
export interface Subject {
  readonly id: string;
  readonly what: string;
  /** What the worst of the hostile origins gets. */
  readonly expected: Access;
  /** The advisory or report, for vulnerable ones. */
  readonly reference?: string;
  readonly trusted?: string;
  readonly options?: HostileOriginsOptions;
}

const byDefault = 'by design: any origin is the default';
const ignoresOrigin = 'no advisory: the option is ignored';

/** Vulnerable ones first, each followed by its fix or by the same package set up well. */
export const subjects: readonly Subject[] = [
  {
    id: 'elysia-1.3.0-domain',
    what: "@elysiajs/cors 1.3.0, origin: 'example.com'",
    expected: 'as the user',
    reference: 'CVE-2025-50864',
  },
  { id: 'elysia-1.3.0-list', what: '@elysiajs/cors 1.3.0, a list', expected: 'nothing' },
  {
    id: 'elysia-1.3.1-domain',
    what: "@elysiajs/cors 1.3.1, origin: 'example.com'",
    expected: 'nothing',
    // A name alone stands for any scheme.
    options: { allowHttp: true },
  },
  {
    id: 'elysia-1.3.1-default',
    what: '@elysiajs/cors 1.3.1, default',
    expected: 'as the user',
    reference: byDefault,
  },
  {
    id: 'hono-4.12.24',
    what: 'hono 4.12.24, credentials: true',
    expected: 'as the user',
    reference: 'CVE-2026-54290',
  },
  // `*` beside credentials: no page reads as the user any more.
  { id: 'hono-4.12.25', what: 'hono 4.12.25, credentials: true', expected: 'anonymous' },
  { id: 'hono-list', what: 'hono 4.12.25, a list', expected: 'nothing' },
  {
    id: 'koa-4-credentials',
    what: '@koa/cors 4.0.0, credentials: true',
    expected: 'as the user',
    reference: 'CVE-2023-49803',
  },
  {
    id: 'koa-4-default',
    what: '@koa/cors 4.0.0, default',
    expected: 'anonymous',
    reference: 'CVE-2023-49803',
  },
  {
    id: 'koa-5-credentials',
    what: '@koa/cors 5.0.0, credentials: true',
    expected: 'as the user',
    reference: 'CVE-2023-49803, not fixed for credentials alone',
  },
  { id: 'koa-5-default', what: '@koa/cors 5.0.0, default', expected: 'anonymous' },
  { id: 'koa-5-function', what: '@koa/cors 5.0.0, a function', expected: 'nothing' },
  {
    id: 'kcors-default',
    what: 'kcors 2.2.2, default',
    expected: 'anonymous',
    reference: 'no advisory: the origin is repeated',
  },
  { id: 'kcors-function', what: 'kcors 2.2.2, a function', expected: 'nothing' },
  {
    id: 'koa2-cors-default',
    what: 'koa2-cors 2.0.6, default',
    expected: 'anonymous',
    reference: 'no advisory: the origin is repeated',
  },
  { id: 'koa2-cors-function', what: 'koa2-cors 2.0.6, a function', expected: 'nothing' },
  {
    id: 'lws-cors-origin',
    what: 'lws-cors 4.2.1, corsOrigin and corsCredentials',
    expected: 'as the user',
    reference: ignoresOrigin,
  },
  {
    id: 'corser-credentials',
    what: 'corser 2.0.1, supportsCredentials: true',
    expected: 'as the user',
    reference: byDefault,
  },
  { id: 'corser-list', what: 'corser 2.0.1, a list', expected: 'nothing' },
  {
    id: 'hapi-credentials',
    what: '@hapi/hapi 21.4.10, credentials: true',
    expected: 'as the user',
    reference: byDefault,
  },
  { id: 'hapi-list', what: '@hapi/hapi 21.4.10, a list', expected: 'nothing' },
  {
    id: 'restify-wildcard',
    what: "restify-cors-middleware2 2.2.1, 'https://*.api.example.com'",
    expected: 'as the user',
    reference: 'no advisory: only the first dot is escaped',
    trusted: 'https://app.api.example.com',
    options: { except: (origin) => /^https:\/\/[^/]+\.api\.example\.com$/.test(origin) },
  },
  {
    id: 'restify-list',
    what: 'restify-cors-middleware2 2.2.1, a list',
    expected: 'nothing',
    trusted: 'https://app.api.example.com',
  },
  {
    id: 'cors-readme-pattern',
    what: 'cors 2.8.6, origin: /example\\.com$/',
    expected: 'as the user',
    reference: 'expressjs/cors issues 408 and 422',
  },
  {
    id: 'cors-true',
    what: 'cors 2.8.6, origin: true, credentials: true',
    expected: 'as the user',
    reference: 'by design: any origin is repeated',
  },
  { id: 'cors-default', what: 'cors 2.8.6, default', expected: 'anonymous' },
  { id: 'cors-list', what: 'cors 2.8.6, a list', expected: 'nothing' },
];
