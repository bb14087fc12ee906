import { describe, expect, test } from '@jest/globals';
import type cors from 'cors';
import { auditCors } from '../../src/audit/audit-cors.js';
import type { AuditFinding } from '../../src/audit/audit-report.js';
import type { AuditOptions } from '../../src/audit/audit-options.js';
import { defaultFamilies } from '../../src/audit/hostile-origin.js';
import { responseRuleIds } from '../../src/audit/response-rule.js';
import { InconclusiveError } from '../../src/errors/inconclusive-error.js';
import { thrownBy } from '../support/thrown-by.js';
import { appWith, page, rightApps, ruleCases } from './rule-cases.js';

// For the answers one stranger is enough.
const exclude = defaultFamilies.filter((id) => id !== 'reflect');

async function found(
  app: Parameters<typeof auditCors>[0],
  options: Partial<AuditOptions> = {},
): Promise<readonly AuditFinding[]> {
  const { findings } = await auditCors(app, { trusted: page, exclude, ...options });
  return findings.filter(({ severity }) => severity === null);
}

const named = ruleCases.map((one) => ({
  ...one,
  name: `${one.rule}${one.title === undefined ? '' : `: ${one.title}`}`,
}));

test.each(named)('$name', async ({ rule, app, options, level = 'error', also = [] }) => {
  const findings = await found(app(), options);
  const own = findings.find(({ id }) => id === rule);
  expect(own?.level).toBe(level);
  expect(findings.map(({ id }) => id).sort()).toEqual([...new Set([rule, ...also])].sort());
  expect(`${own?.message ?? ''}\n${own?.fix ?? ''}`).toMatchSnapshot();
});

test('every rule has an app here, or is tested on its own', () => {
  const shown = new Set(ruleCases.map(({ rule }) => rule));
  expect(responseRuleIds.filter((id) => !shown.has(id))).toEqual([
    'preflight-method-missing',
    'preflight-header-missing',
    'unstable',
  ]);
});

test.each(rightApps)('%s: nothing is found', async (_, app) => {
  expect(await found(app())).toEqual([]);
});

describe('a trusted origin that is not let in: the rules tell why', () => {
  test.each<[string, cors.CorsOptions, AuditOptions['request']]>([
    ['the method is not listed', {}, { method: 'DELETE' }],
    ['the header is not listed', {}, { headers: { authorization: 'Bearer 1' } }],
    ['credentials are not allowed', { credentials: false }, { method: 'PUT', credentials: 'include' }],
  ])('%s', async (_, options, request) => {
    const error = await thrownBy(() =>
      auditCors(appWith(undefined, options), { trusted: page, exclude, request }),
    );
    expect(error).toBeInstanceOf(InconclusiveError);
    expect((error as Error).message).toMatchSnapshot();
  });
});

describe('levels', () => {
  const capped = ruleCases.find(({ rule }) => rule === 'max-age-capped');
  test('a rule is turned off by its id, and raised', async () => {
    const app = capped?.app() ?? (() => undefined);
    expect((await found(app)).map(({ id, level }) => `${level} ${id}`)).toEqual(['info max-age-capped']);
    expect(await found(app, { rules: { 'max-age-capped': 'off' } })).toEqual([]);
    const raised = await auditCors(app, {
      trusted: page,
      exclude,
      rules: { 'max-age-capped': 'error' },
    });
    expect([raised.passed, raised.findings[0]?.level]).toEqual([false, 'error']);
  });

  test('failOn takes lower levels', async () => {
    const app = capped?.app() ?? (() => undefined);
    const passed = async (failOn: 'error' | 'warn' | 'info'): Promise<boolean> =>
      (await auditCors(app, { trusted: page, exclude, failOn })).passed;
    expect([await passed('error'), await passed('warn'), await passed('info')]).toEqual([true, true, false]);
  });
});
