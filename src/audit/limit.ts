/**
 * At most `limit` items of several groups. Where they are more, the groups give up their last ones, the longest group
 * first, so that none is left out for another.
 */
export function withinLimit<Item>(groups: readonly (readonly Item[])[], limit: number): Item[] {
  let room = limit;
  const shares = groups.map(() => 0);
  for (let round = 0; room > 0 && groups.some(({ length }) => length > round); round++) {
    groups.forEach(({ length }, index) => {
      if (length <= round || room === 0) return;
      shares[index] = round + 1;
      room -= 1;
    });
  }
  return groups.flatMap((group, index) => group.slice(0, shares[index]));
}
