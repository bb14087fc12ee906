import 'reflect-metadata';
import { Controller, type MiddlewareConsumer, Module, Put, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import type { Target } from '../../../src/index.js';
import { page, putUser } from '../causes/parts.js';
import type { OddApp } from './odd-app.js';

function requireLogin(req: Request, res: Response, next: NextFunction): void {
  if (req.headers.authorization === undefined) res.status(401).json({});
  else next();
}

class LoginMiddleware {
  use(req: Request, res: Response, next: NextFunction): void {
    requireLogin(req, res, next);
  }
}

/** cors() comes after what the consumer has applied: init() mounts the middleware, enableCors() what is enabled. */
async function nestWith(middleware: Type | typeof requireLogin): Promise<Target> {
  class Users {
    save(): object {
      return { saved: true };
    }
  }
  class AppModule {
    configure(consumer: MiddlewareConsumer): void {
      consumer.apply(middleware).forRoutes('{*path}');
    }
  }
  Put(':id')(Users.prototype, 'save', Object.getOwnPropertyDescriptor(Users.prototype, 'save') ?? {});
  Controller('users')(Users);
  Module({ controllers: [Users] })(AppModule);
  const app = await NestFactory.create(AppModule, { logger: false });
  await app.init();
  app.enableCors({ origin: [page] });
  return app;
}

const row = { on: ['express 5'], framework: 'nest', request: putUser } as const;
const found = { cause: 'preflight-blocked-by-authentication', certainty: 'certain' } as const;

/** Middleware that a module applies: Nest wraps it in a function of its own. */
export const nestConsumerApps: readonly OddApp[] = [
  {
    ...row,
    ...found,
    title: 'a function that a consumer applies',
    app: () => nestWith(requireLogin),
    culprit: 'requireLogin',
  },
  {
    ...row,
    ...found,
    title: 'a class that a consumer applies',
    app: () => nestWith(LoginMiddleware),
    culprit: 'LoginMiddleware.use',
  },
];
