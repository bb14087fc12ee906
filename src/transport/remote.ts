import * as http from 'node:http';
import * as https from 'node:https';
import { type Endpoint, keptAlive } from './endpoint.js';
import { Idle } from './idle.js';
import type { Address } from './wire.js';

const remotes = new Map<string, Endpoint>();

/** The endpoint of a URL; its path, if any, is a prefix. With `ca`, it alone is trusted. */
export function endpointOfUrl(url: URL, ca?: string | Buffer): Endpoint {
  const key = `${baseOf(url)} ${ca?.toString() ?? ''}`;
  const known = remotes.get(key);
  if (known !== undefined) return known;
  const remote = createRemote(url, ca);
  remotes.set(key, remote);
  return remote;
}

function createRemote(url: URL, ca: string | Buffer | undefined): Endpoint {
  const address = addressOf(url);
  const agent =
    address.protocol === 'https:' ? new https.Agent({ ...keptAlive, ca }) : new http.Agent(keptAlive);
  const idle = new Idle(() => {
    agent.destroy();
  });
  return {
    base: baseOf(url),
    inHand: false,
    agent,
    open: () => {
      idle.begin();
      return Promise.resolve(address);
    },
    release: () => {
      idle.end();
    },
    takeFailure: () => undefined,
  };
}

function baseOf(url: URL): string {
  return (url.origin + url.pathname).replace(/\/$/, '');
}

function addressOf(url: URL): Address {
  const secure = url.protocol === 'https:';
  return {
    protocol: secure ? 'https:' : 'http:',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
  };
}
