import type { Layer } from './layer.js';

/**
 * The app that `app.use('/sub', app)` has mounted. Express keeps it in a closure, so it is entered as a request would
 * enter it, and left before anything of the user's is called: all versions look at `response.locals` first.
 *
 * @returns Undefined where it cannot be told.
 */
export function mountedApp({ handle }: Layer): unknown {
  let app: unknown;
  const outside = { request: {}, response: {} };
  // Not its own: the mounted app gives the request a prototype that has its `app`.
  const inherited: unknown = Object.create({ app: outside });
  const request = Object.assign(inherited as object, { url: '/', method: 'GET', headers: {}, query: {} });
  const response = {
    setHeader: () => undefined,
    get locals(): never {
      const inside: unknown = Reflect.get(request, 'app');
      if (inside !== outside) app = inside;
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw leaveRouter;
    },
  };
  try {
    Reflect.apply(handle, undefined, [request, response, () => undefined] as never);
  } catch (error) {
    if (error !== leaveRouter) return undefined;
  }
  return app;
}

// Express 4 is in its router by then, for which this word means to leave it: it calls no error handler.
const leaveRouter = 'router';
