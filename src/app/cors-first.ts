import type { RequestListener } from 'node:http';
import { isCorsMiddleware, type Layer, layersOf } from './layer-info.js';
import { expressAppIn } from './routes.js';

type Handle = (request: object, response: object, next: (error?: unknown) => void) => void;

/** One per app, so that it is served once. */
const fronted = new WeakMap<object, RequestListener>();

/**
 * The app as it would be with its own cors() in front of everything else: to see what moving it there would do, without
 * changing the app. Undefined for what is not an Express app, or has no cors().
 */
export function withCorsFirst(target: unknown): RequestListener | undefined {
  const app = expressAppIn(target);
  if (app === undefined) return undefined;
  const known = fronted.get(app);
  if (known !== undefined) return known;
  const layers = layersOf(app).flatMap(({ layer }) => [layer, ...(layer.route?.stack ?? [])]);
  const cors = layers.find((layer) => isCorsMiddleware(layer));
  if (cors === undefined) return undefined;
  const listener = inFrontOf(app, cors);
  fronted.set(app, listener);
  return listener;
}

function inFrontOf(app: object, { handle }: Layer): RequestListener {
  return (request, response) => {
    // What is given to cors() may use what Express adds to a request.
    Object.setPrototypeOf(request, Reflect.get(app, 'request') as object);
    Object.setPrototypeOf(response, Reflect.get(app, 'response') as object);
    const next = (error?: unknown): void => {
      if (error === undefined) (app as unknown as RequestListener)(request, response);
      else response.writeHead(500).end();
    };
    (handle as unknown as Handle)(request, response, next);
  };
}
