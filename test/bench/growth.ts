import { createApp } from './app.js';
import { assertCell, inParallel } from './ask.js';
import { type Cell, cellsOf } from './cells.js';
import { heapInMegabytes } from './heap.js';
import { printCosts, printRow, printTitle } from './print.js';
import { type Cost, costOf, ratiosOf, type Sample } from './rounds.js';

/** Whether a cell costs the same among many as among few, and whether memory stays where it is. */
export async function benchGrowth(): Promise<void> {
  const app = createApp();
  const perCell = (cells: readonly Cell[], times = 1): Promise<Cost> =>
    costOf(async () => {
      for (let time = 0; time < times; time++) await inParallel(cells, (cell) => assertCell(app, cell));
    }, cells.length * times);
  const [few, many] = [cellsOf(5, 5), cellsOf(50, 50)];

  const heaps: number[] = [];
  const largeMatrix: Sample = async () => {
    const cost = await perCell(many);
    heaps.push(await heapInMegabytes());
    return cost;
  };
  // Ten small matrices: one alone is over too soon to be measured.
  const smallMatrix: Sample = () => perCell(few, 10);

  await largeMatrix();
  const [atFirst = 0] = heaps.splice(0);
  const ratios = await ratiosOf(largeMatrix, smallMatrix);
  printTitle(`From ${String(few.length)} to ${String(many.length)} cells, 16 at once`);
  printCosts('a cell of the large matrix / a cell of the small one', ratios, '1.1');
  printRow(
    'heap after each large matrix / after the first',
    heaps.map((heap) => heap / atFirst),
    '1.0',
  );
  printRow('heap after each large matrix, megabytes', heaps, 'flat', 1);
}
