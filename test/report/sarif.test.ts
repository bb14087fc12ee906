import { afterEach, describe, expect, test } from '@jest/globals';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestListener } from '../../src/http/hosting.js';
import { auditCors } from '../../src/audit/audit-cors.js';
import type { AuditFinding, AuditReport } from '../../src/audit/audit-report.js';
import { defaultFamilies, neverSentFamilies, optInFamilies } from '../../src/audit/hostile-origin.js';
import { responseRuleIds } from '../../src/audit/response-rule.js';
import { configure, resetConfiguration } from '../../src/request/configuration.js';
import type { CorsReport } from '../../src/report/cors-report.js';
import { findingTitle } from '../../src/audit/catalogue/index.js';
import { sarifOf } from '../../src/report/sarif.js';
import { version } from '../../src/report/version.js';
import { cell } from './support/made-up-report.js';

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(__dirname, ...path), 'utf8'));

// https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json, as it is there.
const ajv = new Ajv.default({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(read('sarif-schema-2.1.0.json') as object);

/** The log as it comes out of a file, checked. */
function logOf(report: AuditReport | CorsReport): Log {
  const log: unknown = JSON.parse(JSON.stringify(sarifOf(report)));
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log as Log;
}

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  partialFingerprints: Record<string, string>;
  locations: { logicalLocations: { fullyQualifiedName: string }[] }[];
  webRequest?: { target: string; headers: Record<string, string> };
  webResponse?: { headers: Record<string, string> };
}
interface Log {
  runs: {
    tool: {
      driver: {
        version: string;
        rules: {
          id: string;
          help: { text: string };
          helpUri: string;
          defaultConfiguration: { level: string };
          properties: Record<string, unknown>;
        }[];
      };
    };
    results: Result[];
    redactionTokens?: string[];
  }[];
}

const finding: AuditFinding = {
  id: 'suffix-glue',
  level: 'error',
  severity: 'high',
  paths: ['/users?token=s3cret', '/'],
  origin: 'https://evilexample.com',
  owner: 'attacker',
  sentBy: 'all',
  withCredentials: true,
  shownBy: ['request'],
  allowed: 2,
  asked: 2,
  message: 'each of 2 origins gets in: hosts that end with a trusted one',
  likelyCode: '/example\\.com$/',
  fix: 'anchor the pattern at both ends',
  exchange: {
    kind: 'request',
    method: 'GET',
    url: 'http://127.0.0.1/users?token=s3cret',
    requestHeaders: [
      ['Accept', '*/*'],
      ['Origin', 'https://evilexample.com'],
      ['authorization', 'Bearer s3cret'],
    ],
    status: 302,
    responseHeaders: [
      ['Access-Control-Allow-Origin', 'https://evilexample.com'],
      ['Vary', 'Accept'],
      ['vary', 'Origin'],
      ['__proto__', 'kept'],
      ['Set-Cookie', 'sid=s3cret'],
      ['set-cookie', 'other=s3cret'],
      ['Location', '/next?code=s3cret#access_token=s3cret'],
    ],
    browsers: ['chromium'],
  },
};

const about = (more: Partial<AuditFinding>): AuditFinding => ({ ...finding, paths: ['/'], ...more });

const audit: AuditReport = {
  trusted: ['https://example.com'],
  paths: ['/users?token=s3cret', '/'],
  method: 'GET',
  passed: false,
  failOn: 'error',
  findings: [
    finding,
    about({ id: 'reflect', level: 'warn', severity: 'medium' }),
    about({ id: 'vary-origin-missing', level: 'warn', severity: null, likelyCode: '', origin: null }),
    about({ id: 'max-age-capped', level: 'info', severity: null, likelyCode: '' }),
  ],
  probes: 65,
  exchanges: 140,
};

afterEach(resetConfiguration);

test('the whole log, which the official schema takes', () => {
  const log = JSON.stringify(logOf(audit)).replaceAll(`"${version}"`, '"VERSION"');
  expect(JSON.parse(log)).toMatchSnapshot();
});

test('an audit of an app', async () => {
  const app: RequestListener = ({ headers: { origin = '' } }, response) => {
    if (origin.endsWith('example.com')) response.setHeader('Access-Control-Allow-Origin', origin);
    response.end();
  };
  const report = await auditCors(app, { trusted: 'https://example.com', paths: ['/', '/users'] });
  const [run] = logOf(report).runs;
  expect(run?.results).toHaveLength(report.findings.flatMap(({ paths }) => paths).length);
  const found = run?.results.map(({ ruleId, level, locations }) => [
    ruleId,
    level,
    locations[0]?.logicalLocations[0]?.fullyQualifiedName,
  ]);
  expect(found).toEqual(
    expect.arrayContaining([
      ['suffix-glue', 'error', 'GET /'],
      ['suffix-glue', 'error', 'GET /users'],
      ['vary-origin-missing', 'warning', 'GET /'],
    ]),
  );
});

test('nothing found: no rule, no result', () => {
  const [run] = logOf({ ...audit, passed: true, findings: [] }).runs;
  expect([run?.tool.driver.rules, run?.results]).toEqual([[], []]);
});

test('the schema is no formality: a wrong log is refused', () => {
  const log = sarifOf(audit) as { runs: { results: Record<string, unknown>[] }[] };
  for (const result of log.runs[0]?.results ?? []) result.level = 'fatal';
  expect(validate(log)).toBe(false);
  expect(new Set(validate.errors?.map(({ keyword }) => keyword))).toContain('enum');
});

describe('secrets', () => {
  test('are redacted wherever they stand', () => {
    const log = logOf(audit);
    expect(JSON.stringify(log)).not.toContain('s3cret');
    expect(log.runs[0]?.redactionTokens).toEqual(['<redacted>']);
    expect(log.runs[0]?.results[0]?.webResponse?.headers.Location).toBe(
      '/next?code=<redacted>#access_token=<redacted>',
    );
  });

  test('are shown where that is configured', () => {
    configure({ reveal: true });
    const [run] = logOf(audit).runs;
    expect(run?.results[0]?.webRequest?.headers.authorization).toBe('Bearer s3cret');
  });

  test('have no part in a fingerprint', () => {
    const of = (path: string): unknown =>
      logOf({ ...audit, findings: [about({ paths: [path] })] }).runs[0]?.results[0]?.partialFingerprints;
    expect(of('/users?token=one')).toEqual(of('/users?token=two'));
    expect(of('/users?token=one')).not.toEqual(of('/users?page=one'));
  });
});

test('a result keeps its fingerprint whichever origin shows it, and whatever else is found', () => {
  const fingerprints = (findings: readonly AuditFinding[]): unknown[] =>
    logOf({ ...audit, findings })
      .runs.flatMap(({ results }) => results)
      .filter(({ ruleId }) => ruleId === 'suffix-glue')
      .map(({ partialFingerprints }) => partialFingerprints);
  const other = { ...finding, origin: 'https://other.test', allowed: 1, asked: 9, message: 'something else' };
  expect(fingerprints([about({ id: 'null' }), other])).toEqual(fingerprints([finding]));
  expect(new Set(fingerprints([finding]).map((one) => JSON.stringify(one))).size).toBe(2);
});

test('one rule for findings of one kind, as grave as the gravest of them', () => {
  const findings = [
    about({ level: 'info', severity: 'info' }),
    about({ level: 'warn', severity: 'medium', paths: ['/a'] }),
  ];
  const [run] = logOf({ ...audit, findings }).runs;
  expect(
    run?.tool.driver.rules.map(({ id, defaultConfiguration }) => [id, defaultConfiguration.level]),
  ).toEqual([['suffix-glue', 'warning']]);
  expect(run?.tool.driver.rules[0]?.properties['security-severity']).toBe('5.5');
  expect(run?.results.map(({ level, ruleIndex }) => [level, ruleIndex])).toEqual([
    ['note', 0],
    ['warning', 0],
  ]);
});

test('what SARIF would take for a link or an argument is text', () => {
  const findings = [
    about({ fix: 'see [the list](https://a.example) or {0}', message: 'an odd [x](1) and {12}' }),
  ];
  const [run] = logOf({ ...audit, findings }).runs;
  expect(run?.tool.driver.rules[0]?.help.text).toContain('see [the list\\](https://a.example) or {{0}}');
  expect(run?.results[0]?.message.text).toBe('an odd [x\\](1) and {{12}}');
});

test('the driver has the version of the package', () => {
  expect(version).toBe((read('..', '..', 'package.json') as { version: string }).version);
});

test('every finding has a title of its own', () => {
  const ids = [
    ...defaultFamilies,
    ...optInFamilies,
    ...neverSentFamilies,
    ...responseRuleIds,
    'any-origin',
    'null-fallback',
  ];
  const titles = ids.map(findingTitle);
  expect(titles.filter((title) => (ids as readonly string[]).includes(title))).toEqual([]);
  expect(new Set(titles).size).toBe(ids.length);
});

describe('a report of contracts and assertions', () => {
  const source = { file: 'test/a [b].test.ts', line: 3, test: 'a test', testFile: 'test/a [b].test.ts' };
  const reason = {
    code: 'MissingAllowOriginHeader',
    cause: 'no-cors-headers',
    certainty: 'certain',
    evidence: ['no layer sets a header'],
    fix: 'mount cors()',
  } as const;
  const culprit = { function: 'set', file: 'src/app.ts', line: 7, package: null, layer: null };
  const report: CorsReport = {
    format: 1,
    version,
    title: 'CORS report',
    createdAt: '2026-01-01T00:00:00.000Z',
    contracts: [
      {
        name: 'users',
        source,
        passed: false,
        cells: (['refused', 'allowed'] as const).map((kind) =>
          cell({
            name: `GET /users from https://app.example is ${kind === 'refused' ? 'rejected' : kind}`,
            kind,
            verdict: 'broken',
            answers: [
              {
                question: 'GET /users',
                allowed: kind === 'refused',
                browsers: {},
                exchanges: [{ ...finding.exchange, curl: 'curl' }],
              },
            ],
            finding: {
              ...reason,
              verdict: ['blocked by Chromium'],
              culprit: kind === 'allowed' ? culprit : null,
            },
          }),
        ),
        uncovered: null,
        exchanges: 2,
      },
    ],
    audits: [],
    failures: [
      {
        ...reason,
        kind: 'assertion',
        title: 'expect(app).toAllowOrigin(expected)',
        message: 'a {0} [b](1)',
        source,
        culprit,
        answer: null,
      },
      {
        ...reason,
        kind: 'misuse',
        title: 'preflight(app)',
        message: 'why',
        source: { ...source, file: null, line: null, test: null },
        culprit: null,
        answer: null,
      },
    ],
  };

  test('is shown in the app where its code is known to be behind it, and else at the assertion', () => {
    const [run] = logOf(report).runs;
    expect(run?.tool.driver.rules).toMatchSnapshot();
    expect(
      run?.results.map((result) => ({ ...result, webRequest: undefined, webResponse: undefined })),
    ).toMatchSnapshot();
  });
});
