import { describe } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './node-proxy.js';

export type WebServerName = 'nginx' | 'apache' | 'caddy';

/** What a configuration is written into. */
interface Site {
  readonly folder: string;
  /** Where the server listens. */
  readonly port: number;
  readonly lines: string;
}

interface Software {
  readonly binary: string;
  /** Debian's package. */
  readonly package: string;
  /** The whole configuration around the lines of one site. */
  readonly configuration: (site: Site) => string;
  readonly arguments: (file: string, folder: string) => readonly string[];
}

const modules = (
  'mpm_event authz_core authn_core auth_basic authn_file authz_user unixd log_config proxy proxy_http headers rewrite alias ' +
  'cache cache_disk setenvif'
).split(' ');

const software: Readonly<Record<WebServerName, Software>> = {
  nginx: {
    binary: '/usr/sbin/nginx',
    package: 'nginx-light',
    configuration: ({ folder, port, lines }) => `user root; daemon off; worker_processes 1; pid ${folder}/pid;
error_log ${folder}/log warn;
events { worker_connections 64; }
http {
  access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi; proxy_cache_path ${folder}/cache keys_zone=api:1m;
  server { listen 127.0.0.1:${String(port)}; server_name localhost;
${lines}
  }
}`,
    arguments: (file, folder) => ['-p', folder, '-c', file],
  },
  apache: {
    binary: '/usr/sbin/apache2',
    package: 'apache2',
    configuration: ({ folder, port, lines }) => `ServerRoot ${folder}
ServerName localhost
Listen 127.0.0.1:${String(port)}
PidFile ${folder}/pid
ErrorLog ${folder}/log
Mutex file:${folder}
${modules
  .filter(isModule)
  .map((name) => `LoadModule ${name}_module ${apacheModules}/mod_${name}.so`)
  .join('\n')}
User www-data
Group www-data
StartServers 1
ServerLimit 1
ThreadsPerChild 25
MaxRequestWorkers 25
CacheRoot ${folder}
${lines}`,
    arguments: (file) => ['-X', '-f', file],
  },
  caddy: {
    binary: '/usr/bin/caddy',
    package: 'caddy',
    configuration: ({ port, lines }) => `{
  admin off
  auto_https off
}
http://127.0.0.1:${String(port)}, http://localhost:${String(port)} {
${lines}
}`,
    arguments: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
};

const apacheModules = '/usr/lib/apache2/modules';

function isModule(name: string): boolean {
  return existsSync(`${apacheModules}/mod_${name}.so`);
}

export function isInstalled(name: WebServerName): boolean {
  return existsSync(software[name].binary);
}

/** A `describe` that is left out where the server is not installed; in CI it has to be. */
export function describeWith(name: WebServerName, tests: () => void): void {
  if (isInstalled(name) || process.env.CI === 'true') describe(name, tests);
  else describe.skip(`${name} (not installed: apt-get install ${software[name].package})`, tests);
}

export interface WebServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A real server of this kind on a free port, with these lines in its site. */
export async function startWebServer(name: WebServerName, lines: string): Promise<WebServer> {
  const { binary, configuration, arguments: given } = software[name];
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  chmodSync(folder, 0o777); // servers change to another user
  const port = await freePort();
  const file = join(folder, 'site.conf');
  writeFileSync(file, configuration({ folder, port, lines }));
  const process = spawn(binary, given(file, folder), {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: '/usr/bin:/bin', HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  let said = '';
  process.on('error', (error) => (said += String(error)));
  process.stderr.on('data', (text: Buffer) => (said += String(text)));
  const stop = async (): Promise<void> => {
    await ended(process);
    rmSync(folder, { recursive: true, force: true });
  };
  for (let time = 0; time < 200 && process.exitCode === null && process.pid !== undefined; time += 1) {
    if (await accepts(port)) return { url: `http://127.0.0.1:${String(port)}`, stop };
    await pause(25);
  }
  const log = existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '';
  await stop();
  throw new Error(`${name} did not start: ${said}${log}`);
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null || process.pid === undefined) return;
  const exit = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGTERM');
  const timer = setTimeout(() => process.kill('SIGKILL'), 3000);
  await exit;
  clearTimeout(timer);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}
