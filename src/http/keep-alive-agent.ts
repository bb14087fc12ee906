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
