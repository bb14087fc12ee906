import type { ReportedFailure } from '../../journal/reported-failure.js';
import { exchangeHtml, verdictsHtml } from './exchange-html.js';
import { factList, given, placeOf, reasonFacts } from './fact-list.js';
import { findingHtml } from './finding.js';
import { cut, markup, type Markup, wordFor } from './markup.js';

const kinds: Readonly<Record<ReportedFailure['kind'], string>> = {
  assertion: 'failed',
  misuse: 'misuse',
  'no-evidence': 'no evidence',
  inconclusive: 'inconclusive',
};

export function failuresHtml(failures: readonly ReportedFailure[]): Markup {
  if (failures.length === 0) return markup``;
  return markup`<section id="failures" class="part">
    <h2>Failed assertions</h2>
    <div class="findings">${failures.map((failure, index) => failureHtml(failure, index === 0))}</div>
  </section>`;
}

function failureHtml(failure: ReportedFailure, isOpen: boolean): Markup {
  const { kind, title, message, source, answer } = failure;
  const facts = [...given([['Test', 'text', [source.test ?? '']]]), ...reasonFacts(failure)];
  return findingHtml({
    look: kind === 'assertion' ? 'error' : 'warn',
    mark: wordFor(kinds, kind),
    title: markup`<code>${cut(title)}</code>`,
    aside: cut(placeOf(source)),
    isOpen,
    body: markup`${factList(facts)}
      <pre class="code message">${message}</pre>
      ${
        answer !== null &&
        markup`<h3>${cut(answer.question)}</h3>${verdictsHtml(answer)}${answer.exchanges.map(exchangeHtml)}`
      }`,
  });
}
