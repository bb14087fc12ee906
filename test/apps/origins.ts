import cors from 'cors';
import express, { type Express } from 'express';
import { type AppCase, page, stranger } from './app-case.js';

function usersBehind(options: cors.CorsOptions): Express {
  const app = express();
  app.use(cors(options));
  app.get('/users', (_, res) => void res.json([{ name: 'Ada' }]));
  return app;
}

export const originCases: readonly AppCase[] = [
  {
    title: 'cors() alone',
    symptom: 'It works for the front end, and for everybody else as well.',
    wrong: () => usersBehind({}),
    fixed: () => usersBehind({ origin: page }),
    matcher: 'toRejectOrigin',
    parameters: [stranger, { path: '/users', control: page }],
  },
  {
    title: 'the allow-list comes from an environment variable that is not set',
    symptom: "No 'Access-Control-Allow-Origin' header, in production only.",
    wrong: () => usersBehind({ origin: environment.ALLOWED_ORIGIN_UNSET }),
    fixed: () => usersBehind({ origin: environment.ALLOWED_ORIGIN }),
    matcher: 'toAllowOrigin',
    parameters: [page, '/users'],
  },
  {
    title: 'the environment variable holds several origins, and nobody splits it',
    symptom: "The 'Access-Control-Allow-Origin' header contains multiple values.",
    wrong: () => usersBehind({ origin: environment.ALLOWED_ORIGINS }),
    fixed: () => usersBehind({ origin: environment.ALLOWED_ORIGINS?.split(',') }),
    matcher: 'toAllowOrigin',
    parameters: [page, '/users'],
  },
  {
    title: 'an allow-list callback that errors for strangers',
    symptom: 'Every page that is not on the list, and every health check, turns into a 500.',
    wrong: () =>
      quiet(
        usersBehind({
          origin: (origin, callback) => {
            if (origin === page) callback(null, true);
            else callback(new Error('Not allowed by CORS'));
          },
        }),
      ),
    fixed: () =>
      usersBehind({
        origin: (origin, callback) => {
          callback(null, origin === page);
        },
      }),
    matcher: 'toRejectOrigin',
    parameters: [stranger, { path: '/users', status: 200 }],
  },
];

/** What `process.env` holds in the case at hand. */
const environment: Readonly<Record<string, string | undefined>> = {
  ALLOWED_ORIGIN: page,
  ALLOWED_ORIGINS: `${page},https://admin.example`,
};

/** Express prints the error of every 500 unless this says test. */
function quiet(app: Express): Express {
  app.set('env', 'test');
  return app;
}
