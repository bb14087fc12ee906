import { fetchStandard, type Implementation } from '../standard/implementation.js';
import type { BrowserName } from './browser-name.js';
import { differences } from './differences.js';
import { registrableDomain } from './site.js';

function implementationOf(browser: BrowserName): Implementation {
  const own = differences.flatMap(({ key, values }) =>
    browser in values ? [[key, values[browser]] as const] : [],
  );
  return { ...fetchStandard, registrableDomain, ...Object.fromEntries(own) };
}

/** What each engine does in every place of `differences`. */
export const implementations: Readonly<Record<BrowserName, Implementation>> = {
  chromium: implementationOf('chromium'),
  firefox: implementationOf('firefox'),
  webkit: implementationOf('webkit'),
  'fetch-standard': implementationOf('fetch-standard'),
};
