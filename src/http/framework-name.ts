/** The web frameworks that are known by their instances. */
export type FrameworkName = 'nest' | 'koa' | 'fastify' | 'hono' | 'hapi' | 'another framework';
