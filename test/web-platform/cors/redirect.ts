import {
  allowHeaders,
  allowOrigin,
  answer,
  OTHER,
  type Outcome,
  PAGE,
  redirectStatuses,
  redirectTo,
  REMOTE,
  type Row,
} from '../row.js';
import type { Answer } from '../../standard/scripted-fetch.js';

const urls = { local: `${PAGE}/`, remote: `${REMOTE}/`, other: `${OTHER}/` };
type Place = keyof typeof urls;
/** What each place allows; `none` is no header at all. */
const allow = (value: string): ReturnType<typeof allowOrigin> => (value === 'none' ? [] : allowOrigin(value));

/** First place and what it allows, second place and what it allows, and the Origin that arrives there or the refusal. */
type Hop = readonly [first: Place, value: string, second: Place, value: string, end: string];
const missing = 'request: MissingAllowOriginHeader';
const mismatch = 'request: AllowOriginMismatch';
const stoppedMissing = 'redirect: MissingAllowOriginHeader';
const stoppedMismatch = 'redirect: AllowOriginMismatch';
const hops: readonly Hop[] = [
  ['local', '*', 'remote', '*', PAGE],
  ['local', '*', 'remote', PAGE, PAGE],
  ['local', '*', 'remote', 'null', mismatch],
  ['local', '*', 'remote', 'none', missing],
  ['local', PAGE, 'remote', '*', PAGE],
  ['local', PAGE, 'remote', PAGE, PAGE],
  ['local', PAGE, 'remote', 'null', mismatch],
  ['local', PAGE, 'remote', 'none', missing],
  ['local', 'null', 'remote', '*', PAGE],
  ['local', 'none', 'remote', '*', PAGE],
  ['remote', '*', 'local', '*', 'null'],
  ['remote', '*', 'local', PAGE, mismatch],
  ['remote', '*', 'local', 'null', 'null'],
  ['remote', '*', 'local', 'none', missing],
  ['remote', PAGE, 'local', '*', 'null'],
  ['remote', PAGE, 'local', PAGE, mismatch],
  ['remote', PAGE, 'local', 'null', 'null'],
  ['remote', PAGE, 'local', 'none', missing],
  ['remote', 'null', 'local', '*', stoppedMismatch],
  ['remote', 'none', 'local', '*', stoppedMissing],
  ['remote', '*', 'remote', '*', PAGE],
  ['remote', '*', 'remote', PAGE, PAGE],
  ['remote', '*', 'remote', 'null', mismatch],
  ['remote', '*', 'remote', 'none', missing],
  ['remote', PAGE, 'remote', '*', PAGE],
  ['remote', PAGE, 'remote', PAGE, PAGE],
  ['remote', PAGE, 'remote', 'null', mismatch],
  ['remote', PAGE, 'remote', 'none', missing],
  ['remote', 'null', 'remote', '*', stoppedMismatch],
  ['remote', 'none', 'remote', '*', stoppedMissing],
  ['remote', '*', 'other', '*', 'null'],
  ['remote', '*', 'other', PAGE, mismatch],
  ['remote', '*', 'other', 'null', 'null'],
  ['remote', '*', 'other', 'none', missing],
  ['remote', PAGE, 'other', '*', 'null'],
  ['remote', PAGE, 'other', PAGE, mismatch],
  ['remote', PAGE, 'other', 'null', 'null'],
  ['remote', PAGE, 'other', 'none', missing],
  ['remote', 'null', 'other', '*', stoppedMismatch],
  ['remote', 'none', 'other', '*', stoppedMissing],
  ['remote', '*', 'remote', REMOTE, mismatch],
  ['remote', '*', 'other', REMOTE, mismatch],
  ['remote', REMOTE, 'remote', '*', stoppedMismatch],
];

const redirectOrigin = hops.map(([first, firstValue, second, secondValue, end]): Row => {
  const title = `${first} (${firstValue}) to ${second} (${secondValue})`;
  const redirecting = redirectTo(`${urls[second]}?last`, 302, allow(firstValue));
  const row = { title, wpt: 'cors/redirect-origin.htm', request: { url: urls[first] } };
  if (end.startsWith('redirect: ')) {
    return { ...row, answers: [redirecting], expected: { outcome: end as Outcome, sent: ['GET'] } };
  }
  const refused = end.startsWith('request: ');
  return {
    ...row,
    answers: [redirecting, answer(allow(secondValue))],
    expected: refused
      ? { outcome: end as Outcome, sent: ['GET', 'GET'] }
      : { outcome: 'cors 200', sent: ['GET', ['GET', { origin: end }]], response: { redirected: true } },
  };
});

const star = allowOrigin('*');
const xTest = { url: urls.remote, headers: [['x-test', 'test']] as const };
const redirectPreflight = redirectStatuses.flatMap((status): Row[] => {
  const wpt = 'cors/redirect-preflight.htm';
  const allowed = [star, allowHeaders('x-test')];
  return [
    {
      title: `${String(status)} on a preflight is not followed`,
      wpt,
      request: xTest,
      answers: [redirectTo(`${urls.remote}?last`, status, ...allowed)],
      expected: { outcome: 'preflight: PreflightInvalidStatus', sent: ['OPTIONS'] },
    },
    {
      title: `${String(status)} after a preflight leads to another preflight`,
      wpt,
      request: xTest,
      answers: [
        answer(...allowed),
        redirectTo(`${urls.remote}?last`, status, star),
        answer(...allowed),
        answer(star),
      ],
      expected: { outcome: 'cors 200', sent: ['OPTIONS', 'GET', 'OPTIONS', 'GET'] },
      disagreement:
        'Old versions of the test want an error. The Standard now follows a redirect after a preflight.',
    },
  ];
});

const afterRedirect = (
  [
    ['a preflight that fails', star, false],
    ['a preflight that succeeds', [...star, ...allowHeaders('custom-header')], true],
  ] as const
).map(([title, given, passes]): Row => {
  const answers: Answer[] = [redirectTo(`${urls.remote}last`, 302, star), answer(given)];
  return {
    title: `a header of its own, redirected from the page origin to another: ${title}`,
    wpt: 'cors/redirect-preflight-2.htm',
    request: { url: urls.local, headers: [['custom-header', 'admin']] },
    answers: passes ? [...answers, answer(star)] : answers,
    expected: passes
      ? { outcome: 'cors 200', sent: ['GET', 'OPTIONS', ['GET', { 'custom-header': 'admin' }]] }
      : { outcome: 'preflight: HeaderDisallowedByPreflightResponse', sent: ['GET', 'OPTIONS'] },
  };
});

const userinfo = (
  [
    ['test:test@', true],
    ['user:@', true],
    ['user@', true],
    [':pass@', true],
    [':@', false],
    ['@', false],
  ] as const
).map(([info, refused]): Row => {
  const target = `http://${info}remote.example/`;
  const redirecting = redirectTo(target, 302, star);
  return {
    title: `a redirect to //${info} is ${refused ? 'refused' : 'followed'}`,
    wpt: 'cors/redirect-userinfo.htm',
    request: { url: urls.remote },
    answers: refused ? [redirecting] : [redirecting, answer(star)],
    expected: refused
      ? { outcome: 'redirect: RedirectContainsCredentials', sent: ['GET'] }
      : { outcome: 'cors 200', sent: ['GET', 'GET'], response: { url: urls.remote } },
    ...(info === ':@'
      ? { disagreement: 'An old version of the test refuses //:@. Parsed as a URL it has no credentials.' }
      : {}),
  };
});

export const corsRedirectRows: readonly Row[] = [
  ...redirectOrigin,
  ...redirectPreflight,
  ...afterRedirect,
  ...userinfo,
];
