/** What is said of an option or a call, and how it is written on a command line. */
const flags: readonly (readonly [said: RegExp, flag: string])[] = [
  [/\bset allowRemote: true/g, 'add --allow-remote'],
  [/\bWrite send: true/g, 'Add --send'],
  [/\bPass \{ url, ca \}/g, 'Add --ca FILE,'],
  [/\badd its `status`/g, 'add --status'],
  [/\bUse `servedAt`/g, 'Use --served-at'],
  [/\bUse `cookies`/g, 'Use --cookie'],
  [/\bSet `servedAt` to/g, 'Add --served-at with'],
  [/\bwith their `methods`/g, 'each with --route'],
  [/\bor pass the app itself/g, 'or write the module that exports the app'],
  [
    /\bTo see why, run await expect\(app\)\.toAllowOrigin\("([^"]*)", …\)/g,
    'To see why: expect-cors ask --origin $1',
  ],
  [/^servedAt(?= )/g, '--served-at'],
];

/** A message for people who call a function, in the words of the command line. */
export function inFlags(message: string): string {
  return flags.reduce((text, [said, flag]) => text.replace(said, flag), message);
}
