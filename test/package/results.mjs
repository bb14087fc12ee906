/** What a runner wrote down, as the end of each test by its full name: `passed`, or the words of its failure. */

export function fromJest(text) {
  const { testResults } = JSON.parse(text);
  return testResults.flatMap(({ assertionResults, message, name }) =>
    assertionResults.length === 0
      ? [[name, message]] // the file itself has failed
      : assertionResults.map(({ fullName, status, failureMessages }) => [
          fullName,
          status === 'passed' ? 'passed' : failureMessages.join('\n'),
        ]),
  );
}

const attribute = '\\s+[\\w:-]+="[^"]*"';
const testcase = new RegExp(`<testcase((?:${attribute})*)\\s*(?:/>|>([^]*?)</testcase>)`, 'g');
const failure = new RegExp(`<(failure|error)((?:${attribute})*)\\s*(?:/>|>([^]*?)</\\1>)`);

/** JUnit's XML, which nearly all runners write; Mocha calls it xunit. */
export function fromJunit(text) {
  return [...text.matchAll(testcase)].map(([, attributes, content = '']) => {
    const [, , ofFailure, said = ''] = failure.exec(content) ?? [];
    const words = `${valueOf(ofFailure, 'message')}\n${decoded(said)}`;
    return [valueOf(attributes, 'name'), ofFailure === undefined ? 'passed' : words];
  });
}

/** Mocha says of a test that its hook has failed, after it has passed: what it says last counts. */
export function fromMocha(text) {
  return [...new Map(fromJunit(text))];
}

function valueOf(attributes, name) {
  return decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
}

const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function decoded(text) {
  return text
    .replaceAll(/<!\[CDATA\[([^]*?)\]\]>/g, '$1')
    .replaceAll(/&#(x?)([\da-f]+);/gi, (_, hex, code) =>
      String.fromCodePoint(parseInt(code, hex === '' ? 10 : 16)),
    )
    .replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name) => entities[name]);
}

/** What is not as expected, one line each; empty if all is. A failing test that nobody expects is named as well. */
export function differences(results, expected) {
  const wrong = [];
  const known = new Set();
  for (const [name, end] of Object.entries(expected)) {
    const found = results.filter(([full]) => full.endsWith(name));
    found.forEach((result) => known.add(result));
    if (found.length !== 1) wrong.push(`"${name}" ran ${found.length} times`);
    for (const [, said] of found) if (!isEnd(said, end)) wrong.push(`"${name}" ${shown(said)}, not ${end}`);
  }
  for (const result of results) {
    const [name, said] = result;
    if (!known.has(result) && said !== 'passed') wrong.push(`"${name}" ${shown(said)}`);
  }
  return wrong;
}

/** Whether the test ran once, and ended so. */
export function isAsExpected(results, name, end) {
  const found = results.filter(([full]) => full.endsWith(name));
  return found.length === 1 && isEnd(found[0][1], end);
}

function isEnd(said, end) {
  return typeof end === 'string' ? said === end : said !== 'passed' && end.test(said);
}

function shown(said) {
  return said === 'passed' ? said : `failed: ${said.trim().slice(0, 600)}`;
}
