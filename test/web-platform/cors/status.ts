import { allowHeaders, allowMethods, allowOrigin, answer, REMOTE, type Row, withStatus } from '../row.js';

const statuses = [
  200, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409,
  410, 411, 412, 413, 414, 415, 416, 417, 500, 501, 502, 503, 504, 505, 680, 790,
];
const preflightFailure = statuses.map((status): Row => {
  const given = withStatus(status, allowOrigin('*'), allowHeaders('x-test'));
  const ok = status < 300;
  return {
    title: `a preflight answered with ${String(status)} ${ok ? 'succeeds' : 'fails'}`,
    wpt: 'cors/preflight-failure.htm',
    request: { url: `${REMOTE}/`, headers: [['x-test', 'test']] },
    answers: ok ? [given, answer(allowOrigin('*'))] : [given],
    expected: ok
      ? { outcome: 'cors 200', sent: ['OPTIONS', 'GET'] }
      : { outcome: 'preflight: PreflightInvalidStatus', sent: ['OPTIONS'] },
  };
});

const plain: readonly (readonly [method: string, status: number])[] = [
  ['GET', 200],
  ['GET', 201],
  ['GET', 202],
  ['GET', 203],
  ['GET', 204],
  ['GET', 205],
  ['GET', 206],
  ['GET', 209],
  ['GET', 299],
  ['POST', 200],
  ['HEAD', 200],
  ['GET', 400],
  ['HEAD', 401],
  ['POST', 404],
  ['POST', 500],
];
const preflighted: readonly (readonly [method: string, status: number])[] = [
  ['PUT', 200],
  ['CHICKEN', 200],
];
const failing: readonly (readonly [method: string, status: number, header: boolean])[] = [
  ['PUT', 699, false],
  ['CHICKEN', 501, false],
  ['GET', 400, true],
  ['HEAD', 401, true],
  ['POST', 404, true],
  ['PUT', 699, true],
  ['CHICKEN', 501, true],
];
const async = 'cors/status-async.htm';
const ok = [allowOrigin('*'), allowMethods('PUT, CHICKEN'), allowHeaders('x-nonsimple')];

const statusAsync = [
  ...plain.map(([method, status]): Row => ({
    title: `${method} answered with ${String(status)} is readable`,
    wpt: async,
    request: { url: `${REMOTE}/`, method },
    answers: [
      withStatus(
        status,
        allowOrigin('*'),
        [['X-Request-Method', method]],
        [['Access-Control-Expose-Headers', 'x-request-method']],
      ),
    ],
    expected: { outcome: `cors ${status}`, sent: [method], visible: { 'x-request-method': method } },
  })),
  ...preflighted.map(([method, status]): Row => ({
    title: `${method} answered with ${String(status)} is readable after a preflight`,
    wpt: async,
    request: { url: `${REMOTE}/`, method },
    answers: [answer(...ok), withStatus(status, ...ok)],
    expected: { outcome: `cors ${status}`, sent: ['OPTIONS', method] },
  })),
  ...failing.map(([method, status, header]): Row => ({
    title: `${method}${header ? ' with a header of its own' : ''}: a preflight answered with ${String(status)} fails`,
    wpt: async,
    request: { url: `${REMOTE}/`, method, ...(header ? { headers: [['x-nonsimple', 'true']] } : {}) },
    answers: [withStatus(status, ...ok)],
    expected: { outcome: 'preflight: PreflightInvalidStatus', sent: ['OPTIONS'] },
  })),
];

const after: readonly (readonly [method: string, statuses: readonly number[]])[] = [
  ['GET', [200, 204, 400, 401]],
  ['HEAD', [200, 204, 400, 401, 501, 699]],
  ['POST', [204, 400, 401, 404]],
  ['PUT', [699]],
  ['CHICKEN', [501]],
];
const statusPreflight = after.flatMap(([method, list]) =>
  list.map((status): Row => ({
    title: `after a successful preflight, ${method} answered with ${String(status)} is readable`,
    wpt: 'cors/status-preflight.htm',
    request: { url: `${REMOTE}/`, method, headers: [['x-nonsimple', 'true']] },
    answers: [answer(...ok), withStatus(status, allowOrigin('*'))],
    expected: { outcome: `cors ${status}`, sent: ['OPTIONS', method] },
  })),
);

const upload: readonly Row[] = [
  {
    title: 'a POST without upload listeners has no preflight',
    wpt: 'cors/late-upload-events.htm',
    request: { url: `${REMOTE}/`, method: 'POST', body: true },
    answers: [answer(allowOrigin('*'))],
    expected: { outcome: 'cors 200', sent: ['POST'] },
  },
  {
    title: 'a POST with a header of its own has one',
    wpt: 'cors/late-upload-events.htm',
    request: { url: `${REMOTE}/`, method: 'POST', body: true, headers: [['custom-header', 'test']] },
    answers: [answer(allowOrigin('*'), allowHeaders('custom-header')), answer(allowOrigin('*'))],
    expected: { outcome: 'cors 200', sent: ['OPTIONS', 'POST'] },
  },
];

export const statusRows: readonly Row[] = [
  ...preflightFailure,
  ...statusAsync,
  ...statusPreflight,
  ...upload,
];
