import type { CorsContract, OriginsOrAny } from '../contract/contract.js';
import type { DeclaredRoute } from './policy-route.js';

/** What several routes share is said once. Undefined where no route allows an origin: a contract needs one. */
export function contractOfRoutes(routes: readonly DeclaredRoute[]): CorsContract | undefined {
  const origins = mostUsed(routes.map((route) => route.origins));
  if (origins === undefined) return undefined;
  const shared = JSON.stringify(origins);
  const exact = routes[0]?.exact ?? [];
  const isShared = routes.every((route) => String(route.exact) === String(exact));
  return {
    origins,
    ...(isShared && exact.length > 0 ? { exact } : {}),
    routes: routes.map(({ origins: own, exact: ownExact, ...route }) => ({
      ...route,
      ...(JSON.stringify(own) === shared ? {} : { origins: own }),
      ...(isShared ? {} : { exact: ownExact }),
    })),
  };
}

/** For all routes that do not name their own: a list before `*`, and none that is empty. */
function mostUsed(all: readonly OriginsOrAny[]): OriginsOrAny | undefined {
  const counts = new Map<string, number>();
  for (const one of all) {
    if (one === '*' || one.allowed.length === 0) continue;
    const written = JSON.stringify(one);
    counts.set(written, (counts.get(written) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most === undefined
    ? all.find((one) => one === '*')
    : all.find((one) => JSON.stringify(one) === most[0]);
}
