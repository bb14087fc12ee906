import type { CorsStyle } from '../cors-style.js';

/** The settings that CORS middlewares share, by what each calls them; null where it has no such setting. */
export interface SettingNames {
  readonly origin: string;
  readonly credentials: string;
  readonly methods: string | null;
  readonly headers: string;
  readonly exposed: string;
  readonly maxAge: string | null;
}

/** A package that sets the headers. */
export interface CorsPackage {
  /** Where its settings are, for a sentence. */
  readonly place: string;
  /** What has it run, given its options. */
  readonly mounted: (options: string) => string;
  readonly names: SettingNames;
}

const names: SettingNames = {
  origin: 'origin',
  credentials: 'credentials',
  methods: 'methods',
  headers: 'allowedHeaders',
  exposed: 'exposedHeaders',
  maxAge: 'maxAge',
};

const otherNames: SettingNames = {
  ...names,
  methods: 'allowMethods',
  headers: 'allowHeaders',
  exposed: 'exposeHeaders',
};

const place = 'in the options of cors()';

/** By their documentation. */
export const corsPackages: Readonly<Partial<Record<CorsStyle, CorsPackage>>> = {
  cors: { place, mounted: (options) => `app.use(cors(${options}))`, names },
  'cors in Node': { place, mounted: (options) => `cors(${options})(req, res, next)`, names },
  Nest: { place: 'in enableCors()', mounted: (options) => `app.enableCors(${options})`, names },
  '@fastify/cors': { place, mounted: (options) => `await app.register(cors, ${options})`, names },
  '@koa/cors': { place, mounted: (options) => `app.use(cors(${options}))`, names: otherNames },
  'hono/cors': { place, mounted: (options) => `app.use(cors(${options}))`, names: otherNames },
  hapi: {
    place: 'in the setting routes.cors of the server',
    mounted: (options) => `Hapi.server({ routes: { cors: ${options} } })`,
    names: { ...names, methods: null, headers: 'additionalHeaders', exposed: 'additionalExposedHeaders' },
  },
  'socket.io': {
    place: 'in the option cors of socket.io',
    mounted: (options) => `new Server(server, { cors: ${options} })`,
    names,
  },
  tus: {
    place: 'in the options of the tus server, which sets its own headers',
    mounted: (options) => `new Server(${options})`,
    names: {
      ...names,
      origin: 'allowedOrigins',
      credentials: 'allowedCredentials',
      methods: null,
      maxAge: null,
    },
  },
};
