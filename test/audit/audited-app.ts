import cors from 'cors';
import express from 'express';

/** An app that lets in whatever origin a check accepts; one that throws accepts nobody. */
export function appWith(
  accepts: (origin: string) => boolean,
  options: cors.CorsOptions = {},
): express.Express {
  const app = express();
  app.use(
    cors({
      credentials: true,
      origin: (origin, callback) => {
        callback(null, origin !== undefined && isAccepted(accepts, origin));
      },
      ...options,
    }),
  );
  app.get('/', (_, res) => {
    res.json([]);
  });
  return app;
}

function isAccepted(accepts: (origin: string) => boolean, origin: string): boolean {
  try {
    return accepts(origin);
  } catch {
    return false;
  }
}
