import { checkCorsContract, type CorsContract } from 'expect-cors';
import { createApp } from './app.js';
import { inParallel } from './ask.js';
import { heapInMegabytes } from './heap.js';
import { noting, type Sent, serve } from './bare.js';
import { printCosts, printRow, printTitle } from './print.js';
import { costOf, ratiosOf, type Sample } from './rounds.js';

/** As many pages, asking for as many paths with two methods each. */
function contractOf(origins: number, paths: number): CorsContract {
  const named = Array.from({ length: origins }, (_, index) => `https://app${String(index)}.example`);
  return {
    origins: { allowed: named, rejected: ['https://evil.test'] },
    routes: Array.from({ length: paths }, (_, index) => ({
      path: `/items/${String(index)}`,
      methods: ['GET', 'PUT'],
      requestHeaders: ['content-type'],
    })),
  };
}

/** A contract against the same exchanges of bare `node:http`, and a large one against a small one. */
export async function benchContract(): Promise<void> {
  const app = createApp();
  const small = contractOf(10, 16);
  const sent: Sent[] = [];
  const { cells, exchanges } = await checkCorsContract(noting(app, sent), small);
  const server = await serve(createApp());

  const check = (contract: CorsContract, items: number): Sample => {
    return () => costOf(() => checkCorsContract(app, contract), items);
  };
  const bare: Sample = () => costOf(() => inParallel(sent, (one) => server.exchange(one)), cells.length);
  const ofSmall = check(small, cells.length);
  for (const warmUp of [bare, ofSmall, bare, ofSmall]) await warmUp();
  const ratios = await ratiosOf(ofSmall, bare);
  server.close();
  printTitle(`A contract of ${String(cells.length)} cells, ${String(exchanges)} exchanges, 16 at once`);
  printCosts('checkCorsContract / the same exchanges of bare node:http', ratios, '1.5');

  const large = contractOf(32, 50);
  const { cells: many } = await checkCorsContract(app, large);
  const heaps: number[] = [];
  const ofLarge: Sample = async () => {
    const cost = await check(large, many.length)();
    heaps.push(await heapInMegabytes());
    return cost;
  };
  // Until everything is compiled that will be: compiled code is in the heap as well.
  for (let warmUp = 0; warmUp < 3; warmUp++) await ofLarge();
  const atFirst = heaps.splice(0).at(-1) ?? 0;
  const growth = await ratiosOf(ofLarge, ofSmall);
  printTitle(`From ${String(cells.length)} to ${String(many.length)} cells`);
  printCosts('a cell of the large contract / a cell of the small one', growth, '1.1');
  printRow(
    'heap after each large contract / after the warm-up',
    heaps.map((heap) => heap / atFirst),
    '1.0',
  );
  printRow('heap after each large contract, megabytes', heaps, 'flat', 1);
}
