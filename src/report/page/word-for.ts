/** What a table says, or the key itself: a report of another version may know more than the types do. */
export function wordFor(table: Readonly<Record<string, string>>, key: string): string {
  return (Object.hasOwn(table, key) ? table[key] : undefined) ?? key;
}
