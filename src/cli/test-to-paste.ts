import { extname, relative } from 'node:path';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import type { Aimed } from './with-target.js';

/**
 * A test that fails as the app is, and passes once it is mended: an import, where there is one, and the assertion.
 *
 * @param request What was asked.
 * @param folder Where the command runs: the import is written from there.
 */
export function testToPaste(
  { written, module }: Aimed,
  { origin = '', ...request }: CrossOriginRequest,
  folder: string,
): string[] {
  const subject = module === undefined ? literal(written) : module.subject;
  const asked = [origin, ...[usual(request)].filter((one) => Object.keys(one).length > 0)]
    .map(literal)
    .join(', ');
  return [
    ...(module === undefined ? [] : [importOf(module, folder)]),
    `test('${origin} may ${request.method ?? 'GET'} ${(request.path ?? '/').replaceAll("'", '')}', async () => {`,
    `  await expect(${subject}).toAllowOrigin(${asked});`,
    `});`,
  ];
}

function importOf({ path, name }: NonNullable<Aimed['module']>, folder: string): string {
  const ending = extname(path);
  const place = relative(folder, path).replaceAll('\\', '/');
  // As runners resolve TypeScript.
  const file = /^\.[cm]?tsx?$/.test(ending) ? place.slice(0, -ending.length) : place;
  const from = file.startsWith('.') ? file : `./${file}`;
  return `import ${name === 'default' ? 'app' : `{ ${name} }`} from '${from}';`;
}

/** Without what is so anyway. */
function usual(request: CrossOriginRequest): CrossOriginRequest {
  const defaults: CrossOriginRequest = { method: 'GET', initiator: 'fetch', send: false };
  return Object.fromEntries(
    Object.entries(request).filter(
      ([key, value]) => value !== undefined && value !== Reflect.get(defaults, key) && key !== 'send',
    ),
  );
}

/** As JavaScript is written by hand. */
function literal(value: unknown): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(
    ([key, one]) => `${/^[a-z]\w*$/i.test(key) ? key : literal(key)}: ${literal(one)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
