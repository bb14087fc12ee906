import cors from 'cors';
import express from 'express';
import type { AuditOptions } from '../../src/audit/audit-options.js';
import type { ResponseRuleId } from '../../src/audit/response-rule.js';

export const page = 'https://app.example';

export interface RuleCase {
  readonly rule: ResponseRuleId;
  readonly title?: string;
  readonly app: () => express.Express;
  readonly options?: Partial<AuditOptions>;
  readonly level?: 'error' | 'warn' | 'info';
  /** What else the same mistake shows. */
  readonly also?: readonly ResponseRuleId[];
}

type Answer = (req: express.Request, res: express.Response) => void;

const listed = (origin: string | undefined): boolean => origin === page;

/** An app that is right, but for what `change` does to each answer once its CORS headers are there. */
export function appWith(change: Answer = () => undefined, options: cors.CorsOptions = {}): express.Express {
  const app = express();
  app.use((req, res, next) => {
    const end = res.writeHead.bind(res) as (...given: unknown[]) => express.Response;
    res.writeHead = (...given: unknown[]) => {
      change(req, res);
      return end(...given);
    };
    next();
  });
  app.use(
    cors({
      origin: [page],
      methods: ['GET', 'PUT'],
      allowedHeaders: ['content-type'],
      credentials: true,
      ...options,
    }),
  );
  app.get('/', (_, res) => void res.json([]));
  app.post('/', (_, res) => void res.json([]));
  return app;
}

const onPreflight =
  (change: Answer): Answer =>
  (req, res) => {
    if (req.method === 'OPTIONS') change(req, res);
  };
const onAnswer =
  (change: Answer): Answer =>
  (req, res) => {
    if (req.method !== 'OPTIONS') change(req, res);
  };
const toStrangers =
  (change: Answer): Answer =>
  (req, res) => {
    if (!listed(req.headers.origin)) change(req, res);
  };
const set =
  (name: string, value: string | string[]): Answer =>
  (_, res) => {
    res.setHeader(name, value);
  };
const remove =
  (name: string): Answer =>
  (_, res) => {
    res.removeHeader(name);
  };

/** An app before whose CORS something else answers. */
function behind(guard: express.RequestHandler): () => express.Express {
  return () => express().use(guard).use(appWith());
}

const preflightStatus = (status: number): (() => express.Express) =>
  behind((req, res, next) => {
    if (req.method === 'OPTIONS') res.status(status).location('/elsewhere').end();
    else next();
  });

/** One mistake each. */
/* eslint-disable @typescript-eslint/explicit-module-boundary-types -- each app is typed by RuleCase. */
export const ruleCases: readonly RuleCase[] = [
  {
    rule: 'vary-origin-missing',
    app: () => appWith(onAnswer(remove('Vary'))),
    level: 'warn',
  },
  {
    rule: 'vary-origin-missing',
    title: 'only where others ask',
    app: () => appWith(onAnswer(toStrangers(remove('Vary')))),
    level: 'info',
  },
  {
    rule: 'vary-clobbered',
    app: () => {
      const app = appWith();
      app.get('/list', (_, res) => void res.set('Vary', 'Accept-Encoding').json([]));
      return app;
    },
    options: { paths: '/list' },
    level: 'warn',
  },
  { rule: 'preflight-vary-missing', app: () => appWith(onPreflight(remove('Vary'))), level: 'info' },
  {
    rule: 'preflight-vary-missing',
    title: 'of a preflight that caches may keep',
    app: () =>
      appWith(
        onPreflight((_, res) => {
          res.removeHeader('Vary');
          res.setHeader('Cache-Control', 'public, max-age=600');
        }),
      ),
    level: 'warn',
  },
  {
    rule: 'wildcard-with-credentials',
    app: () => appWith(undefined, { origin: '*' }),
    options: { except: '*' },
    level: 'error',
  },
  {
    rule: 'star-without-origin',
    app: () =>
      appWith((req, res) => {
        if (req.headers.origin === undefined)
          res.setHeader('Access-Control-Allow-Origin', '*').removeHeader('Access-Control-Allow-Credentials');
      }),
    level: 'warn',
  },
  ...[
    'https://app.example/',
    'https://*.app.example',
    'https://app.example, https://admin.example',
    'HTTPS://APP.EXAMPLE',
    'undefined',
    '',
  ].map((value): RuleCase => ({
    rule: 'acao-invalid',
    title: `"${value}"`,
    app: () => appWith(toStrangers(set('Access-Control-Allow-Origin', value))),
    level: 'error',
  })),
  {
    rule: 'acao-duplicate',
    app: () => appWith(toStrangers(set('Access-Control-Allow-Origin', [page, page]))),
    level: 'error',
  },
  ...['True', '1', 'false'].map((value): RuleCase => ({
    rule: 'acac-invalid',
    title: `"${value}"`,
    app: () => appWith(set('Access-Control-Allow-Credentials', value)),
    level: 'error',
  })),
  {
    rule: 'acac-to-disallowed',
    app: () => appWith(),
    options: { rules: { 'acac-to-disallowed': 'info' } },
    level: 'info',
  },
  { rule: 'star-with-credentials', app: () => appWith(undefined, { methods: ['*'] }), level: 'error' },
  {
    rule: 'list-syntax',
    app: () => appWith(onPreflight(set('Access-Control-Allow-Methods', 'GET PUT'))),
    level: 'error',
  },
  {
    rule: 'list-junk',
    app: () => appWith(onPreflight(set('Access-Control-Allow-Headers', 'undefined'))),
    level: 'warn',
  },
  {
    rule: 'method-lowercase',
    app: () => appWith(undefined, { methods: ['GET', 'patch'] }),
    level: 'error',
  },
  {
    rule: 'max-age-invalid',
    app: () => appWith(onPreflight(set('Access-Control-Max-Age', '10 minutes'))),
    level: 'error',
  },
  { rule: 'max-age-capped', app: () => appWith(undefined, { maxAge: 604_800 }), level: 'info' },
  {
    rule: 'reflects-request-headers',
    app: () => appWith(undefined, { allowedHeaders: undefined }),
    level: 'info',
  },
  {
    rule: 'reflects-request-headers',
    title: 'of any page',
    app: () => appWith(undefined, { allowedHeaders: undefined, origin: true }),
    level: 'warn',
  },
  {
    rule: 'reflects-request-method',
    app: () =>
      appWith(
        onPreflight((req, res) => {
          res.setHeader('Access-Control-Allow-Methods', req.headers['access-control-request-method'] ?? '');
        }),
      ),
    level: 'info',
  },
  { rule: 'preflight-not-ok', app: preflightStatus(404), level: 'error' },
  { rule: 'preflight-not-ok', title: '500', app: preflightStatus(500), level: 'error' },
  { rule: 'preflight-redirect', app: preflightStatus(301), level: 'error' },
  { rule: 'preflight-needs-auth', app: preflightStatus(401), level: 'error' },
  { rule: 'preflight-needs-auth', title: '403', app: preflightStatus(403), level: 'error' },
  {
    rule: 'preflight-no-acao',
    app: preflightStatus(200),
    level: 'error',
  },
  {
    rule: 'preflight-no-acac',
    app: () => appWith(onPreflight(remove('Access-Control-Allow-Credentials'))),
    options: { request: { credentials: 'include' } },
    level: 'error',
    also: ['preflight-acac-only'],
  },
  {
    rule: 'preflight-acac-only',
    title: 'on the answer',
    app: () => appWith(onPreflight(remove('Access-Control-Allow-Credentials'))),
    level: 'warn',
  },
  {
    rule: 'preflight-acac-only',
    title: 'on the preflight',
    app: () => appWith(onAnswer(remove('Access-Control-Allow-Credentials'))),
    level: 'warn',
  },
  {
    rule: 'preflight-looser-than-answer',
    app: () =>
      appWith(
        onPreflight((req, res) => {
          res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? page);
        }),
      ),
    level: 'warn',
  },
  {
    rule: 'preflight-looser-than-answer',
    title: 'the reverse',
    app: () =>
      appWith(
        onAnswer((req, res) => {
          res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? page);
        }),
      ),
    level: 'warn',
  },
  {
    rule: 'error-without-cors',
    app: () => {
      const app = express();
      app.options('/', cors({ origin: [page] }));
      app.get('/', cors({ origin: [page] }), (_, res) => void res.json([]));
      return app;
    },
    options: { rules: { 'reflects-request-headers': 'off' } },
    level: 'warn',
  },
  {
    rule: 'error-without-acac',
    app: () =>
      appWith((_, res) => {
        if (res.statusCode === 404) res.removeHeader('Access-Control-Allow-Credentials');
      }),
    level: 'warn',
  },
  {
    rule: 'disallowed-5xx',
    app: () =>
      express()
        .use((req, res, next) => {
          if (req.headers.origin === undefined || listed(req.headers.origin)) next();
          else res.vary('Origin').status(500).end();
        })
        .use(appWith()),
    level: 'warn',
    also: ['same-origin-broken'],
  },
  {
    rule: 'same-origin-broken',
    app: () =>
      express()
        .use((req, res, next) => {
          if (req.headers.origin !== `http://${req.headers.host ?? ''}`) next();
          else res.vary('Origin').status(403).end();
        })
        .use(appWith()),
    level: 'warn',
  },
  {
    rule: 'referer-reflected',
    app: () =>
      appWith((req, res) => {
        const { origin, referer } = req.headers;
        if (origin === undefined && referer !== undefined)
          res.setHeader('Access-Control-Allow-Origin', new URL(referer).origin);
      }),
    level: 'warn',
  },
  {
    rule: 'private-network-to-any',
    app: () =>
      appWith((req, res) => {
        if (req.headers['access-control-request-private-network'] !== undefined)
          res.setHeader('Access-Control-Allow-Private-Network', 'true');
      }),
    level: 'warn',
  },
  {
    rule: 'http-trusted-by-https',
    app: () => appWith(undefined, { origin: [page, 'http://old.app.example'] }),
    options: { trusted: [page, 'http://old.app.example'] },
    level: 'warn',
  },
];

/** Without a mistake. */
export const rightApps: readonly (readonly [title: string, app: () => express.Express])[] = [
  ['cors with a list', () => appWith()],
  [
    'headers by hand',
    () => {
      const app = express();
      app.use((req, res, next) => {
        res.vary('Origin');
        if (listed(req.headers.origin))
          res.set('Access-Control-Allow-Origin', page).set('Access-Control-Allow-Credentials', 'true');
        if (req.method !== 'OPTIONS') next();
        else
          res
            .set('Access-Control-Allow-Methods', 'GET, PUT')
            .set('Access-Control-Max-Age', '600')
            .status(204)
            .end();
      });
      app.get('/', (_, res) => void res.json([]));
      return app;
    },
  ],
];
