import { bodyIn, type Realm } from '../../browsers/body.js';
import { pageBase, placeholders } from '../../browsers/placeholders.js';
import type { Page, Scenario } from '../../browsers/scenario.js';
import type { ScriptedServer } from '../../browsers/server.js';

export interface Asked {
  url: string;
  headers: [string, string][];
  body: unknown;
}

let counter = 0;

/** Has the servers answer `scenario` while `use` asks for its address, under an id of its own. */
export async function whileScripted<Result>(
  server: ScriptedServer,
  scenario: Scenario,
  realm: Realm,
  use: (asked: Asked) => Promise<Result>,
): Promise<Result> {
  const id = `${scenario.id}-p${String(counter++)}`;
  const { expand } = placeholders(server.ports, id, scenario.page);
  server.script(id, scenario.page, scenario);
  try {
    return await use({
      url: expand(`${scenario.target}/${id}/${scenario.path}${scenario.suffix}`),
      headers: scenario.headers.map(([name, value]) => [name, expand(value)]),
      body: scenario.body && bodyIn(realm, scenario.body),
    });
  } finally {
    server.forget(id);
  }
}

/** The address of a page with the same origin; that of `about:blank` is opaque. */
export function pageUrl(server: ScriptedServer, page: Page): string {
  const isOpaque = page === 'sandboxed-frame' || page === 'sandboxed-page';
  if (isOpaque) return 'about:blank';
  return placeholders(server.ports, '', page).expand(`${pageBase(page)}/`);
}

/** What fetch() takes for the request; null for an upload listener, which only XMLHttpRequest has. */
export function fetchOptions(
  { api, method, credentials, mode, redirect, uploadListener }: Scenario,
  { headers, body }: Asked,
): Record<string, unknown> | null {
  if (uploadListener) return null;
  const common = { method, headers };
  if (api === 'fetch') return { ...common, credentials, mode, redirect, ...(body === null ? {} : { body }) };
  // XMLHttpRequest follows redirects, and sends no body with GET and HEAD.
  const isBodyless = /^(get|head)$/i.test(method);
  return {
    ...common,
    credentials: credentials === 'include' ? 'include' : 'same-origin',
    mode: 'cors',
    redirect: 'follow',
    ...(body === null || isBodyless ? {} : { body }),
  };
}
