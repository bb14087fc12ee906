import { redacted } from '../text/redact.js';
import { type Reportable, reportFrom } from './report-from.js';
import { contractsInSarif, failuresInSarif } from './sarif-assertions.js';
import { auditsInSarif } from './sarif-audits.js';
import { version } from './version.js';

/**
 * What was found, as a SARIF log of one run: a rule for each kind of finding; a result for each finding of an audit on each
 * path, for each cell of a contract that does not hold and for each assertion that failed, with the exchange that shows it.
 * Secrets are redacted unless `configure({ reveal: true })`. A result keeps its fingerprint from run to run.
 *
 * @returns Plain data, for `JSON.stringify`.
 * @example
 * writeFileSync('cors.sarif', JSON.stringify(sarifOf(await auditCors(app, { trusted: 'https://app.example' }))));
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifOf(report: Reportable | readonly Reportable[]): object {
  const { audits, contracts, failures } = reportFrom(report);
  const parts = [auditsInSarif(audits), contractsInSarif(contracts), failuresInSarif(failures)];
  const rules = parts.flatMap((part) => part.rules);
  const ids = rules.map(({ id }) => id);
  const results = parts.flatMap((part) => part.results);
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'expect-cors',
            version,
            semanticVersion: version,
            informationUri: 'https://www.npmjs.com/package/expect-cors',
            rules,
          },
        },
        invocations: [{ executionSuccessful: true }],
        results: results.map(({ ruleId, ...result }) => ({
          ruleId,
          ruleIndex: ids.indexOf(ruleId),
          ...result,
        })),
        columnKind: 'utf16CodeUnits',
        redactionTokens: [redacted],
        properties: {
          audits: audits.map(({ trusted, passed, probes, exchanges }) => ({
            trusted,
            passed,
            probes,
            exchanges,
          })),
        },
      },
    ],
  };
}
