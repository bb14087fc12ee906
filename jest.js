// Jest below 28 does not read "exports" in package.json: this file is what it finds under expect-cors/jest. A script without
// imports and exports, it can be loaded in either way.
throw Object.assign(new Error(messageFor(installedJest())), {
  name: 'UsageError',
  code: 'unsupported-version',
});

function messageFor(version) {
  if (version === undefined)
    return 'expect-cors needs Jest 29 or newer; this one is older. Update it: npm install --save-dev jest@latest';
  return Number.parseInt(version, 10) < 28
    ? `expect-cors needs Jest 29 or newer; this is Jest ${version}. Update it: npm install --save-dev jest@latest`
    : `The resolver of this Jest ${version} does not read "exports" in package.json, where expect-cors/jest is. Remove resolver from the configuration of Jest.`;
}

function installedJest() {
  try {
    return require(require.resolve('jest/package.json', { paths: [process.cwd(), __dirname] })).version;
  } catch {
    return undefined; // in a module, or where Jest is elsewhere
  }
}
