/** The keys of a type, all of them: the compiler asks for each by its name. */
export function keysOf<Type>(
  keys: Readonly<Record<keyof Type & string, true>>,
): readonly (keyof Type & string)[] {
  return Object.keys(keys) as (keyof Type & string)[];
}
