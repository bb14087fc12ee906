import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressSpace } from './cases.js';

const spaces = ['public', 'local', 'loopback'] as const;

export interface LocalNetworkServers {
  /** By address space and scheme. */
  readonly ports: Readonly<Record<AddressSpace, { readonly http: number; readonly https: number }>>;
  /** Takes what was asked at `path` since the last call, `METHOD URL`. */
  takeLog(path: string): string[];
  close(): void;
}

/** A server for each address space and scheme: at `/page` there is a page, everywhere else CORS allows everything. */
export async function startLocalNetworkServers(): Promise<LocalNetworkServers> {
  const log: string[] = [];
  const answer =
    (scheme: string): http.RequestListener =>
    ({ url = '', method = '', headers }, response) => {
      if (url === '/page') {
        response
          .writeHead(200, { 'Content-Type': 'text/html' })
          .end('<!doctype html><link rel=icon href=data:,>');
        return;
      }
      log.push(`${method} ${scheme}://${headers.host ?? ''}${url}`);
      const to = new URL(url, 'http://a').searchParams.get('to');
      const isRedirect = to !== null && method !== 'OPTIONS';
      response.writeHead(isRedirect ? 307 : 200, {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Methods': 'PUT',
        ...(isRedirect ? { Location: to } : {}),
      });
      response.end('ok');
    };
  const certificate = selfSigned();
  const servers: http.Server[] = [];
  const listen = async (server: http.Server): Promise<number> => {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const found = [];
  for (const space of spaces) {
    const plain = await listen(http.createServer(answer('http')));
    const secure = await listen(https.createServer(certificate, answer('https')));
    found.push([space, { http: plain, https: secure }] as const);
  }
  return {
    ports: Object.fromEntries(found) as LocalNetworkServers['ports'],
    takeLog(path) {
      const own = log.filter((line) => line.includes(path));
      log.length = 0;
      return own.map((line) => line.replace(path, '').replace(/\?.*/, ''));
    },
    close() {
      for (const server of servers) server.close().closeAllConnections();
    },
  };
}

function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'expect-cors-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=app.example'];
  execFileSync('openssl', [...args, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return pair;
}
