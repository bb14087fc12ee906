import type { ResponseRuleId } from '../response-rule.js';

interface RuleText {
  /** A sentence without its full stop, whatever the app. */
  readonly title: string;
  /** What was seen in this app. */
  readonly message: string | ((...parts: string[]) => string);
  readonly fix: string;
}

const addVary =
  'send Vary: Origin with every response that depends on it, including those without CORS headers';
const mountFirst = 'mount the CORS middleware before anything that may respond, for OPTIONS too';
const oneMiddleware = 'let one middleware decide about both';
const onErrors =
  'set the CORS headers before anything can fail, for every path, and keep them in the error handler';

/** All texts of the rules about responses. */
export const ruleTexts = {
  'vary-origin-missing': {
    title: 'Responses depend on Origin, and Vary does not list it',
    message: (whose: string) =>
      `the response depends on Origin, and the one to ${whose} has no Vary: Origin: a shared cache may serve it to other origins`,
    fix: addVary,
  },
  'vary-clobbered': {
    title: 'A route overwrites Vary: Origin',
    message: (vary: string) =>
      `the app sends Vary: Origin with other responses; here Vary: ${vary} has replaced it`,
    fix: 'add to the header with res.vary("…"), or set it before the CORS middleware runs: res.set("Vary", …) replaces it',
  },
  'preflight-vary-missing': {
    title: 'Preflight responses depend on Origin, and Vary does not list it',
    message:
      'the preflight response depends on Origin and has no Vary: Origin; some caches keep responses to OPTIONS',
    fix: addVary,
  },
  'wildcard-with-credentials': {
    title: 'Access-Control-Allow-Origin: * is sent with Access-Control-Allow-Credentials: true',
    message:
      'Access-Control-Allow-Origin: * is sent with Access-Control-Allow-Credentials: true, so browsers block every request with credentials',
    fix: 'name the origin in Access-Control-Allow-Origin, or leave Access-Control-Allow-Credentials out',
  },
  'star-without-origin': {
    title: 'A request without Origin gets Access-Control-Allow-Origin: *',
    message:
      'the response to a request without Origin allows any origin ("*"): a cache that keeps it serves it to every page',
    fix: 'send no Access-Control-Allow-Origin to requests without Origin, or send the same value to every request',
  },
  'acao-invalid': {
    title: 'Access-Control-Allow-Origin is not a valid origin',
    message: (value: string) => `Access-Control-Allow-Origin: "${value}" cannot match any origin`,
    fix: 'send the one origin of the request, or "*"',
  },
  'acao-duplicate': {
    title: 'Access-Control-Allow-Origin is sent more than once',
    message: (times: string) => `Access-Control-Allow-Origin is sent ${times} times`,
    fix: 'set it in one place: the app, or the proxy in front of it',
  },
  'acac-invalid': {
    title: 'Access-Control-Allow-Credentials is not "true"',
    message: (value: string) =>
      `Access-Control-Allow-Credentials: "${value}" is not "true", so browsers ignore it`,
    fix: 'write exactly "true", once, or leave the header out',
  },
  'acac-to-disallowed': {
    title: 'A rejected origin gets Access-Control-Allow-Credentials',
    message: 'a rejected origin gets Access-Control-Allow-Credentials: true',
    fix: 'nothing: it is harmless without Access-Control-Allow-Origin',
  },
  'star-with-credentials': {
    title: 'A list holds "*", which is not a wildcard for requests with credentials',
    message: (name: string) =>
      `${name}: * is sent with Access-Control-Allow-Credentials: true: with credentials, "*" is just a name`,
    fix: 'list the names: for requests with credentials "*" is not a wildcard',
  },
  'list-syntax': {
    title: 'Browsers cannot parse a list',
    message: (name: string, value: string) => `${name}: "${value}" is not a list of names`,
    fix: 'separate names with commas, without quotes',
  },
  'list-junk': {
    title: 'A list holds "undefined" or "null"',
    message: (name: string, item: string) => `${name} lists "${item}"`,
    fix: 'leave the header out if there is nothing to list',
  },
  'method-lowercase': {
    title: 'Access-Control-Allow-Methods lists a lower-case method',
    message: (method: string) =>
      `Access-Control-Allow-Methods lists "${method}", and methods are case-sensitive`,
    fix: 'write methods in upper case',
  },
  'max-age-invalid': {
    title: 'Access-Control-Max-Age is not a number of seconds',
    message: 'Access-Control-Max-Age is not a number of seconds',
    fix: 'write a number of seconds: Access-Control-Max-Age: 600',
  },
  'max-age-capped': {
    title: 'Access-Control-Max-Age is longer than any browser caches a preflight',
    message: (seconds: string) => `no browser caches a preflight for ${seconds} seconds`,
    fix: 'nothing breaks; Chromium caches a preflight for at most 7200 seconds',
  },
  'reflects-request-headers': {
    title: 'The app allows any request header',
    message: (name: string) => `the app allows any request header: it reflected "${name}"`,
    fix: 'list the headers the API reads: allowedHeaders: ["content-type", …]',
  },
  'reflects-request-method': {
    title: 'The app allows any method',
    message: (method: string) => `the app allows any method: it reflected "${method}"`,
    fix: 'list the methods the API has: methods: ["GET", "PUT"]',
  },
  'preflight-not-ok': {
    title: 'The status of a preflight response is not 2xx',
    message: (status: string) => `the preflight of a trusted origin gets ${status}`,
    fix: mountFirst,
  },
  'preflight-redirect': {
    title: 'A preflight is redirected',
    message: (status: string) => `the preflight of a trusted origin is redirected (${status})`,
    fix: mountFirst,
  },
  'preflight-needs-auth': {
    title: 'A preflight needs authentication',
    message: (status: string) =>
      `the preflight of a trusted origin gets ${status}: a preflight never carries cookies or Authorization`,
    fix: mountFirst,
  },
  'preflight-no-acao': {
    title: 'A preflight response has no Access-Control-Allow-Origin',
    message: 'the response to the preflight of a trusted origin has no Access-Control-Allow-Origin',
    fix: mountFirst,
  },
  'preflight-no-acac': {
    title: 'A preflight response has no Access-Control-Allow-Credentials',
    message:
      'the response to the preflight of a trusted origin has no Access-Control-Allow-Credentials: true, and its request has credentials',
    fix: 'send Access-Control-Allow-Credentials: true with the preflight response, too',
  },
  'preflight-method-missing': {
    title: 'A preflight response does not list the method',
    message: 'the response to the preflight of a trusted origin does not list the requested method',
    fix: 'add the method to Access-Control-Allow-Methods',
  },
  'preflight-header-missing': {
    title: 'A preflight response does not list a header',
    message: 'the response to the preflight of a trusted origin does not list a requested header',
    fix: 'add the header to Access-Control-Allow-Headers',
  },
  'preflight-looser-than-answer': {
    title: 'Preflight and actual request do not allow the same origins',
    message: (stranger: string, passes: string) =>
      passes === 'preflight'
        ? `"${stranger}" passes the preflight and may not read the response: an unsafe request is carried out`
        : `"${stranger}" may read the response and does not pass the preflight`,
    fix: oneMiddleware,
  },
  'preflight-acac-only': {
    title: 'Only one of preflight and actual request gets Access-Control-Allow-Credentials',
    message: (present: string, missing: string) =>
      `Access-Control-Allow-Credentials: true is on the response to the ${present} and not on the one to the ${missing}`,
    fix: oneMiddleware,
  },
  'error-without-cors': {
    title: 'Error responses have no Access-Control-Allow-Origin',
    message: (status: string, origin: string) =>
      `a ${status} has no Access-Control-Allow-Origin for "${origin}": the page only sees a network error`,
    fix: onErrors,
  },
  'error-without-acac': {
    title: 'Error responses have no Access-Control-Allow-Credentials',
    message: (status: string) =>
      `a ${status} has no Access-Control-Allow-Credentials: the page only sees a network error`,
    fix: onErrors,
  },
  'disallowed-5xx': {
    title: 'A rejected origin gets a server error',
    message: (origin: string, status: string) => `"${origin}" is rejected with ${status}`,
    fix: 'reject an origin without a 5xx: callback(null, false), not callback(new Error(…))',
  },
  'same-origin-broken': {
    title: "The app rejects its own pages' requests",
    message: (status: string) => `a request from the app's own origin gets ${status}`,
    fix: "allow the app's own origin: browsers send Origin with a same-origin POST, too",
  },
  unstable: {
    title: 'The same request is allowed once and blocked once',
    message: (origin: string) =>
      `"${origin}" sends the same request twice and is allowed only once: results for other origins would be random`,
    fix: 'remove the flag g or y from the RegExp: it remembers where the last match stopped',
  },
  'referer-reflected': {
    title: 'The app copies Referer into Access-Control-Allow-Origin',
    message: 'the app copies Referer into Access-Control-Allow-Origin',
    fix: 'read Origin only',
  },
  'private-network-to-any': {
    title: 'Any page may reach the private network',
    message: (origin: string) =>
      `"${origin}" may reach the private network: Access-Control-Allow-Private-Network: true`,
    fix: 'send it to listed origins only',
  },
  'http-trusted-by-https': {
    title: 'The app trusts an http page with credentials',
    message: (origin: string) =>
      `"${origin}" is trusted with credentials, and anyone on the network can change its pages`,
    fix: 'trust https origins only: over http the network can change the page',
  },
} satisfies Record<ResponseRuleId, RuleText>;
