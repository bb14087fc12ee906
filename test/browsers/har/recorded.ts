import { within } from '../driver.js';

/** What the devtools of a browser have exported. */
export interface Recorded {
  readonly version: string;
  readonly har: string;
  /** Without cookies and the like, where the browser makes such a one. */
  readonly sanitized?: string;
}

export async function until(what: string, isThere: () => Promise<unknown>): Promise<void> {
  let isOver = false;
  const found = (async () => {
    while (!isOver && (await isThere()) !== true) await new Promise((resolve) => setTimeout(resolve, 100));
  })();
  await within(30, `waiting for ${what}`, found).finally(() => (isOver = true));
}
