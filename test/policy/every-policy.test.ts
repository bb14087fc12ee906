import { expect, test } from '@jest/globals';
import {
  type BrowserName,
  checkCorsContract,
  contractFromPolicy,
  type CorsContract,
  type CorsPolicy,
  type CrossOriginRequest,
  observeCorsPolicy,
  simulateFetch,
  type Target,
} from '../../src/index.js';
import { everyApp } from './every-app.js';
import { oddPolicies } from './odd-policies.js';

// One takes half the time of three, and shows the same policies.
const browsers: BrowserName[] = ['chromium'];

/** The policy of what a request asks for. */
async function policyOf(target: Target, request: CrossOriginRequest): Promise<CorsPolicy> {
  const { origin = '', path = '/', method = 'GET', servedAt } = request;
  const routes = [{ path, methods: method === method.toUpperCase() ? [method] : [] }];
  return observeCorsPolicy(target, {
    origins: [origin],
    routes,
    browsers,
    ...(servedAt === undefined ? {} : { servedAt }),
  });
}

/**
 * `holds`, what of the contract does not hold on the app it was read from, where it says otherwise than the whole request
 * of the page, or why there is none.
 */
async function fateOf(target: Target, request: CrossOriginRequest): Promise<string> {
  let contract: CorsContract;
  try {
    contract = contractFromPolicy(JSON.parse(JSON.stringify(await policyOf(target, request))) as CorsPolicy);
  } catch (error) {
    const { name, code, message } = error as { name: string; code: string; message: string };
    if (!['UsageError', 'InconclusiveError'].includes(name)) throw error;
    return code === 'invalid-value' ? message : code;
  }
  const { servedAt } = request;
  const { findings } = await checkCorsContract(target, contract, {
    request: { browsers, ...(servedAt === undefined ? {} : { servedAt }) },
    uncoveredRoutes: 'ignore',
  });
  const broken = findings.map(({ cell, verdict }) => `${cell.name}: ${verdict.join()}`);
  return [...broken, ...(await contradictions(target, request, contract))].join('; ') || 'holds';
}

/** A page that may make the request by the contract, and is blocked, or the other way round. */
async function contradictions(
  target: Target,
  { origin = '', path = '/', servedAt }: CrossOriginRequest,
  { routes: [route], origins }: CorsContract,
): Promise<string[]> {
  if (route?.methods.includes('GET') !== true) return [];
  const own = route.origins ?? origins;
  const isDeclared = own === '*' ? origin !== 'null' : own.allowed.includes(origin);
  const credentials = isDeclared && route.credentials === true ? 'include' : 'omit';
  const asked = {
    origin,
    path,
    credentials,
    browsers,
    ...(servedAt === undefined ? {} : { servedAt }),
  } as const;
  const { allowed } = await simulateFetch(target, asked);
  if (own === '*' && origin === 'null') return [];
  return allowed === isDeclared ? [] : [`declared ${String(isDeclared)}, but allowed ${String(allowed)}`];
}

/** Why there may be no contract: nothing of the app that would hold, and hold something. */
const reasons =
  /^(the policy allows no origin|the app has no route|rate-limited$|unavailable$|control-blocked$|\S+ allows every page|\S+ allows credentials on (preflights|actual requests) only|browsers block requests .* as mixed content)/;

test('a contract that is made of a policy holds on every app it is made of', async () => {
  const broken: string[] = [];
  const counted = { holds: 0, none: 0 };
  for (const { title, app, request } of everyApp) {
    const fate = await fateOf(await app(), request);
    if (fate === 'holds') counted.holds += 1;
    else if (reasons.test(fate)) counted.none += 1;
    else broken.push(`${title}: ${fate}`);
  }
  expect(broken).toEqual([]);
  // Most of the mistakes let nobody in.
  expect(counted.holds).toBeGreaterThan(100);
}, 180_000);

test.each(oddPolicies)('$title', async ({ app, request, contract }) => {
  const fate = await fateOf(await app(), request);
  expect(fate).toMatch(contract);
});
