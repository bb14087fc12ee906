import { displayNames } from '../../browser/browser-name.js';
import type { Exchange } from '../../browser/transcript.js';
import type { ReportedAnswer, ReportedExchange } from '../../journal/reported.js';
import type { HeaderList } from '../../standard/header-list.js';
import { enumerate } from '../../text/sentence.js';
import { cut, markup, type Markup, wordFor } from './markup.js';

/** What decides about CORS stands out among the other headers. */
const decisive = /^(origin|vary|location|cross-origin-resource-policy|access-control-.*)$/i;

export function isDecisive(name: string): boolean {
  return decisive.test(name);
}

/** The path where it is asked on this machine, else the whole. */
export function shownTarget(url: string): string {
  return cut(url.replace(/^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(?=\/)/, ''));
}

export function browsersOf({ browsers }: Exchange): string {
  return enumerate([...new Set(browsers)].map((name) => wordFor(displayNames, name)));
}

/** `Preflight`, `Request`, or where its response came from instead. */
export function roleOf({ httpCache, kind }: Exchange): string {
  if (httpCache !== undefined) return 'From the HTTP cache';
  return kind === 'preflight' ? 'Preflight' : 'Request';
}

export function exchangeHtml(exchange: ReportedExchange): Markup {
  const { method, url, requestHeaders, status, responseHeaders, curl } = exchange;
  return markup`<article class="exchange">
    <p class="line">
      <span class="message"><b>${method}</b> ${shownTarget(url)} → <b>${status}</b></span>
      <span class="quiet">${roleOf(exchange)}, ${browsersOf(exchange)}</span>
    </p>
    <div class="heads">
      ${headHtml('Request headers', requestHeaders)} ${headHtml('Response headers', responseHeaders)}
    </div>
    ${curlHtml(curl)}
  </article>`;
}

function headHtml(title: string, list: HeaderList): Markup {
  const lines = list.map(
    ([name, value]) =>
      markup`<li${isDecisive(name) && markup` class="decisive"`}><b>${name}:</b> ${cut(value)}</li>`,
  );
  return markup`<div>
    <p class="label">${title}</p>
    ${lines.length > 0 ? markup`<ul class="head">${lines}</ul>` : markup`<p class="quiet">no headers</p>`}
  </div>`;
}

export function curlHtml(curl: string): Markup {
  return markup`<div class="curl"><pre class="code">${curl}</pre></div>`;
}

/** The verdict of each browser. */
export function verdictsHtml({ browsers }: ReportedAnswer): Markup {
  return markup`<ul class="verdicts">
    ${Object.entries(browsers).map(
      ([name, { allowed, code, says }]) =>
        markup`<li>
          <span class="sign" aria-hidden="true">${allowed ? '✓' : '×'}</span>
          <b>${nameOf(name)}</b> ${allowed ? 'allows' : 'blocks'}
          ${code !== null && markup`<code>${code}</code>`} ${says !== null && markup`<q>${cut(says)}</q>`}
        </li>`,
    )}
  </ul>`;
}

export function nameOf(browser: string): string {
  const name = wordFor(displayNames, browser);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
