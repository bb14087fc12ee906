import { Controller, Get, Module } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import corsPackage, { type CorsOptions } from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What makes the CORS middleware: the package `cors`, or one with a fault. */
export type Cors = (options?: CorsOptions) => RequestHandler;

export type Environment = Readonly<Record<string, string | undefined>>;

export const production: Environment = { ALLOWED_ORIGINS: 'https://app.example,https://admin.example' };

const user = (name: unknown): boolean => typeof name === 'string' && name !== '';

/** The app the recipes import as `../src/app`: two front ends, one for each tenant, and prices for everybody. */
export function createAppWith(cors: Cors, env: Environment, tenants = tenantOrigins): Express {
  const origins = env.ALLOWED_ORIGINS?.split(',');
  return (
    express()
      .use('/public', cors(), (_, res) => void res.json({ gold: 1 }))
      // Without the variable `origin` is undefined, which switches the package off: the fault one recipe is about.
      .use(cors({ ...policy, origin: origins && [...origins, tenants] }))
      .use(express.json())
      .post('/login', (_, res) => {
        res.set('Set-Cookie', 'sid=1; Path=/; HttpOnly; Secure; SameSite=None; Partitioned').sendStatus(204);
      })
      .get('/me', (req, res) => {
        if (req.get('cookie') === 'sid=1') res.json({ name: 'Ada' });
        else res.sendStatus(401);
      })
      .get('/users', (_, res) => {
        res.set({ 'X-Total-Count': '0', Link: '</users?page=2>; rel="next"' }).json([]);
      })
      .post('/users', (_, res) => void res.status(201).json({}))
      .put('/users/:id', (req, res) => {
        const { name } = (req.body ?? {}) as { name?: unknown };
        res.sendStatus(user(name) ? 204 : 422);
      })
      .delete('/users/:id', (_, res) => void res.sendStatus(204))
      .get('/reports', (req, res) => {
        if (req.query.month === '13') throw new Error('no such month');
        res.sendStatus(req.get('authorization') === 'Bearer t0ken' ? 200 : 401);
      })
      .get('/invoices/1.pdf', (_, res) => {
        res.attachment('invoice-1.pdf').send('');
      })
      .get('/invoices/latest', (_, res) => {
        res.redirect('https://files.example/invoices/1.pdf');
      })
      .post('/avatars', (_, res) => void res.sendStatus(201))
  );
}

const policy: CorsOptions = {
  credentials: true,
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  allowedHeaders: ['Authorization', 'Content-Type'],
  exposedHeaders: ['Content-Disposition', 'Link', 'X-Total-Count'],
  maxAge: 7200,
};

export const tenantOrigins = /^https:\/\/[a-z0-9-]+\.tenants\.example$/;

export function createApp(env: Environment): Express {
  return createAppWith(corsPackage, env);
}

export const app = createApp(production);

/** The Nest app of the recipes, with its decorators applied by hand. */
export class AppModule {}
class Users {
  list(): unknown[] {
    return [];
  }
}
Get()(Users.prototype, 'list', Object.getOwnPropertyDescriptor(Users.prototype, 'list') ?? {});
Controller('users')(Users);
Module({ controllers: [Users] })(AppModule);

/** What their `main.ts` does with it before it listens. */
export function setUp(nest: INestApplication): void {
  nest.enableCors({ origin: 'https://app.example' });
}

/** A proxy in front of the app, which may add headers of its own, as nginx's `add_header` does: not on errors. */
export function nginxFor(listener: Express, added: Readonly<Record<string, string>> = {}): Nginx {
  const upstream = createServer(listener);
  const front = createServer((req, res) => {
    const { method, url, headers } = req;
    const forwarded = request({ port: portOf(upstream), method, path: url, headers }, (answer) => {
      const { statusCode = 502, rawHeaders } = answer;
      const own = statusCode < 400 ? Object.entries(added).flat() : [];
      res.writeHead(statusCode, [...rawHeaders, ...own]);
      answer.pipe(res);
    });
    req.pipe(forwarded);
  });
  return {
    async start() {
      await Promise.all([upstream, front].map(listening));
      return `http://127.0.0.1:${String(portOf(front))}`;
    },
    stop() {
      for (const server of [upstream, front]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

export interface Nginx {
  start(): Promise<string>;
  stop(): void;
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
