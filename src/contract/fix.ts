import { shownUrl } from '../state/disclosure.js';
import { verdictsOf } from '../failure/verdict.js';
import { enumerate } from '../text/sentence.js';
import type { JudgedCell } from './judge-cell.js';

/** What to change where the contract itself says what the app should send; undefined where there is more to it. */
export function fixOf({ cell, items, failing }: JudgedCell): readonly string[] | undefined {
  const { kind, route } = cell;
  const isLetIn = failing?.outcome.allowed === true;
  const path = shownUrl(route.path);
  switch (kind) {
    case 'exposed':
      return isLetIn
        ? answer(path, 'Access-Control-Expose-Headers', route.exposedHeaders, 'exposedHeaders')
        : undefined;
    case 'max-age':
      return isLetIn ? answer(path, 'Access-Control-Max-Age', route.maxAge ?? 0, 'maxAge') : undefined;
    case 'no-credentials':
      return isLetIn
        ? [
            `stop sending Access-Control-Allow-Credentials from ${path}; with cors():`,
            '  app.use(cors({ ...options, credentials: false }))',
            ...(route.isForAny ? [] : ['or declare "credentials": true in the contract']),
          ]
        : undefined;
    case 'no-other-methods':
      return [
        ...answer(path, 'Access-Control-Allow-Methods', route.methodsOfPath, 'methods'),
        `or declare ${enumerate(allowedOf(items), 'or')} in the contract`,
      ];
    case 'no-other-headers':
      return answer(path, 'Access-Control-Allow-Headers', route.headersOfPath, 'allowedHeaders');
    default:
      return undefined;
  }
}

function allowedOf(items: JudgedCell['items']): string[] {
  return items
    .filter(({ outcome }) => verdictsOf(outcome).some(([, { allowed }]) => allowed))
    .map(({ item }) => item);
}

function answer(path: string, header: string, value: number | readonly string[], option: string): string[] {
  const [written, code] =
    typeof value === 'number'
      ? [String(value), String(value)]
      : [value.join(', '), `[${value.map((name) => `'${name}'`).join(', ')}]`];
  const what = written === '' ? `stop sending ${header}` : `send ${header}: ${written}`;
  return [`${what} from ${path}; with cors():`, `  app.use(cors({ ...options, ${option}: ${code} }))`];
}
