import { corsMatchers } from './index.js';
import type { CorsMatchers } from './types.js';

/** The name of a matcher in chai: `allowOrigin`, `readable`. */
export function chaiName(name: keyof CorsMatchers): string {
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

function isMatcher(name: string): name is keyof CorsMatchers {
  return Object.hasOwn(corsMatchers, name);
}
