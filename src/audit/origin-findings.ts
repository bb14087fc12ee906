import { allowOriginOf, type Exchange } from '../browser/transcript.js';
import { get } from '../standard/header-list.js';
import type { AuditFinding, OriginFindingId } from './audit-report.js';
import { familyTexts } from './catalogue/families.js';
import { type AuditSeverity, type HostileOrigin, neverSentFamilies } from './hostile-origin.js';
import type { ProbeResult } from './path-in-audit.js';
import type { HostileProbe } from './probe-all.js';
import { addressSpaceOfHost } from '../standard/address-space.js';
import { seedOf } from './seed.js';

/** What is trusted, and whether any page may read without credentials. */
export interface Trust {
  readonly trusted: readonly string[];
  readonly allowsAny: boolean;
}

/**
 * One finding for each family that is allowed. Where any page is, that is the finding: all other families are allowed for
 * the same reason, except `null`, which needs no name.
 */
export function originFindings(path: string, probes: readonly HostileProbe[], trust: Trust): AuditFinding[] {
  const found = probes.map((probe) => seen(probe));
  const any = found.filter(({ isAny }) => isAny);
  const letIn = found.filter(({ withCredentials, byName }) => withCredentials || byName);
  const stranger = letIn.some(({ hostile }) => hostile.family === 'reflect');
  const told = stranger
    ? letIn.filter(({ hostile }) => hostile.family === 'reflect' || hostile.family === 'null')
    : letIn;
  const families = [...new Set(told.map(({ hostile }) => hostile.family))];
  return [
    ...(any.length > 0 && !trust.allowsAny
      ? [finding('any-origin', path, any, { of: found, isAnonymous: true }, trust)]
      : []),
    ...families.map((family) => {
      const of = (list: readonly Seen[]): Seen[] => list.filter((one) => one.hostile.family === family);
      const isAll = stranger && family === 'reflect';
      return finding(
        family,
        path,
        isAll ? [...of(letIn), ...letIn] : of(letIn),
        { of: isAll ? found : of(found) },
        trust,
      );
    }),
    ...nullFallback(path, found, trust),
  ];
}

interface Seen {
  readonly hostile: HostileOrigin;
  readonly withCredentials: boolean;
  /** Allowed because the response names its own origin. */
  readonly byName: boolean;
  /** Allowed because any origin is. */
  readonly isAny: boolean;
  readonly shownBy: Exchange['kind'][];
  readonly exchange: Exchange;
}

function seen({ hostile, request, preflight }: HostileProbe): Seen {
  const answers: [Exchange['kind'], ProbeResult][] = [
    ...(request === undefined ? [] : [['request', request] as [Exchange['kind'], ProbeResult]]),
    ['preflight', preflight],
  ];
  const letIn = answers.filter(([, answer]) => answer.withCredentials || answer.withoutCredentials);
  const isStar = ([, answer]: [unknown, ProbeResult]): boolean => allowOriginOf(lastOf(answer)) === '*';
  return {
    hostile,
    withCredentials: letIn.some(([, answer]) => answer.withCredentials),
    byName: letIn.some((answer) => !isStar(answer)),
    isAny: letIn.some(isStar),
    shownBy: letIn.map(([kind]) => kind),
    exchange: lastOf(letIn[0]?.[1] ?? request ?? preflight),
  };
}

function lastOf({ exchanges }: ProbeResult): Exchange {
  const last = exchanges.at(-1);
  if (last === undefined) throw new Error('unreachable: a response has an exchange');
  return last;
}

/** Strangers get `null`: that allows every sandboxed frame, which no probe sent. */
function nullFallback(path: string, found: readonly Seen[], trust: Trust): AuditFinding[] {
  const shown = found.filter(
    ({ hostile, exchange }) => hostile.family === 'reflect' && allowOriginOf(exchange) === 'null',
  );
  if (shown.length === 0) return [];
  const withCredentials = shown.some(
    ({ exchange }) => get('access-control-allow-credentials', exchange.responseHeaders) === 'true',
  );
  const severity = { withCredentials: 'high', withoutCredentials: 'low' } as const;
  const asOpaque = shown.map((one) => ({
    ...one,
    withCredentials,
    shownBy: [one.exchange.kind],
    hostile: { ...one.hostile, origin: 'null', owner: 'opaque' as const, severity },
  }));
  return [finding('null-fallback', path, asOpaque, { of: asOpaque }, trust)];
}

function finding(
  id: OriginFindingId,
  path: string,
  letIn: readonly Seen[],
  { of, isAnonymous = false }: { readonly of: readonly Seen[]; readonly isAnonymous?: boolean },
  { trusted }: Trust,
): AuditFinding {
  const worst = letIn.find(({ withCredentials }) => withCredentials && !isAnonymous) ?? letIn[0];
  if (worst === undefined) throw new Error('unreachable: an allowed family has an allowed origin');
  const { hostile, exchange } = worst;
  const withCredentials = worst.withCredentials && !isAnonymous;
  const severity = isAnonymous ? anonymously('low', trusted) : severityOf(hostile, withCredentials, trusted);
  const { title, likelyCode, fix } = familyTexts[id];
  const count = new Set(letIn).size;
  const how = withCredentials ? 'with credentials' : 'without credentials';
  const isNeverSent = (neverSentFamilies as readonly string[]).includes(id);
  return {
    id,
    level: isNeverSent ? 'warn' : 'error',
    severity,
    paths: [path],
    origin: hostile.origin,
    owner: hostile.owner,
    sentBy: hostile.sentBy,
    withCredentials,
    shownBy: [...new Set(letIn.flatMap(({ shownBy }) => shownBy))],
    allowed: count,
    asked: of.length,
    message: `"${hostile.origin}" is allowed ${how}: ${title.replace(/^The /, 'the ')} (${String(count)} of ${String(of.length)} tried)`,
    likelyCode,
    fix: fix.replaceAll('["https://example.com"]', JSON.stringify(trusted.slice(0, 3))),
    exchange,
  };
}

function severityOf(
  { severity }: HostileOrigin,
  withCredentials: boolean,
  trusted: readonly string[],
): AuditSeverity {
  return withCredentials ? severity.withCredentials : anonymously(severity.withoutCredentials, trusted);
}

/** Where the network is the guard, reading without credentials is reading what others cannot: one step more. */
function anonymously(severity: AuditSeverity, trusted: readonly string[]): AuditSeverity {
  if (!trusted.every(isPrivate)) return severity;
  return severity === 'info' ? 'low' : 'medium';
}

/** Whether an origin is a development machine's, or an intranet's: also by names of RFC 6762, 8375 and 9476. */
function isPrivate(origin: string): boolean {
  const seed = seedOf(origin);
  if (seed === undefined) return false;
  return (
    addressSpaceOfHost(seed.host) !== 'public' ||
    seed.kind === 'single-label' ||
    /\.(internal|lan|home\.arpa)$/.test(seed.host)
  );
}
