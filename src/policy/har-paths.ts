import { decoded } from '../text/decoded.js';
import { grouped } from '../text/grouped.js';
import { redactUrl } from '../text/redact.js';
import { isSecretName } from '../text/secret-name.js';
import { isSecretValue } from '../text/secret-value.js';

/** A path that was requested. */
export interface SeenPath {
  readonly pathname: string;
  /** The keys of the JSON object that was the response, or an empty string: what is alike has the same. */
  readonly shape: string;
}

/** A path with what is guessed of it. */
export interface GuessedPath {
  /** As Express writes it: `/users/:id`. */
  readonly path: string;
  /** The values its parameters had, but of secrets. */
  readonly params: Readonly<Record<string, string>>;
  /** The parameters whose values look like secrets: in their place is `1`. */
  readonly hidden: readonly string[];
}

/** Null stands for a parameter. */
type Template = (string | null)[];

interface Split {
  readonly seen: SeenPath;
  readonly segments: readonly string[];
  readonly template: Template;
}

/**
 * Guesses what in a path stands for something else the next time: a number, a UUID, an ObjectId, a ULID, a hexadecimal id, a
 * secret, and what varies between paths that are otherwise alike.
 *
 * @param paths Each once, all of routes.
 * @returns By pathname.
 */
export function guessPaths(paths: readonly SeenPath[]): Map<string, GuessedPath> {
  const splits = paths.map(split);
  for (let at = 0; at < mostSegments; at++) markVarying(at, splits);
  return new Map(splits.map((one) => [one.seen.pathname, written(one)]));
}

/** Browsers allow two million characters; what is longer than this, or has more segments, is not a route of an API. */
const [longest, mostSegments] = [2000, 32];

/** Whether a contract can declare it. */
export function isRoute(pathname: string): boolean {
  return (
    pathname.length <= longest && !pathname.startsWith('//') && pathname.split('/').length <= mostSegments + 1
  );
}

function split(seen: SeenPath): Split {
  const segments = seen.pathname.slice(1).split('/').map(withoutSession);
  const template = segments.map((segment, at) =>
    isId(segment) || isSecret(segment, segments[at - 1]) ? null : segment,
  );
  return { seen, segments, template };
}

/** `users;jsessionid=1` is `users`. */
function withoutSession(segment: string): string {
  return redactUrl(`/${segment}`) === `/${segment}` ? segment : segment.replace(/(?:;|%3b).*/is, '');
}

const ids = [
  /^\d+$/,
  /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i,
  // An ObjectId, a short hash.
  /^(?=.*\d)(?=.*[a-f])[\da-f]{7,31}$/i,
  // A ULID.
  /^[0-7][\dA-HJKMNP-TV-Z]{25}$/,
];

function isId(segment: string): boolean {
  return ids.some((form) => form.test(segment));
}

/** By its form, or by the name before it: what follows `/reset-password` is a secret, unless it is a word or a version. */
function isSecret(segment: string, before = ''): boolean {
  const value = decoded(segment);
  if (isSecretName(decoded(before)) && !/^(?:[a-z]+(?:[-_A-Z][a-z]+)*|v\d+)?$/.test(value)) return true;
  if (isId(segment)) return false;
  return isSecretValue(value, 20) || redactUrl(`/${segment}`) !== `/${segment}` || /[^@]@[^@]/.test(value);
}

/** Makes parameters of what varies in one place. What is before it is known by now. */
function markVarying(at: number, splits: readonly Split[]): void {
  const shapes = new Map<string, string>();
  for (const { template, seen } of splits) {
    const isWhole = template.length === at || (template.length === at + 1 && template[at] === '');
    if (isWhole) shapes.set(keyOf(template.slice(0, at)), seen.shape);
  }
  const literal = splits.filter(({ template }) => typeof template[at] === 'string' && template[at] !== '');
  const alike = grouped(literal, ({ template }) => keyOf(template.with(at, null)));
  const varying = new Set(
    [...alike.values()].flatMap((some) => {
      const shape = shapes.get(keyOf(some[0]?.template.slice(0, at) ?? []));
      return varyingIn(some, at, shape).map((one) => keyOf(one.template.slice(0, at + 1)));
    }),
  );
  for (const { template } of splits) {
    if (varying.has(keyOf(template.slice(0, at + 1)))) template[at] = null;
  }
}

/**
 * Two values with digits are ids. Of others, `/users/ada` and `/users/bob` are if there is `/users` as well, and there is the
 * same behind both, or their responses are alike and are not like that of `/users`. `/users/me` and `/users/search` are not.
 *
 * @param shape That of what is before. Undefined where it was not requested.
 */
function varyingIn(alike: readonly Split[], at: number, shape: string | undefined): readonly Split[] {
  const withDigits = alike.filter(
    ({ segments }) => /\d/.test(decoded(segments[at] ?? '')) && !isVersion(segments[at]),
  );
  if (withDigits.length > 1) return withDigits;
  const [first] = alike;
  if (first === undefined || alike.length < 2 || shape === undefined) return [];
  const isInside = first.segments.slice(at + 1).some((segment) => segment !== '');
  const own = first.seen.shape;
  const isSame = own !== '' && own !== shape && alike.every(({ seen }) => seen.shape === own);
  return isInside || isSame ? alike : [];
}

function isVersion(segment = ''): boolean {
  return /^v\d+(?:\.\d+)*$/.test(segment);
}

function keyOf(template: Readonly<Template>): string {
  return JSON.stringify(template);
}

function written({ segments, template }: Split): GuessedPath {
  const params: Record<string, string> = {};
  const hidden: string[] = [];
  const path = template.map((literal, at) => {
    if (literal !== null) return literal.replace(/[:*{}()[\]+!]/g, '\\$&');
    const count = Object.keys(params).length;
    const name = count === 0 ? 'id' : `id${String(count + 1)}`;
    const isHidden = isSecret(segments[at] ?? '', segments[at - 1]);
    if (isHidden) hidden.push(name);
    params[name] = isHidden ? '1' : decoded(segments[at] ?? '');
    return `:${name}`;
  });
  return { path: `/${path.join('/')}`, params, hidden };
}
