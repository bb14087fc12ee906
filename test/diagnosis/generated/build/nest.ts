import { Controller, Delete, Get, Module, Next, Patch, Post, Put, Redirect, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { Target } from '../../../../src/index.js';
import type { Draft } from '../draft.js';
import {
  corsByHand,
  corsFor,
  expressEndings,
  layersBefore,
  layersBehind,
  optionsFor,
  serveLogin,
} from './express.js';

const verbs = { get: Get, put: Put, post: Post, patch: Patch, delete: Delete } as const;

/** With the decorators applied by hand; what `enableCors` cannot do is done by `app.use`. */
export async function nestApp(draft: Draft): Promise<Target> {
  const app = await NestFactory.create(moduleFor(draft), { logger: false });
  for (const layer of layersBefore(draft)) app.use(layer);
  const enable = (): void => {
    if (draft.by === 'hand') app.use(corsByHand(draft));
    else app.enableCors(optionsFor(draft, draft.policy));
  };
  if (draft.place === 'first') enable();
  if (draft.place === 'only-expose-headers') app.use(exposeTotal);
  if (draft.place === 'other-path') app.use('/admin', corsFor(draft));
  if (draft.place === 'other-router') app.use('/admin', express.Router().use(corsFor(draft)));
  for (const layer of layersBehind(draft)) app.use(layer);
  if (draft.place === 'after-route') {
    await app.init();
    enable();
  }
  return app;
}

const exposeTotal: RequestHandler = function exposeTotal(_, res, next) {
  res.setHeader('Access-Control-Expose-Headers', 'X-Total-Count');
  next();
};

function moduleFor(draft: Draft): new () => object {
  const serve = handlerFor(draft.ending);
  class Users {}
  for (const [name, verb] of Object.entries(verbs)) {
    Object.defineProperty(Users.prototype, name, { value: serve(), configurable: true, writable: true });
    const descriptor = Object.getOwnPropertyDescriptor(Users.prototype, name);
    if (descriptor !== undefined) verb(['users', 'v2/users'])(Users.prototype, name, descriptor);
    if (draft.ending === 'redirects' && descriptor !== undefined)
      Redirect('https://files.example/users', 302)(Users.prototype, name, descriptor);
    if (!isNative(draft.ending)) continue;
    Res()(Users.prototype, name, 0);
    Next()(Users.prototype, name, 1);
  }
  class Login {
    show(res: Response): void {
      serveLogin({} as Request, res, () => undefined);
    }
  }
  Get('login')(Login.prototype, 'show', Object.getOwnPropertyDescriptor(Login.prototype, 'show') ?? {});
  Res()(Login.prototype, 'show', 0);
  Controller()(Users);
  Controller()(Login);
  class AppModule {}
  Module({ controllers: [Users, Login] })(AppModule);
  return AppModule;
}

/** Whether the handler is given Express's own response. */
function isNative(ending: Draft['ending']): boolean {
  return !['sync', 'async', 'throws', 'rejects', 'redirects'].includes(ending);
}

type Handler = (res: Response, next: NextFunction) => unknown;

function handlerFor(ending: Draft['ending']): () => Handler {
  if (ending === 'sync' || ending === 'redirects')
    return () =>
      function serveUsers() {
        return [{ name: 'Ada' }];
      };
  if (ending === 'async')
    return () =>
      async function serveUsers() {
        return Promise.resolve([{ name: 'Ada' }]);
      };
  if (ending === 'throws')
    return () =>
      function serveUsers() {
        throw new Error('the database is down');
      };
  if (ending === 'rejects')
    return () =>
      async function serveUsers() {
        return Promise.reject(new Error('the database is down'));
      };
  return () =>
    function serveUsers(res, next) {
      void expressEndings[ending]({} as Request, res, next);
    };
}
