/** Calls `use` for every item, at most `width` at once. */
export async function severalAtOnce<Item>(
  items: readonly Item[],
  width: number,
  use: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await use(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
