/** So many results are kept at most, and of no longer text. */
const limits = { results: 256, length: 1024 };

/**
 * A pure function of a string that is asked the same over and over: judging a hundred responses, three browsers read the same
 * few URLs and header lines. What was found last is kept.
 *
 * @param find What it is given besides the text must follow from the text, as far as the result depends on it.
 */
export function memoized<Result, Rest extends readonly unknown[] = []>(
  find: (text: string, ...rest: Rest) => Result,
): (text: string, ...rest: Rest) => Result {
  const known = new Map<string, Result>();
  return (text, ...rest) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const result = find(text, ...rest);
    if (text.length > limits.length) return result;
    if (known.size >= limits.results) known.clear();
    known.set(text, result);
    return result;
  };
}
