import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import express4 from 'express4';
import { layersOf } from '../../src/app/layer-info.js';

const pass: RequestHandler = (_, __, next) => {
  next();
};
const onError: ErrorRequestHandler = (error, _, __, next) => {
  next(error);
};

function linesOf(app: unknown): string[] {
  return layersOf(app).map(({ info: { number, name, path, kind, isCors } }) =>
    [number, kind, name, path ?? '?', ...(isCors ? ['cors'] : [])].join(' '),
  );
}

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (version, create) => {
  test('a router that is mounted in itself is told once', () => {
    const router = create.Router();
    router.use('/again', create.Router().use('/and-again', router)).get('/:id', pass);
    const lines = linesOf(create().use('/users', router));
    expect(lines.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      '1 router',
      '1.1 router',
      '1.1.1 router',
      '1.2 route',
    ]);
  });

  test('layers have their number, kind, name and path', () => {
    const inner = create.Router().get('/:id', pass).use(onError);
    const app = create()
      .use(cors())
      .use('/api.v1/files', pass)
      .use(['/a', '/b'], pass)
      .use(/^\/c+/, pass)
      .use('/users/:user', inner)
      .use('/sub', create().use(pass))
      .put('/users', cors(), pass)
      .get(['/x', '/y'], pass)
      .get(/^\/z/, pass)
      .all('/all', pass)
      .use((_, __, next) => {
        next();
      })
      .use(onError);
    app.route('/both').get(pass).put(pass);
    expect(linesOf(app)).toEqual([
      '1 middleware corsMiddleware / cors',
      '2 middleware pass /api.v1/files',
      version === '4' ? '3 middleware pass ?' : '3 middleware pass /a, /b',
      version === '4' ? '4 middleware pass ?' : '4 middleware pass /^\\/c+/',
      '5 router router /users/:user',
      '5.1 route GET /:id /:id',
      '5.2 error-handler onError /',
      '6 router mounted_app /sub',
      '6.1 middleware pass /',
      '7 route PUT /users /users cors',
      '8 route GET /x, /y /x, /y',
      '9 route GET /^\\/z/ /^\\/z/',
      '10 route ALL /all /all',
      '11 middleware <anonymous> /',
      '12 error-handler onError /',
      '13 route GET, PUT /both /both',
    ]);
  });

  test('an app without a layer', () => {
    expect(layersOf(create())).toEqual([]);
  });
});

test('what is no Express app has no layers', () => {
  for (const value of [undefined, null, {}, () => undefined, { router: 'x' }])
    expect(layersOf(value)).toEqual([]);
});

test('the layers of Express 5.0 to 5.2 do not know their path, but for the root', () => {
  const handle = pass;
  const stack = [
    { handle, slash: true },
    { handle, slash: false },
  ];
  expect(linesOf({ router: { stack } })).toEqual(['1 middleware pass /', '2 middleware pass ?']);
});
