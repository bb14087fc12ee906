import {
  checkCode,
  culpritOf,
  headerOf,
  isHidden,
  isPreflight,
  preflightOf,
  styleIn,
  setterOf,
} from '../facts.js';
import { get } from '../../standard/header-list.js';
import { headerCode } from '../remedy/remedy.js';
import { namesOrigin } from '../vary.js';
import { describeEvent } from './app-layers.js';
import { certain, type Entry, likely } from './entry.js';
import { changed } from './places.js';

const allowOrigin = 'access-control-allow-origin';
const allowCredentials = 'access-control-allow-credentials';

export const credentialsEntries: readonly Entry[] = [
  {
    id: 'wildcard-with-credentials',
    title: 'Allow-Origin is "*" for a request with credentials.',
    before: 'app.use(cors())',
    after: "app.use(cors({ origin: ['https://app.example'], credentials: true }))",
    refutedBy: 'a header that named the origin, and was overwritten',
    find: (facts) => {
      if (checkCode(facts.outcome) !== 'WildcardOriginNotAllowed') return undefined;
      const setting = setterOf(facts, allowOrigin);
      const { exchange } = facts;
      const isUnused =
        get('cookie', exchange.requestHeaders) === null &&
        get('set-cookie', exchange.responseHeaders) === null;
      // A list was looked at, and yet it is "*": something may have overwritten it.
      const isDoubtful =
        isHidden(facts) &&
        (namesOrigin(headerOf(facts, 'vary')) ||
          facts.madeWith === 'hapi' ||
          (facts.madeWith === 'fastify' && headerOf(facts, allowCredentials) === 'true'));
      return (isDoubtful ? likely : certain)(
        [
          `the request has credentials, and "*" does not allow them; set by ${describeEvent(setting)}`,
          ...(isUnused && !isPreflight(facts)
            ? [
                "no cookie was sent, and none was set: a page that needs none leaves credentials: 'include' out",
              ]
            : []),
        ],
        {
          culprit: culpritOf(setting),
          remedy: changed(facts, 'list the origins that may send credentials, and allow credentials', {
            origin: [facts.outcome.request.origin],
            credentials: true,
          }),
        },
      );
    },
  },
  {
    id: 'credentials-not-enabled',
    title: 'The origin is allowed, but credentials are not.',
    before: "app.use(cors({ origin: ['https://app.example'] }))",
    after: "app.use(cors({ origin: ['https://app.example'], credentials: true }))",
    refutedBy: 'a preflight response that allows credentials, or a header that was set and removed',
    find: (facts) => {
      if (
        checkCode(facts.outcome) !== 'InvalidAllowCredentials' ||
        headerOf(facts, allowCredentials) !== null
      )
        return undefined;
      // Enabled on the preflight only: two policies.
      const preflight = isPreflight(facts) ? undefined : preflightOf(facts);
      if (preflight !== undefined && headerOf({ exchange: preflight }, allowCredentials) === 'true')
        return undefined;
      const setting = setterOf(facts, allowOrigin);
      return certain(['the response has no Access-Control-Allow-Credentials'], {
        culprit: culpritOf(setting),
        remedy: changed(facts, 'if this page should act as the logged-in user, allow credentials', {
          credentials: true,
        }),
      });
    },
  },
  {
    id: 'credentials-value-wrong',
    title: 'Access-Control-Allow-Credentials is not exactly "true".',
    before: "res.set('Access-Control-Allow-Credentials', 'True')",
    after: "res.set('Access-Control-Allow-Credentials', 'true')",
    refutedBy: 'a header that was "true", and was overwritten',
    find: (facts) => {
      const value = headerOf(facts, allowCredentials);
      if (checkCode(facts.outcome) !== 'InvalidAllowCredentials' || value === null) return undefined;
      const setting = setterOf(facts, allowCredentials);
      return certain([`Access-Control-Allow-Credentials is "${value}"; set by ${describeEvent(setting)}`], {
        culprit: culpritOf(setting),
        remedy: {
          text: 'send "true", in lower case and once, where it is set now:',
          code: headerCode(styleIn(facts, allowCredentials), 'Access-Control-Allow-Credentials', 'true'),
        },
      });
    },
  },
];
