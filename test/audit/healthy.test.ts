import { expect, test } from '@jest/globals';
import { auditCors } from '../../src/audit/audit-cors.js';
import { healthyApps } from '../apps/healthy.js';

const trusted = ['https://app.example', 'https://admin.example'];

/** What is worth knowing about a middleware as it is, and no fault. */
const known: Readonly<Record<string, readonly string[]>> = {
  // Paths without the middleware have no CORS headers.
  'cors on a route of Express 5': ['warn error-without-cors'],
  'cors on a route of Express 4': ['warn error-without-cors'],
  'cors of hapi': ['info preflight-vary-missing'],
  // It never sends Vary.
  corser: ['info preflight-vary-missing', 'warn vary-origin-missing'],
};

test.each(healthyApps)(
  '$title: no error, by the request and by the preflight of another',
  async ({ title, app }) => {
    const target = app();
    // Known keys are one origin only.
    const own = title === 'micro-cors' ? trusted.slice(0, 1) : trusted;
    const found: string[] = [];
    for (const request of [
      { credentials: 'include' as const },
      { method: 'PUT', json: {}, headers: { 'x-custom': '1' } },
    ]) {
      const { passed, findings } = await auditCors(target, { trusted: own, paths: '/users/1', request });
      expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
      expect(passed).toBe(true);
      found.push(...findings.map(({ id, level }) => `${level} ${id}`));
    }
    expect([...new Set(found)].sort()).toEqual(known[title] ?? []);
  },
);
