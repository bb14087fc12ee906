import * as http from 'node:http';
import * as https from 'node:https';
import { mostAtOnce } from './at-once.js';
import type { Address } from './wire.js';

const connections = { keepAlive: true, maxSockets: mostAtOnce, maxFreeSockets: mostAtOnce };

export function keepAliveAgent(protocol: Address['protocol'], tls: https.AgentOptions): http.Agent {
  // Some versions of Node offer nothing by themselves: then their own HTTP/2 servers answer with a page about it.
  return protocol === 'https:'
    ? new https.Agent({ ...connections, ALPNProtocols: ['http/1.1'], ...tls })
    : new http.Agent(connections);
}

/** For one request on a connection of its own, with the same trust. */
export function freshAgent(agent: http.Agent): http.Agent {
  const { options } = agent as http.Agent & { readonly options: https.AgentOptions };
  const own = { ...options, keepAlive: false };
  return agent instanceof https.Agent ? new https.Agent(own) : new http.Agent(own);
}
