import cors from 'cors';
import { auditCors } from 'expect-cors';
import express, { type Express } from 'express';
import { inParallel } from './ask.js';
import { noting, type Sent, serve } from './bare.js';
import { printCosts, printTitle } from './print.js';
import { type Cost, costOf, ratiosOf, type Sample } from './rounds.js';

const trusted = ['https://app.example', 'https://admin.example'];

function listing(): Express {
  return express()
    .use(cors({ origin: trusted, credentials: true }))
    .get('/', (_, res) => void res.json([]));
}

/** A whole audit against the same exchanges by `node:http`. */
export async function benchAudit(): Promise<void> {
  const app = listing();
  const requests: Sent[] = [];
  await auditCors(noting(listing(), requests), { trusted });
  const { length } = requests;
  const server = await serve(listing());
  const audit: Sample = () => costOf(() => auditCors(app, { trusted }), length);
  const bare: Sample = () => costOf(() => inParallel(requests, (sent) => server.exchange(sent)), length);
  for (const warmUp of [audit, bare, audit, bare, audit]) await warmUp();
  const costs: Cost[] = [];
  const counted: Sample = async () => {
    const cost = await audit();
    costs.push(cost);
    return cost;
  };
  const ratios = await ratiosOf(counted, bare);
  server.close();
  printTitle(`An audit of ${String(length)} exchanges / the same by bare node:http, 16 at once`);
  printCosts('toPassCorsAudit', ratios, '1.5');
  printCosts('the same, milliseconds an exchange', costs, '-', 3);
}
