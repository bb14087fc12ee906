import { jest } from '@jest/globals';
import { ServerResponse } from 'node:http';

const recorded = ['setHeader', 'appendHeader', 'removeHeader', 'writeHead', 'end'] as const;

/** Headers the diagnosis has something to say about. */
const matters = /^(access-control-|vary$|cross-origin-|set-cookie$)/i;

/** The functions that were running whenever a response was ended, or such a header of it changed, while `run` ran. */
export async function functionsTouching(run: () => Promise<unknown>): Promise<Set<string>> {
  const names = new Set<string>();
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const spies = recorded.map((method) => {
    const original = Reflect.get(ServerResponse.prototype, method) as (...given: unknown[]) => unknown;
    const spy = jest.spyOn(ServerResponse.prototype, method) as unknown as jest.SpiedFunction<
      typeof original
    >;
    return spy.mockImplementation(function (this: unknown, ...given: unknown[]) {
      const [first] = given;
      if (typeof first !== 'string' || method === 'end' || matters.test(first)) note(names);
      return original.apply(this, given);
    });
  });
  try {
    await run();
  } finally {
    for (const spy of spies) spy.mockRestore();
    Error.stackTraceLimit = limit;
  }
  return names;
}

function note(names: Set<string>): void {
  const frames = new Error().stack?.matchAll(/ at (?:async )?(?:\S+\.)?(\w+) /g) ?? [];
  for (const [, name = ''] of frames) names.add(name);
}
