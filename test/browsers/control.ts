import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Job, JobResult, PageResult } from './jobs.js';
import type { Page } from './scenario.js';

/** What a page is told to do next: run these jobs, or go elsewhere. */
export interface Orders {
  jobs: { id: string; requests: object[] }[];
  /** How many jobs to run at the same time. */
  concurrency?: number;
  navigate?: string;
}

export interface ControlHandler {
  /** A page brings the results of its last batch and asks for the next one. */
  next(page: Page, results: JobResult[]): Promise<Orders>;
  /** A page is about to make the request `index` of a job of several; the one before has ended. */
  step(id: Job['id'], index: number, previous: PageResult): Promise<void>;
}

export interface ControlServer {
  origin: string;
  close(): Promise<void>;
}

/** The server that pages get their work from; apart from the scripted ones, so that it never shows on the wire. */
export async function startControl(handler: ControlHandler): Promise<ControlServer> {
  const answer = async (path: string, body: string): Promise<object> => {
    const [, verb, subject = '', index = ''] = path.split('/');
    if (verb === 'step') await handler.step(subject, Number(index), JSON.parse(body) as PageResult);
    else if (verb === 'next') return handler.next(subject as Page, JSON.parse(body) as JobResult[]);
    return {};
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      answer(request.url ?? '', body).then(
        (reply) => {
          const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' };
          response.writeHead(200, headers).end(JSON.stringify(reply));
        },
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
