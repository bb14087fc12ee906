import * as http from 'node:http';
import * as https from 'node:https';
import { mostAtOnce } from './at-once.js';
import type { Address } from './wire.js';

const connections = { keepAlive: true, maxSockets: mostAtOnce, maxFreeSockets: mostAtOnce };

export function keepAliveAgent(protocol: Address['protocol'], tls: https.AgentOptions): http.Agent {
  return protocol === 'https:' ? new https.Agent({ ...connections, ...tls }) : new http.Agent(connections);
}
