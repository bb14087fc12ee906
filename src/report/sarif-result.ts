import { createHash } from 'node:crypto';
import type { Culprit } from '../diagnosis/cause.js';
import type { Source } from '../journal/reported.js';
import { repositoryPath } from './repository-path.js';

/** A result of a SARIF log, but for the place of its rule. */
export interface SarifResult {
  readonly ruleId: string;
  readonly level: SarifLevel;
  readonly [property: string]: unknown;
}

export interface SarifRule {
  readonly id: string;
  readonly [property: string]: unknown;
}

export type SarifLevel = 'error' | 'warning' | 'note';

/**
 * Where a result is shown: in the app, where its code is known to be behind it, and else at the assertion.
 *
 * @param name Of the route.
 */
export function locationsOf(name: string, fullName: string, culprit: Culprit | null, source: Source): object {
  const logical = { logicalLocations: [{ name, fullyQualifiedName: fullName, kind: 'resource' }] };
  const assertion = physical(source.file, source.line);
  const app = culprit === null || culprit.package !== null ? undefined : physical(culprit.file, culprit.line);
  const primary = app ?? assertion;
  const related =
    app === undefined || assertion === undefined
      ? []
      : [{ ...assertion, message: { text: 'The assertion' } }];
  return {
    locations: [{ ...primary, ...logical }],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
  };
}

function physical(file: string | null, line: number | null): object | undefined {
  if (file === null) return undefined;
  const region = line === null ? {} : { region: { startLine: line } };
  const uri = encodeURI(repositoryPath(file));
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, ...region } };
}

/** What stays the same from run to run. */
export function fingerprint(parts: readonly (string | null)[]): object {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return { partialFingerprints: { 'finding/v1': hash } };
}

/** SARIF takes `[text](1)` for a link and `{0}` for an argument. */
export function literal(text: string): string {
  return text.replace(/\](?=\()/g, '\\]').replace(/\{(\d+)\}/g, '{{$1}}');
}
