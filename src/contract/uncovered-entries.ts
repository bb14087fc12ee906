import type { AppRoute } from '../app/known-routes.js';
import { UsageError } from '../errors/usage-error.js';
import { checkDeclaredMethod } from '../request/check-method.js';
import { checkNoPattern, parametersIn } from '../request/path-template.js';
import { enumerate } from '../text/sentence.js';

/**
 * Routes as they stand in the `routes` of a contract, a line each: `{ path: '/users/:id', params: { id: '1' }, methods:
 * ['GET'] },`. What no path of a contract stands for is a comment.
 */
export function entriesFor(routes: readonly AppRoute[]): string[] {
  const paths = [...new Set(routes.map(({ path }) => path))];
  return paths.map((path) => {
    const own = routes.filter((route) => route.path === path).map(({ method }) => method);
    const methods = own.includes('ALL') ? ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] : own;
    const declared = declaredPath(path);
    if (declared === undefined || !methods.every(isDeclarable))
      return `// ${enumerate(own)} ${path}: write a path that it matches`;
    const params = parametersIn(declared).map((name) => `${name}: '1'`);
    return [
      `{ path: ${quoted(declared)}, `,
      ...(params.length > 0 ? [`params: { ${params.join(', ')} }, `] : []),
      `methods: [${methods.map(quoted).join(', ')}] },`,
    ].join('');
  });
}

/** Without what a contract does not write: expressions of parameters, what may be missing, nameless wildcards. */
function declaredPath(path: string): string | undefined {
  const written = path
    .replaceAll(
      /(:[A-Za-z_$][\w$]*)(?:\((?:[^()]|\([^()]*\))*\)|\{(?![/.:-])[^{}]*(?:\{[^{}]*\}[^{}]*)*\})?\??/g,
      '$1',
    )
    .replaceAll(/\{[^{}]*\}/g, '')
    .replaceAll(/\*(?![A-Za-z_$])/g, 'x');
  const declared = written === '' ? '/' : written;
  return declared.startsWith('/') && isAccepted(() => void checkNoPattern(declared)) ? declared : undefined;
}

function isDeclarable(method: string): boolean {
  return isAccepted(() => void checkDeclaredMethod(method));
}

function isAccepted(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
