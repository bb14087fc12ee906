import { expect, test } from '@jest/globals';
import { browserNames } from '../scenario.js';
import { replayWhole } from './replayed.js';

test.each(browserNames)(
  'whole requests, as %s sends them',
  async (browser) => {
    const { compared, agreeing, listed, unlisted } = await replayWhole(browser);
    expect(unlisted).toEqual([]);
    expect(agreeing.header / compared.header).toBeGreaterThan(browser === 'webkit' ? 0.99 : 0.999);
    expect({ compared, agreeing, listed: Object.fromEntries(listed) }).toMatchSnapshot();
  },
  120_000,
);
