/** Where a wildcard stands at the end: whether `/api/*` is also `/api`. */
export interface PatternOptions {
  readonly takesPrefix: boolean;
}

const token =
  /\/?:[A-Za-z_$][\w$]*(?:\(((?:[^()]|\([^()]*\))*)\)|\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\})?\??|\/?\*|[^:*/]+|./g;

/**
 * What the path of a route matches, as Fastify and Hono write it: `/users/:id`, `/:id(^\\d+$)`, `/:id{[0-9]+}`, `/:id?`,
 * `/:from-:to`, `/files/*`.
 *
 * @returns Undefined where it cannot be told.
 */
export function matcherOf(pattern: string, { takesPrefix }: PatternOptions): RegExp | undefined {
  const parts = pattern.replaceAll(token, (part, round?: string, curly?: string) => {
    const slash = part.startsWith('/') ? '/' : '';
    if (part === '*' || part === '/*') return slash === '' ? '.*' : takesPrefix ? '(?:/.*)?' : '/.*';
    if (!part.startsWith(`${slash}:`) || part === ':') return part.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
    const one = (round ?? curly)?.replace(/^\^|\$$/g, '') ?? '[^/]+?';
    return part.endsWith('?') ? `(?:${slash}(?:${one}))?` : `${slash}(?:${one})`;
  });
  try {
    return new RegExp(`^${parts}/?$`, 's');
  } catch {
    return undefined;
  }
}

/** Sorts before another path that a router asks later: what is written out, an expression, a parameter, a wildcard. */
export function specificity(pattern: string): string {
  return pattern
    .split('/')
    .map((segment) => {
      if (segment.includes('*')) return '3';
      if (!segment.includes(':')) return '0';
      return /^:\w+$/.test(segment) ? '2' : '1';
    })
    .join('');
}
