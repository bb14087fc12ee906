/** What types are compiled with, beside the version of TypeScript that this repository has. */
export const otherVersions = ['5.4', '5.9', '7.0'];

/** The module format that goes with each `moduleResolution`. */
export const resolutions = { node16: 'node16', nodenext: 'nodenext', bundler: 'esnext' };
