import { join, parse } from 'node:path';
import type { Project } from './project.js';

/** A module that exports an app, as its text shows. */
export interface AppInText {
  readonly path: string;
  /** The name of its export. */
  readonly name: string;
  /** How it is written behind its import, in `expect(…)`. */
  readonly subject: string;
  /** Whether it listens as well. */
  readonly listens: boolean;
  /** An origin that it allows, where it is written there as text. */
  readonly origin: string | undefined;
  /** The path of a route for GET, without parameters. */
  readonly route: string | undefined;
}

const isCode = /(?<!\.d)\.[cm]?[jt]s$/;
const isTest = /(^|\/)(tests?|specs?|__tests__)\/|\.(test|spec|config)\.\w+$/;
const framework = /\b(express|fastify|koa|hono|hapi|nestfactory|restify|polka|elysia|h3|createserver)\b/i;
const usual = ['app', 'server', 'index', 'main'];
const makes = /^(create|build|make)/i;

/** The modules that may hold the app, the likeliest first, and what their texts show. */
export function appsInText(project: Project): readonly (AppInText | { readonly listensOnly: string })[] {
  const rank = (file: string): number => {
    const { name } = parse(file);
    return usual.includes(name) ? usual.indexOf(name) : usual.length;
  };
  return project.files
    .filter((file) => isCode.test(file) && !isTest.test(file))
    .sort((a, b) => rank(a) - rank(b) || a.split('/').length - b.split('/').length)
    .flatMap((file) => (framework.test(project.read(file)) ? (appInText(project, file) ?? []) : []));
}

/**
 * What the text of a module shows of its app; undefined where it shows none.
 *
 * @param name The export to take, where it is given.
 */
export function appInText(
  project: Project,
  file: string,
  name?: string,
): AppInText | { readonly listensOnly: string } | undefined {
  const text = withoutComments(project.read(file));
  const exported = exportsIn(text);
  const chosen =
    name ??
    ['app', 'default', 'server'].find((one) => exported.has(one)) ??
    [...exported.keys()].find((one) => makes.test(one) && /app|server/i.test(one));
  const listens = /\.listen\(/.test(text);
  if (chosen === undefined) return listens ? { listensOnly: file } : undefined;
  const called = chosen === 'default' ? 'app' : chosen;
  return {
    path: join(project.folder, file),
    name: chosen,
    subject: makes.test(exported.get(chosen) ?? chosen) ? `{ target: ${called} }` : called,
    listens: listens && !/require\.main|import\.meta|process\.argv/.test(text),
    origin:
      /(?:\borigins?\b|allow-origin)['"]?\s{0,99}[:,=]\s{0,99}\[?\s{0,99}['"`](https?:\/\/[^/'"`\s$*]+)['"`]/i.exec(
        text,
      )?.[1],
    route: /\.get\(\s*['"`](\/(?!health|status|ping|metrics|favicon)[\w./-]+)['"`]/.exec(text)?.[1],
  };
}

/** The names that a module exports, each with the name it has inside. */
function exportsIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = ''] of text.matchAll(/\bexport\s+(?:const|let|var|(?:async\s+)?function)\s+(\w+)/g))
    found.set(name, name);
  for (const [, list = ''] of text.matchAll(/(?:\bexport|\bmodule\.exports\s*=)\s*\{([^{}]*)\}/g))
    for (const one of list.split(',')) {
      const [inner = '', outer = inner] = one.split(/\sas\s|:/).map((part) => part.trim());
      if (/^\w+$/.test(outer)) found.set(outer, inner);
    }
  for (const [, name = ''] of text.matchAll(/(?<![.\w])(?:module\.)?exports\.(\w+)\s*=/g))
    found.set(name, name);
  const own =
    /\bexport\s+default\s+(?:async\s+)?(?:function\s+)?(\w*)|\bmodule\.exports\s*=\s*(?:exports\s*=\s*)?(?![\s{])(?:async\s+)?(?:function\s+)?(\w*)|\bexport\s*=\s*(\w+)/;
  const [whole, ...inner] = own.exec(text) ?? [];
  if (whole !== undefined) found.set('default', inner.find(Boolean) ?? '');
  return found;
}

/** Without comments that begin a line: elsewhere they may be part of a URL, or of a glob. */
export function withoutComments(text: string): string {
  return text.replace(/^[ \t]*(\/\*[^]*?\*\/|\/\/.*)/gm, '');
}
