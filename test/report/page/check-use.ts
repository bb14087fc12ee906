import type { CorsReport } from '../../../src/report/cors-report.js';
import { cell, contract, finding, madeUpReport } from '../support/made-up-report.js';
import { type Checks, drawn } from './checks.js';

const origins = ['https://app.example', 'https://admin.example', 'https://evil.example'];

const report: CorsReport = madeUpReport({
  contracts: [
    contract({
      cells: ['/users', '/orders', '/me'].flatMap((route, row) =>
        origins.map((origin, column) =>
          cell({
            route,
            origin,
            method: row === 1 ? 'PUT' : 'GET',
            place: `routes[${String(row)}]`,
            kind: column === 2 ? 'refused' : 'allowed',
            ...(row === 1 && column === 0 ? { verdict: 'broken', finding } : {}),
          }),
        ),
      ),
    }),
  ],
});

const focused = `(() => {
  const { activeElement } = document;
  const head = activeElement.parentElement?.firstElementChild?.textContent ?? '';
  return activeElement.localName === 'td' ? head + ' ' + activeElement.dataset.origin : activeElement.id;
})()`;
const shownRows = `[...document.querySelectorAll('tbody tr:not([hidden])')].map((row) => row.firstElementChild.textContent)`;
const shownOrigins = `[...document.querySelectorAll('thead th:not(.corner, [hidden])')].map((head) => head.title)`;
const isOpen = `document.getElementById('sheet').open`;

/** All of it works with the keys alone, and by an address that somebody has sent. */
export async function checkKeys(checks: Checks): Promise<void> {
  const { tab } = checks;
  const address = checks.page(report);
  await tab.look();
  await tab.open(address);
  const walk = async (keys: readonly (readonly [key: string, focus: string])[]): Promise<void> => {
    for (const [key, focus] of keys) {
      await tab.press(key);
      checks.same(`${key} leads to`, await tab.evaluate(focused), focus);
    }
  };
  await tab.press('/');
  checks.same('/ leads to', await tab.evaluate(focused), 'search');
  await tab.evaluate(`document.querySelector('td[tabindex="0"]').focus()`);
  await walk([
    ['ArrowRight', 'GET /users https://admin.example'],
    ['ArrowDown', 'PUT /orders https://admin.example'],
    ['ArrowLeft', 'PUT /orders https://app.example'],
    ['ArrowLeft', 'PUT /orders https://app.example'],
    ['End', 'PUT /orders https://evil.example'],
    ['PageDown', 'GET /me https://evil.example'],
    ['Home', 'GET /me https://app.example'],
    ['ArrowUp', 'PUT /orders https://app.example'],
    ['Enter', 'sheet-title'],
  ]);
  checks.same('Enter opens', await tab.evaluate(isOpen), true);
  const hash = await tab.evaluate<string>('location.hash');
  checks.same('the address names the cell', /^#c[0-9a-f]{10}$/.test(hash), true);
  await tab.press('n');
  const said = `document.getElementById('sheet-said').textContent`;
  checks.same('n looks for another fault', await tab.evaluate(said), 'This is the last');
  await walk([['Escape', 'PUT /orders https://app.example']]);
  checks.same('Esc closes', await tab.evaluate(isOpen), false);
  checks.same(
    'one cell is reached by Tab',
    await tab.evaluate(`document.querySelectorAll('td[tabindex="0"]').length`),
    1,
  );

  await tab.open(address + hash);
  checks.same('an address opens its cell', await tab.evaluate(isOpen), true);
  const title = `document.getElementById('sheet-title').textContent`;
  checks.same('and no other', await tab.evaluate(title), 'PUT /ordersfrom https://app.example');
  await tab.press('Escape');
  const back = `(async () => {
    while (location.hash !== '') await new Promise(requestAnimationFrame); // closed for good
    document.querySelector('td.strict').click();
    const left = new Promise((done) => addEventListener('popstate', done, { once: true }));
    history.back();
    await left;
    return ${isOpen};
  })()`;
  checks.same('Back closes', await tab.evaluate(back), false);
  await tab.open(`${address}#%E0%A4%A`);
  checks.same('a broken address opens nothing', await tab.evaluate(isOpen), false);
  await checks.quiet('keys');
}

/** Rows and columns without what is looked for go, and come back. */
export async function checkFilter(checks: Checks): Promise<void> {
  const { tab } = checks;
  await tab.look();
  await tab.open(checks.page(report));
  const shows = async (
    what: string,
    act: string,
    rows: readonly string[],
    from: readonly string[],
  ): Promise<void> => {
    await tab.evaluate(`(async () => { ${act}; await ${drawn}; })()`);
    checks.same(`${what}: rows`, await tab.evaluate(shownRows), rows);
    checks.same(`${what}: origins`, await tab.evaluate(shownOrigins), from);
    const told = `${String(rows.length)} of 3 rows, ${String(from.length)} of 3 origins`;
    checks.same(`${what}: told`, await tab.evaluate(`document.getElementById('count').textContent`), told);
  };
  const search = (text: string): string =>
    `search.value = ${JSON.stringify(text)}; search.dispatchEvent(new Event('input', { bubbles: true }))`;
  const choose = (id: string, number: number): string =>
    `document.getElementById('${id}').selectedIndex = ${String(number)}; document.getElementById('toolbar').dispatchEvent(new Event('input'))`;
  const all = ['GET /users', 'PUT /orders', 'GET /me'];
  await shows(
    'broken',
    `document.querySelector('input[value=broken]').click()`,
    ['PUT /orders'],
    [origins[0] ?? ''],
  );
  await shows('clear', `document.querySelector('button[type=reset]').click()`, all, origins);
  await shows('route', search('ME'), ['GET /me'], origins);
  await shows('origin', search('evil'), all, [origins[2] ?? '']);
  await shows('cause', search('by-authentication'), ['PUT /orders'], [origins[0] ?? '']);
  await shows('code and route', search('PreflightMissing orders'), ['PUT /orders'], [origins[0] ?? '']);
  await shows('nothing', search('nowhere'), [], []);
  checks.same('nothing: told', await tab.evaluate(`document.querySelector('.empty').hidden`), false);
  await shows('no word', search(''), all, origins);
  await shows('method', choose('method', 2), ['PUT /orders'], origins);
  await shows('method and origin', choose('origin', 2), ['PUT /orders'], [origins[1] ?? '']);
  await checks.quiet('filter');
}

/** The line is copied, and the page says so. */
export async function checkCopy(checks: Checks): Promise<void> {
  const { tab } = checks;
  await tab.look();
  for (const clipboard of ['{ writeText: async (text) => { globalThis.copied = text; } }', 'undefined']) {
    await tab.open(checks.page(report));
    const said = await tab.evaluate(`(async () => {
      Object.defineProperty(navigator, 'clipboard', { value: ${clipboard} });
      document.addEventListener('copy', () => { globalThis.copied = String(getSelection()); });
      document.querySelector('td.strict').click();
      document.querySelector('#sheet .copy').click();
      await ${drawn};
      return [document.getElementById('sheet-said').textContent, document.querySelector('#sheet .copy').textContent, globalThis.copied];
    })()`);
    const curl = `curl -i "$BASE/users" -H 'Host: 127.0.0.1:40123' -H 'Origin: https://app.example'`;
    checks.same(`copied with ${clipboard}`, said, ['Copied', 'Copied', curl]);
  }
  await checks.quiet('copy');
}
