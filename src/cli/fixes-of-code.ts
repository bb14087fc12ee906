import type { CorsStyle } from '../diagnosis/cors-style.js';
import { corsPackages } from '../diagnosis/remedy/packages.js';
import { type CorsSettings, settingsCode } from '../diagnosis/remedy/remedy.js';
import type { CorsErrorCode } from '../standard/decision.js';
import { checkIn } from './causes-of-code.js';
import type { ConsoleMessage } from '../ask/console/console-message.js';

const styles: readonly CorsStyle[] = ['cors', 'Nest', '@fastify/cors', '@koa/cors', 'hono/cors', 'hapi'];

/** The setting that allows what was blocked, as each package has it written: its name, and a line of code. */
export function fixesOfCode(message: ConsoleMessage): (readonly [style: string, code: string])[] {
  return styles.flatMap((style) => {
    const settings = settingsFor(message, style);
    return settings === undefined ? [] : [[style, settingsCode(style, settings)] as const];
  });
}

function settingsFor(message: ConsoleMessage, style: CorsStyle): CorsSettings | undefined {
  const { code, origin, method, header, value } = message;
  const names = corsPackages[style]?.names;
  if (code === null || names === undefined) return undefined;
  if (code === 'MethodDisallowedByPreflightResponse')
    return more(names.methods, 'methods', method ?? value ?? '');
  if (code === 'HeaderDisallowedByPreflightResponse')
    return isOfResponse(header ?? value ?? '')
      ? undefined
      : more(names.headers, 'headers', header ?? value ?? '');
  return origin === null ? undefined : settingsOfCheck(code, origin);
}

/** The list that is there, and one more. */
function more(name: string | null, list: string, item: string): CorsSettings | undefined {
  return name === null || item === ''
    ? undefined
    : { other: `${name}: [...${list}, '${item.replaceAll("'", '')}']` };
}

/** It is the page that has to leave it out. */
function isOfResponse(header: string): boolean {
  return header.toLowerCase().startsWith('access-control-');
}

function settingsOfCheck(code: CorsErrorCode, origin: string): CorsSettings | undefined {
  const check = checkIn(code);
  // Of several values one has to go: nothing is to be added.
  if (check === undefined || check === 'MultipleAllowOriginValues') return undefined;
  if (check === 'InvalidAllowCredentials') return { credentials: true };
  const settings: CorsSettings = { origin: [origin], isNew: check === 'MissingAllowOriginHeader' };
  return check === 'WildcardOriginNotAllowed' ? { ...settings, credentials: true } : settings;
}
