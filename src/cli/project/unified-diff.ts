/** Lines that are shown around what differs. */
const context = 3;

/** How two texts differ, as `diff -u` shows it, in one piece: for a change in one place. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const same = (a: readonly string[], b: readonly string[]): number => {
    const first = a.findIndex((line, index) => line !== b[index]);
    return first === -1 ? a.length : first;
  };
  const head = same(old, now);
  const tail = Math.min(same(old.toReversed(), now.toReversed()), old.length - head, now.length - head);
  const from = Math.max(0, head - context);
  const left = Math.max(0, tail - context);
  const range = (lines: readonly string[]): string => {
    const count = lines.length - left - from;
    return `${String(count === 0 ? from : from + 1)},${String(count)}`;
  };
  return [
    `--- ${before === '' ? '/dev/null' : file}`,
    `+++ ${file}`,
    `@@ -${range(old)} +${range(now)} @@`,
    ...old.slice(from, head).map((line) => ` ${line}`),
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+${line}`),
    ...now.slice(now.length - tail, now.length - left).map((line) => ` ${line}`),
  ].join('\n');
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
