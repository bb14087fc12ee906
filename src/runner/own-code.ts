let known: string | undefined;

/**
 * The folder all code of this package lies in, as stacks write it: a path, or a `file:` URL. Empty where stacks do not
 * tell. It is asked for when a stack is read, not before: to write one costs.
 */
export function ownFolder(): string {
  return (known ??= folderIn(new Error().stack));
}

/** In the sources, the folder above the one of this file; in the package, that of the bundle it is part of. */
function folderIn(stack: unknown): string {
  const [, line = ''] = typeof stack === 'string' ? stack.split('\n') : [];
  const bracket = line.indexOf('(');
  const place = line.slice(bracket < 0 ? line.indexOf('at ') + 3 : bracket + 1);
  const end = Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1;
  return place.slice(0, end).replace(/runner[\\/]$/, '');
}
