import type { RouteTable } from './known-routes.js';

/** No app has it. */
const noSuchPath = '/expect-cors-no-such-route';

/**
 * A table without doubts about what only responds 404: each function that handles whatever no route before it does gets a
 * request to a path that nobody has. What responds otherwise is a reason why the routes may not be all.
 *
 * @param ask Sends a GET, and returns the status of the response; undefined where none was sent.
 */
export async function settled(
  table: RouteTable,
  ask: (path: string) => Promise<number | undefined>,
): Promise<RouteTable> {
  const why: string[] = [...table.why];
  for (const { place, why: reason } of table.catchAlls) {
    // A place with an expression or a wildcard has no path to ask.
    const prefix = place.replaceAll(/:\w+/g, 'x').replace(/\/$/, '');
    const status = /^[\w/.~-]*$/.test(prefix) ? await ask(prefix + noSuchPath) : undefined;
    if (status !== 404) why.push(reason);
  }
  return { ...table, why, catchAlls: [] };
}
