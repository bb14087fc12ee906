/** So many exchanges are on their way at a time, at most. */
export const atOnce = 16;

/**
 * The results in the order of the items, sixteen worked at a time. Once one has failed no other is begun.
 *
 * @throws what the first one to fail throws.
 */
export async function allAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  let isStopped = false;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, item] of left) {
        if (isStopped) return;
        results[index] = await work(item).catch((error: unknown) => {
          isStopped = true;
          throw error;
        });
      }
    }),
  );
  return results;
}
