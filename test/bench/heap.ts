/** What is in use once what ends with the last answer has ended, in megabytes. */
export async function heapInMegabytes(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  globalThis.gc?.();
  // What is freed only once the first has told that it may be.
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
