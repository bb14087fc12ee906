import { has, isClient } from './framework.js';

/** What people pass by mistake, with the right call. */
export function mistakeIn(target: unknown): string | undefined {
  if (target === null || target === undefined) {
    return `The target is ${String(target)}. For an app that is assigned in beforeAll, pass { target: () => app }.`;
  }
  if (typeof target === 'function') return mistakenObject(target) ?? mistakenFunction(target as AnyFunction);
  return typeof target === 'object' ? mistakenObject(target) : undefined;
}

function mistakenObject(target: object): string | undefined {
  const hasAll = (...names: string[]): boolean => names.every((name) => has(target, name));
  if (hasAll('expect', 'then', 'set')) {
    return 'This is a supertest Test, a request that has not been sent. Pass the app itself: expect(app).';
  }
  if (hasAll('then')) return 'This is a promise. Await it first: expect(await …).';
  if (typeof target === 'function' && hasAll('agent') && !hasAll('listen')) {
    return 'This is superagent or supertest itself. Pass the app: expect(app).';
  }
  // Before the next: it has their methods as well.
  if (hasAll('routes', 'allowedMethods') && !hasAll('listen')) {
    return 'This is a Koa router, which works only inside an app. Pass new Koa().use(router.routes()).';
  }
  if (hasAll('get', 'del', 'options') && !hasAll('listen')) {
    return 'This is what request(app) or request.agent(app) returns. Pass the app itself: expect(app).';
  }
  if (isClient(target)) return 'This is an HTTP client, not an app. Pass the app itself: expect(app).';
  if (hasAll('createNestApplication')) {
    return 'This is a Nest testing module. Pass its app: expect(module.createNestApplication()).';
  }
  if (hasAll('handler', 'use') && 'stack' in target) {
    return 'This is an h3 version 1 app. Pass toNodeListener(app).';
  }
  return undefined;
}

type AnyFunction = (...parameters: never[]) => unknown;

function mistakenFunction(target: AnyFunction): string | undefined {
  const { length, name } = target;
  if (has(target, 'use') && has(target, 'param') && !has(target, 'listen')) {
    return 'This is an Express router, which works only inside an app. Pass express().use(router).';
  }
  if (isFastifyPlugin(target)) {
    return 'This is a Fastify plugin, which works only inside an app. Pass the app it is registered in.';
  }
  if (length === 0) {
    return 'This function takes no arguments, so it cannot handle a request. For a lazy app pass { target: () => app }.';
  }
  if (target === globalThis.fetch)
    return 'This is an HTTP client, not an app. Pass the app itself: expect(app).';
  if (length === 1 || /^(bound )?fetch$/.test(name)) {
    const it = length === 1 ? 'This function takes one argument: it' : 'This function';
    return `${it} looks like a fetch handler, not a (req, res) listener. Pass the app itself, or { fetch: handler }.`;
  }
  return undefined;
}

/** By the marks of fastify-plugin, or by the name everybody gives the first parameter. */
function isFastifyPlugin(target: AnyFunction): boolean {
  if (Symbol.for('skip-override') in target || Symbol.for('plugin-meta') in target) return true;
  return /^(async\b)?\s*(function\b[^(]*)?(\(\s*)?fastify\b/.test(Function.prototype.toString.call(target));
}
