/**
 * A text with its holes, `Method {method} is not allowed`, filled in: what a browser prints. The wordings beside this file
 * are read in both directions: printed here, and recognized in a console that somebody pasted.
 */
export function fill(wording: string, facts: Readonly<Record<string, string>>): string {
  return wording.replace(/\{([a-z]+)\}/gi, (_, name: string) => facts[name] ?? '');
}
