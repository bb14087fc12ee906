import { type BrowserName, displayNames } from '../browser/browser-name.js';
import { isAboutStatus } from '../standard/process-response.js';
import type { NamedVerdict } from './verdict.js';

type Named = Partial<Record<BrowserName, string>>;

/** What a browser blocks for reasons other than CORS, and its name for the network error. */
interface Reason {
  /** `<browser> blocks …`, without the browser. */
  readonly words: (value: string, browser: BrowserName) => string;
  readonly error?: (value: string) => Named;
}

/** By the rule: algorithm and step. */
const reasons: Readonly<Record<string, Reason>> = {
  'port blocking 2': {
    words: (port) => `sends nothing to port ${port}, one of the ports that belong to other protocols`,
    error: () => ({ chromium: 'ERR_UNSAFE_PORT', firefox: 'NS_ERROR_PORT_ACCESS_NOT_ALLOWED' }),
  },
  'HTTP-network-or-cache fetch 16': {
    words: (status) => `blocks a response with status ${status} from a server that is not a proxy`,
    error: () => ({ chromium: 'ERR_UNEXPECTED_PROXY_AUTH' }),
  },
  'HTTP-network fetch 8.5': {
    words: (name, browser) =>
      name === 'content-disposition' && browser === 'chromium'
        ? 'blocks a response with different Content-Disposition values, in two lines or on both sides of a comma that is not in double quotes'
        : `blocks a response with two ${spelled(name)} lines that differ`,
    error: (name) => ({
      chromium: `ERR_RESPONSE_HEADERS_MULTIPLE_${name.toUpperCase().replace('-', '_')}`,
      firefox: 'NS_ERROR_CORRUPTED_CONTENT',
    }),
  },
  'EventSource 15.3': {
    words: (value) =>
      isAboutStatus(value)
        ? `opens an EventSource on status 200 only, not on ${value}`
        : `opens an EventSource on Content-Type text/event-stream only, not on ${typeOr(value)}`,
  },
  'module script 13.2': { words: (status) => `runs no module script that comes with status ${status}` },
  'module script 13.8': {
    words: (type) => `runs a module script of Content-Type text/javascript only, not of ${typeOr(type)}`,
  },
  'HTTP fetch 6.3': { words: () => 'blocks every redirect of a request with `redirect: "error"`' },
  'HTTP-redirect fetch 5': {
    words: () => 'blocks a redirect whose Location is not one URL',
    error: () => ({ chromium: 'ERR_INVALID_REDIRECT' }),
  },
  'HTTP-redirect fetch 6': { words: () => 'blocks a redirect to a URL that is not http or https' },
  'HTTP-redirect fetch 7': {
    words: () => 'follows 20 redirects of a request, and no more',
    error: () => ({ chromium: 'ERR_TOO_MANY_REDIRECTS', firefox: 'NS_ERROR_REDIRECT_LOOP' }),
  },
};

const typeOr = (type: string): string => (type === '' ? 'none' : type);

const spelled = (name: string): string => name.replace(/^.|-./g, (initial) => initial.toUpperCase());

/**
 * Why a browser blocks a request where it is not for CORS: one sentence without a full stop, with the browser's name for
 * the network error. Undefined where CORS says so.
 */
export function reasonBesideCors([browser, verdict]: NamedVerdict): string | undefined {
  const { code, rule, failedParameter } = verdict;
  if (code !== null || rule === null) return undefined;
  const reason = reasons[`${rule.algorithm} ${rule.step}`];
  if (reason === undefined) return undefined;
  const value = failedParameter ?? '';
  const error = reason.error?.(value)[browser];
  return `${displayNames[browser]} ${reason.words(value, browser)}${error === undefined ? '' : ` (${error})`}`;
}
