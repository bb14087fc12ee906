import { shownUrl } from '../state/disclosure.js';
import { liveSession } from '../ask/assertion-session.js';
import { audit } from '../audit/audit.js';
import { type AuditOptions, checkAuditOptions } from '../audit/audit-options.js';
import { UsageError } from '../errors/usage-error.js';
import { checkObject } from '../request/check-values.js';
import { enumerate } from '../text/sentence.js';
import { judgeAudit } from './judge-audit.js';
import { listFrom, requestAfterOrigin } from './arguments.js';
import type { MatcherCall, MatcherResult } from './context.js';

const name = 'toAllowOnlyOrigins';

/** What else the app allows on purpose. */
export type OnlyOriginsOptions = Pick<
  AuditOptions,
  | 'allowSubdomains'
  | 'allowPorts'
  | 'allowHttp'
  | 'allowNull'
  | 'except'
  | 'include'
  | 'exclude'
  | 'neverSent'
  | 'allowRemote'
>;

export async function toAllowOnlyOrigins(
  call: MatcherCall,
  origins: unknown,
  request?: unknown,
  options?: unknown,
): Promise<MatcherResult> {
  const { path, ...rest } = requestAfterOrigin(request);
  const checked = checkAuditOptions(
    {
      ...optionsFrom(options),
      trusted: listFrom(origins, 'origins') as string[],
      paths: path,
      request: rest,
    },
    `${name}()`,
  );
  const report = await audit(liveSession(call.received, {}, name).target, checked, 'origins');
  const printed = checked.trusted.map((origin) => JSON.stringify(origin));
  return judgeAudit(call, report, {
    expected: [
      'Expected origins',
      `${call.isNot ? 'not ' : ''}only ${enumerate(printed)}   ${report.method} ${enumerate(report.paths.map(shownUrl))}`,
    ],
    request: checked.request,
  });
}

function optionsFrom(options: unknown): OnlyOriginsOptions {
  if (options === undefined) return {};
  const given = checkObject(`the options of ${name}()`, options, '{ allowSubdomains: true }');
  for (const key of ['trusted', 'paths', 'request', 'rules', 'failOn']) {
    if (key in given)
      throw new UsageError(
        'unknown-key',
        `"${key}" is unknown in the options of ${name}(): the origins and the request are separate arguments.`,
      );
  }
  return given;
}
