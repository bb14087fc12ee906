/** Below so many milliseconds nothing is judged: no input takes long, and what else the machine does would decide. */
const floor = 25;
/** An eighth of the input takes an eighth of the time, or a sixty-fourth where every part is compared with every other. */
const mostGrowth = 24;

/**
 * Why the time that something takes is not linear in the size of its input; undefined if it is. Small inputs come first, so
 * that what grows without bounds is found before it is waited for.
 *
 * @param run Is given a size, in characters.
 */
export async function growthFault(
  run: (size: number) => unknown,
  sizes: readonly number[] = [4_000, 25_000, 200_000],
  least = floor,
): Promise<string | undefined> {
  for (const size of sizes) {
    let growth = Infinity;
    for (let tries = 0; tries < 3 && growth > mostGrowth; tries += 1) {
      const large = await millisecondsOf(() => run(size), 1);
      if (large < least) growth = 0;
      else growth = Math.min(growth, large / (await millisecondsOf(() => run(size / 8), least)));
    }
    if (growth > mostGrowth)
      return `${String(size)} characters take ${growth.toFixed(0)} times as long as an eighth of them`;
  }
  return undefined;
}

/** Of the processor, for one run of as many as are made within so many milliseconds, eight at most. */
async function millisecondsOf(run: () => unknown, within: number): Promise<number> {
  const begin = process.cpuUsage();
  for (let runs = 1; ; runs += 1) {
    await run();
    const { user, system } = process.cpuUsage(begin);
    const spent = (user + system) / 1000;
    if (spent >= within || runs === 8) return spent / runs;
  }
}
