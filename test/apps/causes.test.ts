import { expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import { type CrossOriginRequest, type FetchOutcome, simulateFetch } from '../../src/index.js';
import type { CauseCase, MakeExpress, WarningCase } from './causes/cause-case.js';
import { causeCases, warningCases } from './causes/index.js';
import { functionsTouching } from './stacks.js';

type Row<C> = readonly [name: string, theCase: C, makeExpress: MakeExpress];

const idOf = (theCase: CauseCase | WarningCase): string =>
  'cause' in theCase ? theCase.cause : theCase.warning;

/** Each case with each framework it is for. */
function rowsOf<C extends CauseCase | WarningCase>(cases: readonly C[]): Row<C>[] {
  return cases.flatMap((theCase) => {
    const name = (on: string): string => `${idOf(theCase)}, ${on}: ${theCase.title}`;
    if (theCase.framework !== undefined) return [[name(theCase.framework), theCase, express] as const];
    return theCase.on.map((on) => [name(on), theCase, on === 'express 4' ? express4 : express] as const);
  });
}

const verdict = ({ allowed, code }: FetchOutcome): unknown => ({ allowed, code });
const allowed = { allowed: true, code: null };
/** Refused by a rule about the origin, not by chance. */
const refused = {
  allowed: false,
  code: expect.stringMatching(/^(Preflight)?(MissingAllowOriginHeader|AllowOriginMismatch)$/),
};

test.each(rowsOf(causeCases))('%s', async (_, theCase, makeExpress) => {
  const { wrong, control, request, controlRequest = request, expected, code } = theCase;
  const withMistake = await simulateFetch(wrong(makeExpress), request);
  expect(verdict(withMistake)).toEqual({ allowed: expected === 'refused', code });
  const fixed = await simulateFetch(control(makeExpress), controlRequest);
  expect(verdict(fixed)).toEqual(expected === 'allowed' ? allowed : refused);
});

test.each(rowsOf(warningCases))('%s', async (_, theCase, makeExpress) => {
  const { wrong, control, request, controlRequest = request, expected, code, shows } = theCase;
  const shown = [];
  for (const [makeApp, asked] of [
    [wrong, request],
    [control, controlRequest],
  ] as const) {
    const app = makeApp(makeExpress);
    const ask = (other: CrossOriginRequest): Promise<FetchOutcome> => simulateFetch(app, other);
    const outcome = await ask(asked);
    expect(verdict(outcome)).toEqual({ allowed: expected === 'allowed', code });
    shown.push(await shows(outcome, ask));
  }
  expect(shown).toEqual([true, false]);
});

const rowsWithCulprit = [
  ...rowsOf<CauseCase | WarningCase>(causeCases),
  ...rowsOf<CauseCase | WarningCase>(warningCases),
].filter(([, { culprit }]) => culprit !== undefined);

test.each(rowsWithCulprit)('%s: a stack names the culprit', async (_, theCase, makeExpress) => {
  const { wrong, request, culprit } = theCase;
  const app = wrong(makeExpress);
  expect([...(await functionsTouching(() => simulateFetch(app, request)))]).toContain(culprit);
});

/** The ids are public: a tool may match on them. */
const refusals = [
  'no-cors-headers',
  'cors-after-routes',
  'cors-mounted-elsewhere',
  'preflight-not-routed',
  'preflight-and-request-policies-differ',
  'preflight-blocked-by-authentication',
  'preflight-redirected',
  'preflight-continues-to-handler',
  'preflight-status-not-ok',
  'origin-not-listed',
  'origin-trailing-slash',
  'origin-scheme-differs',
  'origin-port-differs',
  'origin-without-scheme',
  'origin-host-case',
  'origin-with-path',
  'localhost-is-not-127-0-0-1',
  'wildcard-in-list',
  'origins-joined',
  'cors-switched-off',
  'origin-callback-failed',
  'wildcard-with-credentials',
  'credentials-not-enabled',
  'credentials-value-wrong',
  'method-not-listed',
  'method-case',
  'header-not-listed',
  'wildcard-is-literal-with-credentials',
  'list-not-parsable',
  'cors-headers-twice',
  'cors-headers-removed',
  'answered-before-cors',
  'error-response-without-cors-headers',
  'redirected-to-another-origin',
  'redirect-without-cors-headers',
  'stateful-origin-check',
  'resource-policy-blocks',
  'mixed-content',
  'origin-pattern-is-text',
  'response-header-in-request',
  'isolation-policy-rejects',
  'raw-response-without-cors-headers',
  'answered-by-proxy',
  'proxy-removed-header',
  'proxy-overwrote-header',
  'proxy-added-header',
  'proxy-headers-not-always',
  'proxy-cached-for-another-origin',
];

const permissions = [
  'any-origin-allowed',
  'any-origin-reflected',
  'origin-is-listed',
  'null-is-allowed',
  'pattern-too-loose',
];

const warnings = [
  'authorization-under-wildcard',
  'vary-origin-missing',
  'vary-origin-overwritten',
  'allowed-but-not-found',
  'rejected-with-server-error',
  'handler-ran-for-rejected-origin',
  'cookie-not-sent-cross-site',
  'header-not-readable',
  'max-age-capped',
  'max-age-invalid',
  'null-origin-allowed',
  'http-origin-with-credentials',
  'reflects-any-origin',
  'wildcard-with-allow-credentials',
  'third-party-cookie-blocked',
  'local-network-access',
];

test('every id has a case, and every case an id of the list', () => {
  const shown = (cases: readonly (CauseCase | WarningCase)[]): string[] =>
    [...new Set(cases.map(idOf))].sort();
  expect(shown(causeCases.filter(({ expected }) => expected === 'allowed'))).toEqual(refusals.toSorted());
  expect(shown(causeCases.filter(({ expected }) => expected === 'refused'))).toEqual(permissions.toSorted());
  expect(shown(warningCases)).toEqual(warnings.toSorted());
});

test('no two rows have the same name', () => {
  const names = [...rowsOf(causeCases), ...rowsOf(warningCases)].map(([name]) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
