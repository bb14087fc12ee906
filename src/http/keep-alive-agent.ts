import * as http from 'node:http';
import * as https from 'node:https';
import type { Address } from './wire.js';

const connections = { keepAlive: true, maxSockets: 16, maxFreeSockets: 16 };

export function keepAliveAgent(protocol: Address['protocol'], tls: https.AgentOptions): http.Agent {
  return protocol === 'https:' ? new https.Agent({ ...connections, ...tls }) : new http.Agent(connections);
}
