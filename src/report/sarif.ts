import { createHash } from 'node:crypto';
import { reveals, shownHeader, shownUrl, shownWords } from '../assertion/disclosure.js';
import type { AuditFinding, AuditReport } from '../audit/audit-report.js';
import type { Level } from '../audit/level.js';
import type { Severity } from '../audit/hostile-origin.js';
import { responseRuleIds } from '../audit/response-rule.js';
import type { Exchange } from '../browser/transcript.js';
import { combined, type HeaderList } from '../standard/header-list.js';
import { redacted } from '../text/redact.js';
import { ruleTitles } from './rule-titles.js';
import { version } from './version.js';

const levels = { error: 'error', warn: 'warning', info: 'note' } as const;
const gravest: readonly Level[] = ['error', 'warn', 'info'];

// https://docs.github.com/en/code-security/code-scanning: above 7 is shown as high, from 4 as medium, below as low.
const securitySeverities: Readonly<Record<Severity, number>> = { high: 8, medium: 5.5, low: 3, info: 1 };

/**
 * An audit as a SARIF log of one run: a rule for each kind of finding, a result for each finding on each path, with the
 * exchange that shows it. Secrets are redacted unless `configure({ reveal: true })`. A result keeps its fingerprint from
 * run to run, whichever origin shows it.
 *
 * @returns Plain data, for `JSON.stringify`.
 * @example
 * writeFileSync('cors.sarif', JSON.stringify(sarifOf(await auditCors(app, { trusted: 'https://app.example' }))));
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifOf(audit: AuditReport): object {
  const { trusted, method, passed, findings, probes, exchanges } = audit;
  const ids = [...new Set(findings.map(({ id }) => id))];
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
            rules: ids.map((id) => ruleOf(findings.filter((finding) => finding.id === id))),
          },
        },
        invocations: [{ executionSuccessful: true }],
        results: findings.flatMap((finding) =>
          finding.paths.map((path, index) => resultOf(finding, path, method, index === 0, ids)),
        ),
        columnKind: 'utf16CodeUnits',
        ...(reveals() ? {} : { redactionTokens: [redacted] }),
        properties: { trusted, passed, probes, exchanges },
      },
    ],
  };
}

/** The rule that some findings of one kind are by. */
function ruleOf(findings: readonly AuditFinding[]): object {
  const [first] = findings;
  if (first === undefined) throw new Error('unreachable: a rule has a finding');
  const { id, likelyCode, fix } = first;
  const level = gravest.find((one) => findings.some((finding) => finding.level === one)) ?? first.level;
  const severities = findings.flatMap(({ severity }) =>
    severity === null ? [] : [securitySeverities[severity]],
  );
  const code = likelyCode === '' ? '' : `Likely code: ${likelyCode}\n\n`;
  const isAboutAnswers = (responseRuleIds as readonly string[]).includes(id);
  return {
    id,
    shortDescription: { text: literal(`${ruleTitles[id]}.`) },
    help: { text: literal(`${code}Fix: ${fix}`) },
    helpUri: isAboutAnswers
      ? `https://fetch.spec.whatwg.org/#${id.includes('vary') ? 'cors-protocol-and-http-caches' : 'http-cors-protocol'}`
      : 'https://fetch.spec.whatwg.org/#concept-cors-check',
    defaultConfiguration: { level: levels[level] },
    properties: {
      // CWE-942: a permissive policy with untrusted domains.
      tags: ['cors', ...(severities.length === 0 ? [] : ['security', 'external/cwe/cwe-942'])],
      ...(severities.length === 0 ? {} : { 'security-severity': Math.max(...severities).toFixed(1) }),
    },
  };
}

function resultOf(
  finding: AuditFinding,
  path: string,
  method: string,
  isShown: boolean,
  ids: readonly string[],
): object {
  const { id, level, message, exchange, severity, owner, sentBy } = finding;
  const { origin, withCredentials, allowed, asked } = finding;
  const route = `${method} ${shownUrl(path)}`;
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: levels[level],
    message: { text: literal(shownWords(message)) },
    locations: [
      { logicalLocations: [{ name: shownUrl(path), fullyQualifiedName: route, kind: 'resource' }] },
    ],
    partialFingerprints: { 'finding/v1': fingerprint(id, method, path) },
    ...(isShown ? { webRequest: webRequest(exchange), webResponse: webResponse(exchange) } : {}),
    properties: { severity, owner, sentBy, origin, withCredentials, allowed, asked },
  };
}

/** The path's query counts by its names alone: what is redacted must not show through a hash. */
function fingerprint(id: string, method: string, path: string): string {
  const names = path.replace(/=[^&#]*/g, '=');
  return createHash('sha256')
    .update(JSON.stringify([id, method, names]))
    .digest('hex');
}

function webRequest({ method, url, requestHeaders }: Exchange): object {
  return {
    protocol: 'HTTP',
    version: '1.1',
    target: shownUrl(url),
    method,
    headers: headersOf(requestHeaders),
  };
}

function webResponse({ status, responseHeaders }: Exchange): object {
  return { protocol: 'HTTP', version: '1.1', statusCode: status, headers: headersOf(responseHeaders) };
}

/** By name, in the spelling of the first line; SARIF has no lines of one name. */
function headersOf(list: HeaderList): Record<string, string> {
  return Object.fromEntries(combined(list).map(([name, value]) => [name, shownHeader(name, value)]));
}

/** SARIF takes `[text](1)` for a link and `{0}` for an argument. */
function literal(text: string): string {
  return text.replace(/\](?=\()/g, '\\]').replace(/\{(\d+)\}/g, '{{$1}}');
}
