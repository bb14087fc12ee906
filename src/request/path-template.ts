/** A parameter of a path: `:id` stands for one segment or a part of it, `*rest` for several. */
const parameter = /\\(.)|([:*])([A-Za-z_$][\w$]*)/g;

/** The names of the parameters in a path as Express writes it. */
export function parametersIn(path: string): string[] {
  return [...path.matchAll(parameter)].flatMap(([, , , name]) => (name === undefined ? [] : [name]));
}

/** What is no path of one request, whatever its parameters are. */
export function patternIn(path: string): string | undefined {
  const [pathname = ''] = path.split('?');
  return /[*{}()[\]+!]/.exec(pathname.replace(parameter, ''))?.[0];
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
