import { describe, expect, test } from '@jest/globals';
import cors from 'cors';
import express from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { auditCors } from '../../src/audit/audit-cors.js';
import type { AuditOptions } from '../../src/audit/audit-options.js';
import type { AuditFinding } from '../../src/audit/audit-report.js';
import { hostileOrigins } from '../../src/audit/hostile-origins.js';
import { InconclusiveError } from '../../src/errors/inconclusive-error.js';
import { UsageError } from '../../src/errors/usage-error.js';
import type { Target } from '../../src/index.js';
import { thrownBy } from '../support/thrown-by.js';
import { appWith } from './audited-app.js';
import { correct, faulty } from './validators.js';

const page = 'https://app.example';
const everyone = String(hostileOrigins(page).length);
const neverSentOnly = ['F39', 'F40', 'F41'];

const told = ({ id, severity, origin, withCredentials, shownBy, allowed, asked }: AuditFinding): string =>
  `${id}: ${severity ?? 'no severity'}, ${origin ?? 'no origin'}, ${withCredentials ? 'with' : 'without'} credentials, by ${shownBy.join(' and ')}, ${String(allowed)} of ${String(asked)}`;

const faults = (findings: readonly AuditFinding[]): string[] =>
  findings.filter(({ level }) => level === 'error').map(told);

describe('checks of the origin', () => {
  test.each(faulty.filter(({ id }) => !neverSentOnly.includes(id)))('$id is found', async (one) => {
    const { passed, findings } = await auditCors(appWith(one.accepts), { trusted: one.trusted });
    expect(passed).toBe(false);
    expect(findings.filter(({ level, severity }) => level === 'error' && severity === null)).toEqual([]);
    expect(findings.some(({ level, withCredentials }) => level === 'error' && withCredentials)).toBe(true);
  });

  test.each([...correct, ...faulty.filter(({ id }) => neverSentOnly.includes(id))])(
    '$id passes',
    async (one) => {
      const { passed, findings } = await auditCors(appWith(one.accepts), { trusted: one.trusted });
      expect([passed, faults(findings)]).toEqual([true, []]);
    },
  );
});

/** An app without a framework, which answers everything with these headers. */
function answering(
  headersFor: (origin: string | undefined, request: IncomingMessage) => Record<string, string | string[]>,
  status = 200,
): Target {
  return (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(headersFor(request.headers.origin, request))) {
      response.setHeader(name, value);
    }
    response.statusCode = request.method === 'OPTIONS' ? 204 : status;
    response.end();
  };
}

const listed = (origin: string | undefined, value = origin): Record<string, string> => ({
  Vary: 'Origin',
  ...(origin === page && value !== undefined ? { 'Access-Control-Allow-Origin': value } : {}),
});

describe('who gets in', () => {
  test.each<[string, Target, string[]]>([
    [
      'anybody, without credentials, is one finding',
      answering(() => ({ 'Access-Control-Allow-Origin': '*' })),
      [
        `any-origin: low, https://evil.test, without credentials, by request and preflight, ${everyone} of ${everyone}`,
      ],
    ],
    [
      'whoever asks is one finding, and null another',
      appWith(() => true),
      [
        `reflect: high, https://evil.test, with credentials, by request and preflight, ${everyone} of ${everyone}`,
        'null: high, null, with credentials, by request and preflight, 1 of 1',
      ],
    ],
    [
      'the same without credentials is worth less',
      appWith(() => true, { credentials: false }),
      [
        `reflect: low, https://evil.test, without credentials, by request and preflight, ${everyone} of ${everyone}`,
        'null: low, null, without credentials, by request and preflight, 1 of 1',
      ],
    ],
    [
      'null as the answer to strangers',
      answering((origin) => ({
        Vary: 'Origin',
        'Access-Control-Allow-Origin': origin === page ? page : 'null',
        'Access-Control-Allow-Credentials': 'true',
      })),
      [
        'null: high, null, with credentials, by request and preflight, 1 of 1',
        'null-fallback: high, null, with credentials, by request, 2 of 2',
      ],
    ],
    [
      'only a preflight',
      answering((origin, { method }) =>
        method === 'OPTIONS' && origin !== undefined
          ? { Vary: 'Origin', 'Access-Control-Allow-Origin': origin }
          : listed(origin),
      ),
      [
        `reflect: low, https://evil.test, without credentials, by preflight, ${everyone} of ${everyone}`,
        'null: low, null, without credentials, by preflight, 1 of 1',
      ],
    ],
    [
      'only the answer',
      answering((origin, { method }) =>
        method === 'GET' && origin?.endsWith('app.example') === true
          ? { Vary: 'Origin', 'Access-Control-Allow-Origin': origin }
          : listed(origin),
      ),
      [
        'suffix-glue: low, https://evilapp.example, without credentials, by request, 1 of 1',
        'suffix-hyphen: low, https://evil-app.example, without credentials, by request, 1 of 1',
        'subdomain: info, https://evil.app.example, without credentials, by request, 2 of 2',
        'http-downgrade: info, http://app.example, without credentials, by request, 1 of 1',
        'http-subdomain: info, http://evil.app.example, without credentials, by request, 1 of 1',
        'suffix-underscore: info, https://evil_app.example, without credentials, by request, 1 of 1',
      ],
    ],
    [
      'nobody: the origin of the app is said to everybody',
      answering(() => ({ 'Access-Control-Allow-Origin': page, 'Access-Control-Allow-Credentials': 'true' })),
      [],
    ],
    [
      'nobody: credentials alone give nothing',
      answering((origin) => ({ ...listed(origin), 'Access-Control-Allow-Credentials': 'true' })),
      [],
    ],
  ])('%s', async (_, target, expected) => {
    const { findings } = await auditCors(target, { trusted: page });
    expect(faults(findings)).toEqual(expected);
  });

  test.each<[string, Partial<AuditOptions>, (origin: string) => boolean]>([
    [
      'allowSubdomains',
      { allowSubdomains: true },
      (origin) => /^https:\/\/([a-z0-9-]+\.)*app\.example$/.test(origin),
    ],
    ['allowPorts', { allowPorts: true }, (origin) => /^https:\/\/app\.example(:\d+)?$/.test(origin)],
    ['allowHttp', { allowHttp: true }, (origin) => /^https?:\/\/app\.example$/.test(origin)],
    ['allowNull', { allowNull: true }, (origin) => [page, 'null'].includes(origin)],
    [
      'except',
      { except: 'https://evil.app.example' },
      (origin) => [page, 'https://evil.app.example'].includes(origin),
    ],
  ])('what is declared with %s passes, and fails without', async (_, options, accepts) => {
    const app = appWith(accepts);
    expect(faults((await auditCors(app, { trusted: page, ...options })).findings)).toEqual([]);
    expect(faults((await auditCors(app, { trusted: page })).findings)).not.toEqual([]);
  });

  test('a public answer is declared with except: "*", and credentials are not', async () => {
    const open = express()
      .use(cors())
      .get('/', (_, res) => void res.json([]));
    expect(faults((await auditCors(open, { trusted: page, except: '*' })).findings)).toEqual([]);
    expect(
      faults(
        (
          await auditCors(
            appWith(() => true),
            { trusted: page, except: '*' },
          )
        ).findings,
      ),
    ).toHaveLength(2);
  });

  test.each([
    ['http://localhost:3000', 'medium'],
    ['http://192.168.1.10', 'medium'],
    ['https://tool.internal', 'medium'],
    ['http://[::1]:3000', 'medium'],
    ['https://app.example', 'low'],
    ['https://10.example', 'low'],
    ['http://172.40.0.1', 'low'],
  ])('trusting %s, reading without credentials is %s', async (trusted, severity) => {
    const { findings } = await auditCors(
      appWith(() => true, { credentials: false }),
      { trusted },
    );
    expect(findings.find(({ id }) => id === 'reflect')?.severity).toBe(severity);
  });

  test('several paths: one finding, told where it shows', async () => {
    const app = express();
    app.use('/open', cors({ origin: /app\.example$/ }));
    app.use('/also', cors({ origin: /app\.example$/ }));
    app.use('/closed', cors({ origin: page }));
    app.use((_, res) => void res.json([]));
    const { findings, paths } = await auditCors(app, { trusted: page, paths: ['/closed', '/open', '/also'] });
    const finding = findings.find(({ id }) => id === 'suffix-glue');
    expect([paths, finding?.paths, finding?.allowed, finding?.asked]).toEqual([
      ['/closed', '/open', '/also'],
      ['/open', '/also'],
      2,
      2,
    ]);
  });

  test('an unsafe method is judged by its preflight, and never sent', async () => {
    const methods = new Set<string>();
    const app = express();
    app.use((req, _, next) => {
      methods.add(req.method);
      next();
    });
    app.use(cors({ origin: /app\.example$/, methods: ['PUT'] }));
    const { findings } = await auditCors(app, {
      trusted: page,
      paths: '/users',
      request: { method: 'PUT', json: {} },
    });
    expect([...methods]).toEqual(['OPTIONS']);
    expect(faults(findings)[0]).toBe(
      'suffix-glue: low, https://evilapp.example, without credentials, by preflight, 1 of 1',
    );
  });

  test('only safe methods are sent, and at most 200 origins ask', async () => {
    const asked: string[] = [];
    const app = express();
    app.use((req, _, next) => {
      asked.push(req.method);
      next();
    });
    app.use(cors({ origin: ['https://a.example', 'https://b.example', 'https://c.example', page] }));
    app.get('/', (_, res) => void res.json([]));
    const { probes, exchanges } = await auditCors(app, {
      trusted: ['https://a.example', 'https://b.example', 'https://c.example', page],
    });
    expect([...new Set(asked)].sort()).toEqual(['GET', 'OPTIONS']);
    expect([probes, exchanges]).toEqual([200, asked.length]);
  });
});

describe('what proves nothing', () => {
  const afterSome = (count: number, status: number): Target => {
    let asked = 0;
    return answering((origin) => {
      asked += 1;
      return asked > count ? {} : listed(origin);
    }, status);
  };

  /** From some request on answers with this status. */
  function limited(from: number, status: number): Target {
    let asked = 0;
    const app = express();
    app.use((_, res, next) => {
      asked += 1;
      if (asked < from) next();
      else res.status(status).end();
    });
    app.use(cors({ origin: page }));
    app.get('/', (_, res) => void res.json([]));
    return app;
  }

  test.each<[string, Target, Partial<AuditOptions>]>([
    ['an app without CORS', answering(() => ({})), {}],
    ['a limiter at once', limited(1, 429), {}],
    // From the first probe on: of those in flight together, any may be the next.
    ['a limiter in between', limited(3, 429), {}],
    ['an app that is overloaded', limited(3, 503), {}],
    ['an app that forgets everybody', afterSome(30, 200), {}],
    ['a path that is not there', appWith((origin) => origin === page), { paths: '/nowhere' }],
    [
      'credentials that nobody has',
      answering((origin) => listed(origin)),
      { request: { credentials: 'include' } },
    ],
  ])('%s', async (_, target, options) => {
    const error = await thrownBy(() => auditCors(target, { trusted: page, ...options }));
    expect(error).toBeInstanceOf(InconclusiveError);
    expect(`${(error as InconclusiveError).code}: ${(error as Error).message}`).toMatchSnapshot();
  });

  test('a limiter at the very last exchange', async () => {
    const { exchanges } = await auditCors(limited(Infinity, 429), { trusted: page });
    const error = await thrownBy(() => auditCors(limited(exchanges, 429), { trusted: page }));
    expect((error as InconclusiveError).code).toBe('rate-limited');
  });

  test('a check that remembers is found before anything is left to chance', async () => {
    const pattern = /^https:\/\/app\.example$/g;
    const { findings, passed, probes } = await auditCors(
      appWith((origin) => pattern.test(origin)),
      {
        trusted: page,
      },
    );
    expect([passed, probes, findings.map(({ id, level, message }) => [id, level, message])]).toEqual([
      false,
      0,
      [
        [
          'unstable',
          'error',
          '"https://app.example" sends the same request twice and is allowed only once: results for other origins would be random',
        ],
      ],
    ]);
  });
});

describe('misuse', () => {
  const app = appWith((origin) => origin === page);
  test.each<[string, unknown, string]>([
    ['no options', undefined, 'invalid-value'],
    ['nothing trusted', {}, 'missing-argument'],
    ['an empty list', { trusted: [] }, 'empty-list'],
    ['an origin that no browser sends', { trusted: 'https://app.example/' }, 'invalid-origin'],
    ['an unknown key', { trusted: page, path: '/' }, 'unknown-key'],
    ['no paths', { trusted: page, paths: [] }, 'empty-list'],
    ['a path without its slash', { trusted: page, paths: 'users' }, 'invalid-value'],
    ['an origin in the request', { trusted: page, request: { origin: page } }, 'invalid-value'],
    ['a mode', { trusted: page, request: { mode: 'no-cors' } }, 'invalid-value'],
    ['an unknown rule', { trusted: page, rules: { 'vary-origin-mising': 'off' } }, 'invalid-value'],
    ['an unknown level', { trusted: page, rules: { 'list-junk': 'none' } }, 'invalid-value'],
    ['an unknown level to fail on', { trusted: page, failOn: 'warning' }, 'invalid-value'],
    ['a flag that is none', { trusted: page, allowRemote: 'yes' }, 'invalid-value'],
    ['everything excepted', { trusted: page, except: () => true }, 'empty-list'],
    [
      'the page itself',
      { trusted: 'http://127.0.0.1:1', request: { servedAt: 'http://127.0.0.1:1' } },
      'same-origin',
    ],
  ])('%s', async (_, options, code) => {
    const error = await thrownBy(() => auditCors(app, options as AuditOptions));
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).code).toBe(code);
    expect((error as UsageError).message).toMatchSnapshot();
  });

  test('a target that is not this machine', async () => {
    const error = await thrownBy(() => auditCors('https://api.example', { trusted: page }));
    expect((error as UsageError).code).toBe('remote-target');
    expect((error as UsageError).message).toMatchSnapshot();
  });
});
