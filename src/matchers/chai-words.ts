import { corsMatchers } from './index.js';
import type { MatcherName } from './define-matcher.js';
import type { CorsMatchers } from './types.js';

/** `allowOrigin` for `toAllowOrigin`, and `readable` for `toBeReadable`: `to` and `be` are words of chai. */
type ChaiName<Name extends string> = Name extends `toBe${infer Rest}`
  ? Uncapitalize<Rest>
  : Name extends `to${infer Rest}`
    ? Uncapitalize<Rest>
    : never;

/** The matchers as chai's users write them: `expect(app).to.allowOrigin(…)`. All are asynchronous: `await` them. */
export type CorsChaiAssertions = {
  readonly [Name in keyof CorsMatchers as ChaiName<Name>]: CorsMatchers[Name];
};

/** The name of a matcher in chai: `allowOrigin`, `readable`. */
export function chaiName(name: MatcherName): string {
  return name.replace(/^to(?:Be)?(.)/, (_, first: string) => first.toLowerCase());
}

/** `await expect(app).not.toAllowOrigin(…)` becomes `await expect(app).to.not.allowOrigin(…)`, and so does prose. */
export function chaiWords(text: string): string {
  return text.replace(/(?:(\.not)?\.)?\b(to[A-Z]\w*)/g, (whole, not: string | undefined, name: string) => {
    if (!isMatcher(name)) return whole;
    if (!whole.startsWith('.')) return chaiName(name);
    return `.to${not ?? ''}${name.startsWith('toBe') ? '.be' : ''}.${chaiName(name)}`;
  });
}

function isMatcher(name: string): name is MatcherName {
  return Object.hasOwn(corsMatchers, name);
}
