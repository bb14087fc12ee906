import type { ReportedAudit, ReportedAuditFinding } from '../../../src/audit/reported-audit.js';
import type { ReportedCell, ReportedContract } from '../../../src/contract/reported-contract.js';
import { curlLine } from '../../../src/diagnosis/curl-line.js';
import type { ReportedFailure } from '../../../src/journal/reported-failure.js';
import type { ReportedAnswer, ReportedExchange, Source } from '../../../src/journal/reported.js';
import type { CorsReport } from '../../../src/report/cors-report.js';

export const source: Source = {
  file: 'test/cors.test.ts',
  line: 12,
  test: 'CORS lets the app in',
  testFile: 'test/cors.test.ts',
};

export function madeUpReport(parts: Partial<CorsReport> = {}): CorsReport {
  return {
    format: 1,
    version: '0.1.0',
    title: 'Users API',
    createdAt: '2026-11-25T21:45:00.000Z',
    contracts: [],
    audits: [],
    failures: [],
    ...parts,
  };
}

export function exchange(parts: Partial<ReportedExchange> = {}): ReportedExchange {
  const made = {
    kind: 'request' as const,
    method: 'GET',
    url: 'http://127.0.0.1:40123/users',
    requestHeaders: [
      ['Host', '127.0.0.1:40123'],
      ['Origin', 'https://app.example'],
      ['Accept', '*/*'],
    ] as [string, string][],
    status: 200,
    responseHeaders: [
      ['X-Powered-By', 'Express'],
      ['Access-Control-Allow-Origin', 'https://app.example'],
      ['Vary', 'Origin'],
      ['Content-Type', 'application/json; charset=utf-8'],
    ] as [string, string][],
    browsers: ['chromium' as const, 'firefox' as const, 'webkit' as const],
    ...parts,
  };
  return { ...made, curl: parts.curl ?? curlLine(made) };
}

export function answer(parts: Partial<ReportedAnswer> = {}): ReportedAnswer {
  const verdict = { allowed: true, code: null, says: null };
  return {
    question: 'GET /users from https://app.example',
    allowed: true,
    browsers: { chromium: verdict, firefox: verdict, webkit: verdict },
    exchanges: [exchange()],
    ...parts,
  };
}

export function cell(parts: Partial<ReportedCell> = {}): ReportedCell {
  const { method = 'GET', route = '/users', origin = 'https://app.example' } = parts;
  const { kind = 'allowed' } = parts;
  return {
    name: `${method} ${route} from ${origin} is ${kind === 'refused' ? 'rejected' : 'allowed'}`,
    kind,
    place: 'routes[0]',
    route,
    method,
    path: route,
    origin,
    credentials: false,
    verdict: 'holds',
    answers: [answer()],
    finding: null,
    ...parts,
  };
}

export const finding = {
  verdict: ['blocked by Chromium, Firefox and WebKit, before the PUT was sent'],
  code: 'PreflightMissingAllowOriginHeader',
  cause: 'preflight-blocked-by-authentication',
  certainty: 'certain',
  evidence: ['requireAuth answered the preflight with 401', 'cors@2.8.6 is layer 3'],
  culprit: {
    function: 'requireAuth',
    file: 'src/auth.ts',
    line: 12,
    package: null,
    layer: { number: '2', name: 'requireAuth', path: '/', kind: 'middleware', isCors: false },
  },
  fix: 'mount cors() before requireAuth:\n  app.use(cors(options))\n  app.use(requireAuth)',
} as const satisfies ReportedCell['finding'];

export function contract(parts: Partial<ReportedContract> = {}): ReportedContract {
  const cells = parts.cells ?? [
    cell(),
    cell({ origin: 'https://evil.example', kind: 'refused' }),
    cell({ method: 'PUT', verdict: 'broken', finding }),
  ];
  return {
    name: 'Users',
    source,
    passed: cells.every(({ verdict }) => verdict !== 'broken'),
    cells,
    uncovered: null,
    exchanges: cells.length,
    ...parts,
  };
}

/** Of so many rows and origins; one cell in 37 is broken, by one of five causes. */
export function contractOfSize(rows: number, origins: number): ReportedContract {
  const methods = ['GET', 'PUT', 'POST', 'DELETE'];
  const cells = Array.from({ length: rows * origins }, (_, index): ReportedCell => {
    const [row, column] = [Math.floor(index / origins), index % origins];
    const method = methods[row % methods.length] ?? 'GET';
    const route = `/resources/${String(row >> 2)}/items`;
    const isAllowed = column < 3;
    const origin = isAllowed ? `https://app${String(column)}.example` : `https://evil${String(column)}.test`;
    const isBroken = index % 37 === 36;
    const target = { method, url: `http://127.0.0.1:40123${route}` };
    const requestHeaders: [string, string][] = [
      ['Host', '127.0.0.1:40123'],
      ['Origin', origin],
      ['Accept', '*/*'],
    ];
    return cell({
      method,
      route,
      origin,
      kind: isAllowed ? 'allowed' : 'refused',
      place: `routes[${String(row >> 2)}]`,
      verdict: isBroken ? 'broken' : 'holds',
      answers: [
        answer({
          question: `${method} ${route} from ${origin}`,
          exchanges: [
            exchange({ ...target, kind: 'preflight', method: 'OPTIONS', requestHeaders }),
            exchange({ ...target, requestHeaders }),
          ],
        }),
      ],
      finding: isBroken ? { ...finding, culprit: { ...finding.culprit, line: index % 5 } } : null,
    });
  });
  return contract({ name: `${String(rows)} rows, ${String(origins)} origins`, cells });
}

export function auditFinding(parts: Partial<ReportedAuditFinding> = {}): ReportedAuditFinding {
  return {
    id: 'prefix-dot',
    level: 'error',
    severity: 'high',
    paths: ['/users'],
    origin: 'https://app.example.evil.test',
    owner: 'attacker',
    sentBy: 'all',
    withCredentials: true,
    shownBy: ['request'],
    allowed: 2,
    asked: 2,
    message: '"https://app.example.evil.test" is let in, with credentials',
    likelyCode: "origin.startsWith('https://app.example')",
    fix: 'compare the whole origin',
    exchange: exchange(),
    culprit: { function: 'allowOurSites', file: 'src/cors.ts', line: 9, package: null, layer: null },
    ...parts,
  };
}

export function audit(parts: Partial<ReportedAudit> = {}): ReportedAudit {
  const findings = parts.findings ?? [auditFinding()];
  return {
    trusted: ['https://app.example'],
    paths: ['/users'],
    method: 'GET',
    passed: findings.length === 0,
    failOn: 'warn',
    findings,
    probes: 62,
    exchanges: 190,
    source,
    ...parts,
  };
}

export function failure(parts: Partial<ReportedFailure> = {}): ReportedFailure {
  return {
    ...finding,
    kind: 'assertion',
    title: 'expect(app).toAllowOrigin(expected)',
    message: 'expect(app).toAllowOrigin(expected)\n\nExpected origin:  "https://app.example"',
    source,
    answer: answer(),
    ...parts,
  };
}
