import type express from 'express';
import { auditCors } from '../../../src/audit/audit-cors.js';
import { checkCorsContract } from '../../../src/contract/check-cors-contract.js';
import { diagnose } from '../../../src/diagnosis/diagnose.js';
import { simulateFetch } from '../../../src/ask/simulate-fetch.js';
import { reportedAnswer } from '../../../src/journal/reported-answer.js';
import type { ReportedFailure } from '../../../src/journal/reported-failure.js';
import { reasonIn } from '../../../src/journal/reported-reason.js';
import type { CorsReport } from '../../../src/report/cors-report.js';
import { reportFrom } from '../../../src/report/report-from.js';
import { source } from '../support/made-up-report.js';
import { allowed, shop, shopContract } from './shop.js';

/** What the library makes of the shop. */
export async function shopReport(): Promise<CorsReport> {
  const app = shop();
  const hostile = { ...shopContract, audit: true };
  const report = reportFrom(
    [
      await checkCorsContract(app, shopContract, { name: 'Shop' }),
      await checkCorsContract(app, hostile, { name: 'Shop, asked by hostile origins' }),
      await auditCors(app, { trusted: allowed.slice(0, 1), paths: ['/profile', '/products'] }),
    ],
    'Shop API',
  );
  return {
    ...report,
    // The pictures are the same each time.
    createdAt: '2026-11-25T21:45:00.000Z',
    contracts: report.contracts.map((contract) => ({ ...contract, source })),
    audits: report.audits.map((audit) => ({ ...audit, source })),
    failures: [await failedAssertion(app)],
  };
}

async function failedAssertion(app: express.Express): Promise<ReportedFailure> {
  const outcome = await simulateFetch(app, {
    origin: 'https://app.example.com',
    method: 'PUT',
    path: '/admin/prices',
    headers: { 'content-type': 'application/json' },
  });
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
    answer: reportedAnswer(outcome, { isTold: true }),
    code: outcome.code,
    ...reasonIn(await diagnose(outcome)),
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
