/** How an option is written in code, and as a flag. */
const flags: readonly (readonly [RegExp, string])[] = [
  [/set allowRemote: true/g, 'add --allow-remote'],
  [/Write send: true/g, 'Add --send'],
  [/Pass \{ url, ca \}/g, 'Add --ca FILE,'],
  [/add its `status`/g, 'add --status'],
  [/Use `servedAt`/g, 'Use --served-at'],
  [/Set `servedAt` to/g, 'Add --served-at with'],
  [/\bUse `cookies`/g, 'Use --cookie'],
  [/^servedAt(?= )/g, '--served-at'],
];

/** A message for people who call a function, as it reads on a command line. */
export function inFlags(message: string): string {
  return flags.reduce((text, [pattern, flag]) => text.replace(pattern, flag), message);
}
