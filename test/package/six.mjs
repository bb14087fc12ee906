/** The same six things for every runner: a file of tests, and how each has to end. */

/**
 * @param imports What stands in front, as an import or a require: `['{ test }', 'node:test']`.
 * @param before Lines behind them.
 * @param names How the runner calls `test` and `describe`.
 */
export function six(format, imports, { before = [], describe = 'describe', test = 'test' } = {}) {
  const all = [
    ['{ defineCorsContract, preflight, testCorsContract }', 'expect-cors'],
    ['cors', 'cors'],
    ['express', 'express'],
    ...imports,
  ];
  const lines = all.map(([names, from]) =>
    format === 'cjs' ? `const ${names} = require('${from}');` : `import ${names} from '${from}';`,
  );
  return `${[...lines, ...before].join('\n')}

const origin = 'https://app.example';
const open = express().use(cors({ origin })).get('/users', (_, response) => void response.json([]));
const closed = express().get('/users', (_, response) => void response.json([]));
const contract = defineCorsContract({
  origins: { allowed: [origin, 'https://other.example'], rejected: ['https://evil.example'] },
  routes: [{ path: '/users', methods: ['GET'] }],
});

${test}('passes', async () => {
  await expect(open).toAllowOrigin(origin, '/users');
});

${test}('fails', async () => {
  await expect(closed).toAllowOrigin(origin, '/users');
});

${test}('inverts', async () => {
  await expect(closed).not.toAllowOrigin(origin, '/users');
});

${test}('builds', async () => {
  await preflight(open, '/users').from(origin).requestMethod('PUT').expectAllowed();
});

testCorsContract(open, contract, { describe: ${describe}, test: ${test} });

${test}('forgets one that holds', () => {
  void expect(open).toAllowOrigin(origin, '/users');
});

${test}('forgets one that does not hold', () => {
  void expect(closed).toAllowOrigin(origin, '/users');
});

${test}('forgets a builder', () => {
  void preflight(open, '/users').from(origin).requestMethod('PUT').expectAllowed();
});
`;
}

/** The same, as chai writes assertions. */
export function inChai(text) {
  return text.replaceAll(/\.toAllowOrigin\(/g, '.to.allowOrigin(');
}

const blocked = /blocked by Chromium, Firefox and WebKit[^]*Access-Control-Allow-Origin/;
const floating = /was never awaited, so nothing was asserted/;

/** By the column of docs/compatibility.md; a test's name is the end of what its runner calls it. */
export const columns = {
  passing: { passes: 'passed' },
  failing: { fails: blocked },
  '`.not`': { inverts: 'passed' },
  builder: { builds: 'passed' },
  contract: {
    'GET /users from https://app.example is allowed': 'passed',
    'GET /users from https://evil.example is rejected': 'passed',
    'GET /users from https://other.example is allowed': blocked,
  },
  'forgotten `await`': {
    'forgets one that holds': floating,
    'forgets one that does not hold': floating,
    'forgets a builder': floating,
  },
};

/** As it has to be everywhere. */
export const asEverywhere = Object.assign({}, ...Object.values(columns));

/** Where the runner waits inside the matcher, there is nothing to forget but the builder. */
export const whereItWaits = {
  ...asEverywhere,
  'forgets one that holds': 'passed',
  'forgets one that does not hold': blocked,
};
