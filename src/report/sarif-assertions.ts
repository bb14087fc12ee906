import type { CellKind } from '../contract/contract-report.js';
import type { ReportedCell, ReportedContract } from '../contract/reported-contract.js';
import type { ReportedFailure } from '../journal/reported-failure.js';
import type { ReportedReason } from '../journal/reported.js';
import { webExchange } from './sarif-exchange.js';
import { fingerprint, literal, locationsOf, type SarifResult, type SarifRule } from './sarif-result.js';
import { brokenCells, decisiveExchangeOf } from './decisive.js';

const titles: Readonly<Record<CellKind, string>> = {
  allowed: 'A page that the contract allows is blocked',
  refused: 'A page that the contract rejects is allowed',
  'no-credentials': 'A page is allowed with credentials, which the contract does not declare',
  exposed: 'A page may not read a header that the contract exposes',
  'max-age': 'Browsers do not cache a preflight as long as the contract says',
  'no-other-methods': 'The app allows a method that the contract does not declare',
  'no-other-headers': 'The app allows a request header that the contract does not declare',
};

const letsIn: readonly CellKind[] = ['refused', 'no-credentials'];

/** A result for each check that fails. */
export function contractsInSarif(contracts: readonly ReportedContract[]): {
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
} {
  const results = contracts.flatMap((contract) =>
    brokenCells(contract).map((cell) => ofCell(cell, contract)),
  );
  const kinds = new Set(contracts.flatMap(brokenCells).map(({ kind }) => kind));
  return { rules: [...kinds].map(ruleOfKind), results };
}

function ruleOfKind(kind: CellKind): SarifRule {
  return {
    id: `contract/${kind}`,
    shortDescription: { text: `${titles[kind]}.` },
    helpUri: 'https://fetch.spec.whatwg.org/#http-cors-protocol',
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['cors', ...(letsIn.includes(kind) ? ['security', 'external/cwe/cwe-942'] : [])] },
  };
}

function ofCell(cell: ReportedCell, { name, source }: ReportedContract): SarifResult {
  const { finding, method, path, origin, credentials } = cell;
  const exchange = decisiveExchangeOf(cell);
  const verdict = finding?.verdict.join('. ') ?? '';
  return {
    ruleId: `contract/${cell.kind}`,
    level: 'error',
    message: {
      text: literal([`"${cell.name}" fails: ${verdict}.`, ...reasonLines(finding)].join('\n')),
    },
    ...locationsOf(path, `${method} ${path}`, finding?.culprit ?? null, source),
    ...fingerprint(['contract', name, cell.name]),
    ...(exchange === undefined ? {} : webExchange(exchange)),
    properties: { origin, credentials, code: finding?.code ?? null, cause: finding?.cause ?? null },
  };
}

/** A result for each assertion that failed. */
export function failuresInSarif(failures: readonly ReportedFailure[]): {
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
} {
  const rule: SarifRule = {
    id: 'assertion',
    shortDescription: { text: 'A CORS assertion fails.' },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['cors'] },
  };
  return { rules: failures.length > 0 ? [rule] : [], results: failures.map(ofFailure) };
}

function ofFailure({
  kind,
  title,
  message,
  source,
  code,
  cause,
  culprit,
  answer,
}: ReportedFailure): SarifResult {
  const exchange = answer?.exchanges.at(-1);
  const what = source.test ?? title;
  return {
    ruleId: 'assertion',
    level: 'error',
    message: { text: literal(message) },
    ...locationsOf(what, what, culprit, source),
    ...fingerprint(['assertion', source.testFile, what, title]),
    ...(exchange === undefined ? {} : webExchange(exchange)),
    properties: { kind, code, cause },
  };
}

function reasonLines(reason: ReportedReason | null): string[] {
  if (reason === null) return [];
  const { cause, evidence, fix } = reason;
  return [
    ...(cause === null ? [] : [`Cause: ${cause}`, ...evidence]),
    ...(fix === null ? [] : [`Fix: ${fix}`]),
  ];
}
