/** What is behind a cell, as elements: the twin of `facts.ts` and `exchange.ts`. */
export const details = String.raw`
/** Only where a square has several cells, each has a heading. */
/** @type {(cell: Cell, isOnly: boolean) => HTMLElement} */
function cellElement({ name, state, facts, answers }, isOnly) {
  const mark = make('span', 'mark ' + state, signs[state] ?? '');
  mark.setAttribute('aria-hidden', 'true');
  const heading = make('h3', isOnly ? 'unseen' : '', isOnly ? null : mark, make('span', '', isOnly ? name : words[state] ?? ''));
  return make('section', 'cell', heading, factsElement(facts),
    ...answers.map(answerElement),
  );
}

/** @type {(facts: Fact[]) => HTMLElement} */
function factsElement(facts) {
  return make('dl', 'facts', ...facts.map(([label, kind, lines]) =>
    make('div', '', make('dt', '', label), make('dd', '', ...factLines(kind, lines)))));
}

/** @type {(kind: Fact[1], lines: string[]) => (Node | string)[]} */
function factLines(kind, lines) {
  const [first = '', ...rest] = lines;
  if (kind === 'text') return lines.map((line) => make('p', '', line));
  if (kind === 'list') return [make('ul', '', ...lines.map((line) => make('li', '', line)))];
  if (kind === 'name') return [make('code', '', first), ...rest.map((line) => make('span', 'quiet', ' ' + line))];
  const code = make('pre', 'code', rest.join('\n'));
  return rest.length === 0 ? [make('p', '', first)] : [make('p', '', first), code];
}

/** @type {(answer: Answer) => HTMLElement} */
function answerElement({ question, verdicts, exchanges }) {
  return make('div', 'answer',
    make('h4', '', question),
    make('ul', 'verdicts', ...verdicts.map(([name, allowed, code, says]) => {
      const sign = make('span', 'sign', allowed ? '✓' : '×');
      sign.setAttribute('aria-hidden', 'true');
      return make('li', '', sign, ' ', make('b', '', name), allowed ? ' allows ' : ' blocks ',
        code === null ? null : make('code', '', code), says === null ? null : make('q', '', says));
    })),
    ...exchanges.map(exchangeElement),
  );
}

/** @type {(exchange: Exchange) => HTMLElement} */
function exchangeElement({ line: [method, target, status], about, sent, answered, curl }) {
  const element = make('article', 'exchange',
    make('p', 'line',
      make('span', 'message', make('b', '', method), ' ' + target + ' → ', make('b', '', status)),
      make('span', 'quiet', about)),
    make('div', 'heads', headElement('Request headers', sent), headElement('Response headers', answered)),
    make('div', 'curl', make('pre', 'code', curl.join(" -H '"))),
  );
  addCopyButtons(element);
  return element;
}

/** @type {(title: string, lines: HeaderLine[]) => HTMLElement} */
function headElement(title, lines) {
  return make('div', '', make('p', 'label', title), lines.length === 0
    ? make('p', 'quiet', 'no headers')
    : make('ul', 'head', ...lines.map(([name, value, isDecisive]) =>
        make('li', isDecisive ? 'decisive' : '', make('b', '', name + ':'), ' ' + value))));
}
`;
