import type { ReportedAudit, ReportedAuditFinding } from '../../audit/reported-audit.js';
import type { HostileOriginOwner, HostileOriginSender } from '../../audit/hostile-origin.js';
import { enumerate } from '../../text/sentence.js';
import { findingTitle } from '../../audit/catalogue/index.js';
import { exchangeHtml } from './exchange-html.js';
import { factList, fixFacts, given, placeOf, whereOf } from './fact-list.js';
import { findingHtml } from './finding.js';
import { cut, markup, type Markup, wordFor } from './markup.js';
import { count } from '../totals.js';

const owners: Readonly<Record<HostileOriginOwner, string>> = {
  attacker: 'anyone, by registering the name',
  'same-site': 'anyone with a foothold on the trusted site: a hijacked subdomain, another port, the network',
  opaque: 'anyone, with a sandboxed frame',
  indicator: 'nobody, but allowing it proves that the check is wrong',
};

const senders: Readonly<Record<HostileOriginSender, string>> = {
  all: 'every browser',
  'firefox-and-safari': 'Firefox and Safari',
  safari: 'Safari',
  extension: 'browser extensions and app shells only',
  none: 'no browser',
};

export function auditsHtml(audits: readonly ReportedAudit[]): Markup {
  if (audits.length === 0) return markup``;
  return markup`<section id="audits" class="part">
    <h2>${audits.length === 1 ? 'Audit' : 'Audits'}</h2>
    ${audits.map(auditHtml)}
  </section>`;
}

function auditHtml({
  trusted,
  paths,
  method,
  findings,
  probes,
  exchanges,
  failOn,
  source,
}: ReportedAudit): Markup {
  const about = [
    `${count(probes, 'hostile origin')} tried`,
    count(exchanges, 'exchange'),
    failOn === 'info'
      ? 'fails on any finding'
      : `fails on ${failOn === 'warn' ? 'warnings and errors' : 'errors'}`,
    cut(placeOf(source)),
  ];
  return markup`<section class="audit">
    <h3 class="name">${method} ${cut(enumerate(paths))}, trusting ${cut(enumerate(trusted))}</h3>
    <p class="quiet">${about.filter(Boolean).join(' · ')}</p>
    ${
      findings.length === 0
        ? markup`<p class="calm">No hostile origin is allowed, and the responses have no mistakes.</p>`
        : markup`<div class="findings">${findings.map(auditFindingHtml)}</div>`
    }
  </section>`;
}

function auditFindingHtml(finding: ReportedAuditFinding): Markup {
  const { id, level, severity, message, paths, origin, owner, sentBy, withCredentials } = finding;
  const { allowed, asked, likelyCode, fix, exchange, culprit } = finding;
  const isOrigin = owner !== undefined;
  const facts = given([
    ['Evidence', 'text', [message]],
    ['Origin', 'name', origin === null ? [] : [origin]],
    ['Available to', 'text', owner === undefined ? [] : [wordFor(owners, owner)]],
    ['Sent by', 'text', sentBy === undefined ? [] : [wordFor(senders, sentBy)]],
    ['Reads', 'text', isOrigin ? [withCredentials ? "with the user's cookies" : 'without cookies'] : []],
    ['Where', 'list', paths],
    ['Allowed by', 'text', culprit === null ? [] : [whereOf(culprit)]],
    ['Likely code', 'name', [likelyCode]],
    ...fixFacts(fix),
    ['Rule', 'name', [id]],
  ]);
  return findingHtml({
    look: severity ?? level,
    mark: severity ?? level,
    title: findingTitle(id),
    aside: isOrigin && asked > 1 ? `${String(allowed)} of ${String(asked)} origins` : cut(paths[0] ?? ''),
    body: markup`${factList(facts)}${exchangeHtml(exchange)}`,
  });
}
