import { stackFrames } from '../../src/runner/stack-frame.js';
import { bodyCounter, readPlainHead } from '../../src/http/plain-answer.js';
import { headerListFromRaw, parseResponseHead } from '../../src/http/response-head.js';
import { isSameSite } from '../../src/browser/site.js';
import { parseConsoleMessage } from '../../src/ask/console/parse-console-message.js';
import { guessPaths } from '../../src/policy/har-paths.js';
import { coversOrigin } from '../../src/diagnosis/vary.js';
import { cookieLines } from '../../src/request/check-cookies.js';
import { checkHeaders } from '../../src/request/check-headers.js';
import { checkOrigin } from '../../src/request/check-origin.js';
import { checkPath, checkServedAt } from '../../src/request/check-values.js';
import { shownCookie, shownHeader, shownUrl, shownWords } from '../../src/state/disclosure.js';
import { checkNoPattern, filledPath, parametersIn } from '../../src/request/path-template.js';
import { isForbiddenRequestHeader } from '../../src/standard/forbidden-request-header.js';
import { normalizeHeaderValue, stripTabOrSpace } from '../../src/standard/infra.js';
import { rewrittenRange } from '../../src/standard/rewritten-range.js';
import { escapeForHtml, escapeForTerminal, quoteForShell } from '../../src/text/escape.js';
import { codeBlock, codeSpan, plainText } from '../../src/text/markdown-escape.js';
import { redactCookie, redactHeader, redactUrl } from '../../src/text/redact.js';
import { nearest } from '../../src/text/sentence.js';
import { workflowCommand } from '../../src/text/workflow-command.js';

type Reader = (text: string) => unknown;

/** What it says of misuse is part of what takes time. */
const checking =
  (check: Reader): Reader =>
  (text) => {
    try {
      return check(text);
    } catch (error) {
      return error;
    }
  };

const ok = 'HTTP/1.1 200 OK\r\n';

function inSmallPieces(text: string): void {
  const count = bodyCounter('last chunk');
  for (let at = 0; at < text.length; at += 16) count(text.slice(at, at + 16));
}

/** Whole ones, and some that are cut off. */
const consoleMessages = [
  "Access to fetch at 'https://api.example/…' from origin 'https://app.example' has been blocked by CORS policy: x",
  "Access to fetch at 'https://api.example/…",
  "The 'Access-Control-Allow-Origin' header has a value '…",
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://…',
  'Fetch API cannot load https://…. ',
  'Fetch API cannot load https://… due to access control checks.',
  'Header Access-Control-Allow-Methods has an invalid value: …',
  'Not allowed to follow a redirection while loading https://…',
  'Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200…',
  'GET https://… net::ERR_FAILED 200 ',
];

const repeated = consoleMessages.filter((_, index) => index % 3 === 0);

/** Whatever takes apart a text that an app, a page or a test gives. */
export const readers: Readonly<Record<string, Reader>> = {
  stripTabOrSpace: stripTabOrSpace,
  normalizeHeaderValue: normalizeHeaderValue,
  isForbiddenRequestHeader: (text) => isForbiddenRequestHeader('x-http-method', text),
  rewrittenRange: (text) => [text, `bytes=${text}`, `bytes=${text}-`].map(rewrittenRange),
  headerListFromRaw: (text) => headerListFromRaw(['a', text]),
  parseResponseHead: (text) => parseResponseHead(Buffer.from(`${ok}A: ${text}\r\n\r\n`, 'latin1')),
  'parseResponseHead, lines': (text) => parseResponseHead(Buffer.from(`${ok}${text}\r\n\r\n`, 'latin1')),
  readPlainHead: (text) => readPlainHead(`${ok}A: ${text}\r\n\r\n`, 'GET'),
  'readPlainHead, lines': (text) => readPlainHead(`${ok}${text}\r\n\r\n`, 'GET'),
  'bodyCounter, a size': inSmallPieces,
  'bodyCounter, an extension': (text) => {
    inSmallPieces(`1;${text}`);
  },
  'bodyCounter, data': (text) => {
    inSmallPieces(`${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`);
  },
  'bodyCounter, trailers': (text) => {
    inSmallPieces(`0\r\n${text}`);
  },
  isSameSite: checking((text) => isSameSite('https://app.example', `https://${text}/`, true)),
  stackFrames: (text) => stackFrames(`Error: no\n    at ${text}\n    at a (/${text}:1:1)\n    at /${text}`),
  checkOrigin: checking(checkOrigin),
  'checkOrigin, a host': checking((text) => checkOrigin(`https://${text}`)),
  checkPath: checking((text) => checkPath(`/${text}`)),
  checkServedAt: checking((text) => checkServedAt(`https://${text}`)),
  checkHeaders: checking((text) => checkHeaders({ 'x-method-override': text })),
  cookieLines: checking(cookieLines),
  parametersIn: parametersIn,
  checkNoPattern: checking((text) => {
    checkNoPattern(`/${text}`);
  }),
  filledPath: (text) => filledPath(text, { a: '1' }),
  guessPaths: (text) =>
    guessPaths([text, '1'].map((end) => ({ pathname: `/token/${text}/${end}`, shape: '' }))),
  coversOrigin: coversOrigin,
  nearest: (text) => nearest(text, ['credentials', 'origin']),
  parseConsoleMessage: parseConsoleMessage,
  'parseConsoleMessage, messages': (text) =>
    repeated.map((message) => parseConsoleMessage(message.repeat(1 + text.length / message.length))),
  'parseConsoleMessage, in a message': (text) =>
    consoleMessages.map((message) => parseConsoleMessage(message.replace('…', text))),
  escapeForTerminal: escapeForTerminal,
  escapeForHtml: escapeForHtml,
  quoteForShell: quoteForShell,
  plainText: plainText,
  codeSpan: codeSpan,
  codeBlock: (text) => codeBlock(text.split('\n')),
  workflowCommand: (text) =>
    workflowCommand({ level: 'error', file: text, line: 1, title: text, message: text }),
  redactUrl: (text) => [text, `/${text}`, `https://${text}`].map(redactUrl),
  redactCookie: redactCookie,
  redactHeader: (text) => ['cookie', 'authorization', 'x-a'].map((name) => redactHeader(name, text)),
  shownHeader: (text) =>
    ['location', 'link', 'refresh', 'set-cookie', 'x-a'].map((name) => shownHeader(name, text)),
  shownUrl: shownUrl,
  shownCookie: shownCookie,
  shownWords: (text) => [text, `Access to 'https://${text}' is blocked`].map(shownWords),
};
