import { hostileTexts, reportOf } from '../support/hostile.js';
import { type Checks, drawn } from './checks.js';

/** Nothing of an app's text is obeyed: nothing runs, nothing is asked for, and no element is made of it. */
export async function checkHostile(checks: Checks): Promise<void> {
  const { tab } = checks;
  await tab.look();
  const harmless = await countsOf(checks, 'x');
  for (const [title, text] of hostileTexts) {
    const counts = await countsOf(checks, text);
    checks.same(`${title}: ran`, await tab.evaluate('typeof globalThis.owned'), 'undefined');
    await checks.quiet(title);
    // Only what is empty, or has several lines, is told by other elements.
    if (text !== '' && !text.includes('\n')) checks.same(`${title}: elements`, counts, harmless);
  }
}

/** Opens all there is to open, and counts the elements. `wbr` stands wherever a host has a dot. */
async function countsOf(checks: Checks, text: string): Promise<unknown> {
  const { tab } = checks;
  await tab.open(checks.page(reportOf(text)));
  return tab.evaluate(`(async () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const counts = [];
    const count = () => {
      const names = {};
      for (const { localName } of document.querySelectorAll('*:not(wbr)')) names[localName] = (names[localName] ?? 0) + 1;
      counts.push(names);
    };
    count();
    for (const square of document.querySelectorAll('td[id]')) {
      square.click();
      await ${drawn};
      count();
      document.getElementById('close').click();
    }
    const search = document.getElementById('search');
    search.value = '"<b>';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    return counts;
  })()`);
}
