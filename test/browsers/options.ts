import { parseArgs } from 'node:util';
import { defaultSeed } from './generate.js';
import { browserNames, type BrowserName } from './scenario.js';

export interface Options {
  browsers: BrowserName[];
  /** Browsers that were asked for by name must be there. */
  named: boolean;
  sample: number | null;
  record: boolean;
  seed: string;
}

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      browser: { type: 'string', multiple: true },
      sample: { type: 'string' },
      record: { type: 'boolean', default: false },
      seed: { type: 'string', default: defaultSeed },
    },
  });
  const named = (values.browser ?? []).map((name): BrowserName => {
    const known = browserNames.find((candidate) => candidate === name);
    if (!known) throw new Error(`--browser ${name}: must be one of ${browserNames.join(', ')}`);
    return known;
  });
  const sample = values.sample === undefined ? null : Number(values.sample);
  if (sample !== null && !(Number.isInteger(sample) && sample > 0))
    throw new Error('--sample must be a whole number above 0');
  if (sample !== null && values.record) throw new Error('--record takes everything: leave out --sample');
  return {
    browsers: named.length > 0 ? named : [...browserNames],
    named: named.length > 0,
    sample,
    record: values.record,
    seed: values.seed,
  };
}
