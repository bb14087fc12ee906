import type express from 'express';
import { auditCors } from '../../../src/audit/audit-cors.js';
import { verdictsOf } from '../../../src/assertion/verdict.js';
import { checkCorsContract } from '../../../src/contract/check-cors-contract.js';
import type { CorsContract } from '../../../src/contract/contract.js';
import type { ContractCell } from '../../../src/contract/contract-report.js';
import type { ReportedContract } from '../../../src/contract/reported-contract.js';
import { curlLine } from '../../../src/diagnosis/curl-line.js';
import { diagnose } from '../../../src/fetch/diagnose.js';
import { type FetchOutcome } from '../../../src/fetch/outcome.js';
import { simulateFetch } from '../../../src/fetch/simulate-fetch.js';
import type { ReportedFailure } from '../../../src/journal/reported-failure.js';
import type { ReportedAnswer } from '../../../src/journal/reported.js';
import type { Exchange } from '../../../src/browser/transcript.js';
import type { CorsReport } from '../../../src/report/cors-report.js';
import { madeUpReport, source } from '../support/made-up-report.js';
import { allowed, shop, shopContract } from './shop.js';

/** What the library makes of the shop: the page's own makers are tested elsewhere. */
export async function shopReport(): Promise<CorsReport> {
  const app = shop();
  const hostile: CorsContract = { ...shopContract, audit: true };
  const audit = await auditCors(app, { trusted: allowed.slice(0, 1), paths: ['/profile', '/products'] });
  return madeUpReport({
    title: 'Shop API',
    contracts: [
      await reported(app, 'Shop', shopContract),
      await reported(app, 'Shop, asked by hostile origins', hostile),
    ],
    audits: [
      {
        ...audit,
        source,
        findings: audit.findings.map((one) => ({ ...one, exchange: withCurl(one.exchange) })),
      },
    ],
    failures: [await failedAssertion(app)],
  });
}

async function reported(
  app: express.Express,
  name: string,
  contract: CorsContract,
): Promise<ReportedContract> {
  const { cells, findings, notes, ...rest } = await checkCorsContract(app, contract);
  const all = [...findings, ...notes];
  // An origin that no URL can have is asked with by contracts only.
  const answers = await Promise.all(
    cells.map((cell) =>
      answerTo(app, cell, contract).then(
        (one) => [one],
        () => [],
      ),
    ),
  );
  return {
    ...rest,
    name,
    source,
    cells: cells.map((cell, index) => ({
      ...cell,
      answers: answers[index] ?? [],
      finding: all.find((one) => one.cell === cell || one.cell.name === cell.name) ?? null,
    })),
  };
}

async function answerTo(
  app: express.Express,
  cell: ContractCell,
  contract: CorsContract,
): Promise<ReportedAnswer> {
  const route = contract.routes.find(({ path }) => path === cell.route);
  const headers = Object.fromEntries(
    (route?.requestHeaders ?? []).map((name) => [
      name,
      name === 'content-type' ? 'application/json' : '<redacted>',
    ]),
  );
  const { origin, method, path } = cell;
  const credentials = cell.credentials ? ('include' as const) : ('same-origin' as const);
  const question = `${method} ${path} from ${origin}${cell.credentials ? ', credentials included' : ''}`;
  return answerOf(question, await simulateFetch(app, { origin, method, path, headers, credentials }));
}

function answerOf(question: string, outcome: FetchOutcome): ReportedAnswer {
  return {
    question,
    allowed: outcome.allowed,
    browsers: Object.fromEntries(
      verdictsOf(outcome).map(([name, { allowed: isAllowed, code, consoleMessage }]) => [
        name,
        { allowed: isAllowed, code, says: consoleMessage },
      ]),
    ),
    exchanges: outcome.exchanges.map(withCurl),
  };
}

function withCurl<Kind extends Exchange>(exchange: Kind): Kind & { curl: string } {
  return { ...exchange, curl: curlLine(exchange) };
}

async function failedAssertion(app: express.Express): Promise<ReportedFailure> {
  const outcome = await simulateFetch(app, {
    origin: 'https://app.example.com',
    method: 'PUT',
    path: '/admin/prices',
    headers: { 'content-type': 'application/json' },
  });
  const { cause, certainty, evidence, culprit, remedy } = await diagnose(outcome);
  return {
    kind: 'assertion',
    title: 'expect(app).toAllowOrigin(expected)',
    message: [
      'expect(app).toAllowOrigin(expected)',
      '',
      'Expected origin:  "https://app.example.com"   PUT /admin/prices with content-type: application/json',
      'Verdict:          blocked by Chromium, Firefox and WebKit, before the PUT was sent',
    ].join('\n'),
    source: {
      ...source,
      file: 'test/admin.test.ts',
      line: 41,
      test: 'admin prices can be changed from the app',
    },
    answer: answerOf('PUT /admin/prices with content-type: application/json', outcome),
    code: outcome.code,
    cause,
    certainty,
    evidence,
    culprit,
    fix: [remedy.text, remedy.code].filter(Boolean).join('\n'),
  };
}

/** The same where all is well. */
export function holding(report: CorsReport): CorsReport {
  return {
    ...report,
    contracts: report.contracts.slice(0, 1).map((contract) => ({
      ...contract,
      passed: true,
      uncovered: null,
      cells: contract.cells.map((cell) => ({ ...cell, verdict: 'holds', finding: null })),
    })),
    audits: report.audits.map((audit) => ({ ...audit, passed: true, findings: [] })),
    failures: [],
  };
}
