import type { CorsContract } from '../contract/contract.js';
import { plural } from '../text/sentence.js';
import { writeFile } from './files.js';
import { printNote, type Terminal } from './streams.js';

/**
 * Writes a contract, and says how it is checked.
 *
 * @throws {UsageError} `invalid-value`.
 */
export function writeContract(
  file: string,
  contract: CorsContract,
  target: string,
  terminal: Terminal,
): void {
  writeFile(file, `${JSON.stringify(contract, null, 2)}\n`, terminal);
  const written = plural(contract.routes.length, 'route');
  printNote(terminal, `wrote ${file}: ${written}. expect-cors check ${target} --contract ${file}`);
}
