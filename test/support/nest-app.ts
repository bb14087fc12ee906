import 'reflect-metadata';
import { All, Controller, type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/** A Nest app that responds at /users. Its decorators are called as functions: test runners do not agree on their syntax. */
export function nestApp(): Promise<INestApplication> {
  class Users {
    list(): unknown[] {
      return [];
    }
  }
  class AppModule {}
  All()(Users.prototype, 'list', Object.getOwnPropertyDescriptor(Users.prototype, 'list') ?? {});
  Controller('users')(Users);
  Module({ controllers: [Users] })(AppModule);
  return NestFactory.create(AppModule, { logger: false });
}
