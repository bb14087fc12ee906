// One global symbol holds all state, so that two copies of the package (CommonJS and ESM) share it. Test runners give every
// test file a global object of its own, so it lasts for one file.
const slot = Symbol.for('expect-cors.state');
const store = globalThis as { [slot]?: Map<string, unknown> };

/** The state of this name, made by whoever asks for it first. */
export function sharedState<State>(name: string, make: () => State): State {
  const states = (store[slot] ??= new Map());
  if (!states.has(name)) states.set(name, make());
  return states.get(name) as State;
}

/** What `configure` was given in this test file. */
export function configuration<Given extends object>(): { current: Partial<Given> } {
  return sharedState('configuration', () => ({ current: {} }));
}
