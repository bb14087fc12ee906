import type { Header } from '../standard/header-list.js';
import { byteLowercase } from '../standard/infra.js';
import { implementations } from './implementations.js';

/** No page can set these. */
const neverOfPage = /^(referer|sec-.*)$/;

/** What engines send of themselves where the page sets nothing else, as `name: value`. */
let defaults: ReadonlySet<string> | undefined;

/** Whether a browser adds this header to every request by itself, so that it says nothing about the page or CORS. */
export function isBrowsersOwn([name, value]: Header): boolean {
  const lower = byteLowercase(name);
  return neverOfPage.test(lower) || (defaults ??= new Set(findDefaults())).has(`${lower}: ${value}`);
}

function* findDefaults(): Generator<string> {
  for (const { userAgentHeaders, accept } of Object.values(implementations)) {
    const { userAgent, acceptLanguage, acceptEncoding, priority } = userAgentHeaders;
    yield `user-agent: ${userAgent}`;
    yield `accept-language: ${acceptLanguage}`;
    for (const value of Object.values(acceptEncoding)) yield `accept-encoding: ${value}`;
    for (const value of Object.values(priority)) yield `priority: ${value}`;
    for (const value of ['*/*', ...Object.values(accept)]) yield `accept: ${value}`;
  }
}
