import { UsageError } from '../errors/usage-error.js';
import { shown } from './check-values.js';

/** A parameter of a path: `:id` stands for one segment or a part of it, `*rest` for several. */
const parameter = /\\(.)|([:*])([A-Za-z_$][\w$]*)/g;

/** The names of the parameters in a path as Express writes it. */
export function parametersIn(path: string): string[] {
  return [...path.matchAll(parameter)].flatMap(([, , , name]) => (name === undefined ? [] : [name]));
}

/** What is no path of one request, whatever its parameters are. */
function patternIn(path: string): string | undefined {
  const [pathname = ''] = path.split('?');
  return /[*{}()[\]+!]/.exec(pathname.replace(parameter, ''))?.[0];
}

/** @throws {UsageError} `invalid-value` for a path that stands for more than the requests its parameters make. */
export function checkNoPattern(path: string, label = 'path'): void {
  const pattern = patternIn(path);
  if (pattern === undefined) return;
  const advice = 'write the path of one request, with parameters such as "/users/:id"';
  const message = `${label} ${shown(path)} is a pattern (${shown(pattern)}): ${advice}.`;
  throw new UsageError('invalid-value', message, { option: 'path', value: path });
}

/** The path of one request: parameters replaced, `\:` taken as it is. */
export function filledPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(parameter, (whole, escaped?: string, sign?: string, name?: string) => {
    if (escaped !== undefined) return escaped;
    const value = name === undefined ? undefined : params[name];
    if (value === undefined) return whole;
    return sign === '*' ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
}
