import type { ConsoleMessage } from '../ask/console/console-message.js';
import type { CorsErrorCode } from '../standard/decision.js';
import type { ConsoleMessageKind } from '../browser/console/parsing/wording-row.js';

/** What a message means that is not about the headers of a response: a clause, and what to do about it where the catalogue has no cause. */
export interface KindWords {
  readonly words: string;
  readonly todo: readonly string[];
}

type WordsOf = (message: ConsoleMessage) => KindWords;

const ofKind: Readonly<Record<ConsoleMessageKind, WordsOf>> = {
  cors: ({ header }) => {
    if (header === 'access-control-allow-private-network')
      return {
        words:
          'the response to the preflight does not allow a request from a public page to the local network',
        todo: [
          'an earlier Chromium looked for "Access-Control-Allow-Private-Network: true" in the response to the preflight;',
          'since version 142 it asks the user for permission instead',
        ],
      };
    if (header === 'authorization')
      return {
        words: 'Access-Control-Allow-Headers: * does not cover Authorization',
        todo: ['list it by its name: Access-Control-Allow-Headers: *, Authorization'],
      };
    return {
      words: 'a rule of CORS that is not known here',
      todo: ['make the request to your app: its headers show what is wrong'],
    };
  },
  'mixed-content': () => ({ words: 'the page is served over https, and the request goes to http', todo: [] }),
  'resource-policy': ({ text }) => ({
    words: isForItsType(text)
      ? 'the page embeds a response of a type that browsers do not hand to pages of other origins'
      : 'the response is for pages of its own site or origin, and the request is made without CORS',
    todo: ['request it with CORS (fetch, or the attribute crossorigin), and allow the page there'],
  }),
  redirect: () => ({
    words: 'the response redirects to where this request may not follow',
    todo: ['use the URL it redirects to'],
  }),
  'response-type': ({ value }) => ({
    words: `the response has the type ${value === null ? 'of something else' : `"${value}"`}, not the one that the page needs`,
    todo: [
      'look at the status and the body of the response: an error page, a login page or a fallback to index.html',
      'has the type text/html; otherwise set Content-Type to what it is',
    ],
  }),
  port: () => ({
    words: 'browsers make no requests to this port, which belongs to another protocol',
    todo: ['listen on another port: https://fetch.spec.whatwg.org/#port-blocking has the list'],
  }),
  'header-access': ({ text, header }) =>
    / set /.test(text)
      ? {
          words: `a script may not set the request header ${header ?? ''}: the browser sets it itself`,
          todo: ['leave it out of the request'],
        }
      : {
          words: `a script may not read the response header ${header ?? ''}, because the response does not expose it`,
          todo: [`expose it: Access-Control-Expose-Headers: ${header ?? ''}`],
        },
  canvas: () => ({
    words: 'the image was requested without CORS, so a script may not read its pixels',
    todo: [
      'request it with CORS, <img crossorigin src="…">, and have its response allow the page: Access-Control-Allow-Origin',
    ],
  }),
  'no-response': ({ browser }) => {
    const reasons =
      'nothing listens there, the connection was closed, its certificate is not trusted, an extension or a firewall blocks it';
    return browser === 'webkit'
      ? {
          words: 'the text does not say why; WebKit prints a reason in the line above, where it has one',
          todo: [
            'paste the lines above it as well. Without one there was no response that it could use:',
            reasons,
          ],
        }
      : { words: 'there was no response that the browser could use', todo: [`one of these: ${reasons}`] };
  },
};

/** Of codes that no header of the response causes. */
const ofCode: Readonly<Partial<Record<CorsErrorCode, KindWords>>> = {
  CorsDisabledScheme: {
    words: 'the URL is not http or https, so CORS cannot allow it',
    todo: ['open the page from a server, over http, and not as a file; request http or https'],
  },
  DisallowedByMode: {
    words: 'the page itself has limited the request to its own origin: mode "same-origin"',
    todo: ["make it with the mode 'cors', which is the default of fetch"],
  },
  NoCorsRedirectModeNotFollow: {
    words: 'the page has made the request with mode "no-cors" and a redirect mode that is not "follow"',
    todo: ["make it with the mode 'cors', which is the default of fetch"],
  },
  RedirectContainsCredentials: {
    words: 'the response redirects to a URL with a user name or password in it',
    todo: ['redirect to a URL without them'],
  },
  InsecureLocalNetwork: {
    words: 'a page that is not served over https makes a request to the local network',
    todo: ['serve the page over https'],
  },
  LocalNetworkAccessPermissionDenied: {
    words: 'the user has not allowed the page to make requests to the local network',
    todo: ['allow "Local network access" in the settings of the site, beside its address'],
  },
};

/** Whether a response was blocked for its type, and not for its Cross-Origin-Resource-Policy. */
export const isForItsType = (text: string): boolean => /CORB/.test(text);

/** @param message One whose code, if it has one, is not about a header of the response. */
export function wordsOfKind(message: ConsoleMessage): KindWords {
  const { code, kind } = message;
  return (code === null ? undefined : ofCode[code]) ?? ofKind[kind](message);
}
