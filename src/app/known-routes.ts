/** A route of an app. */
export interface AppRoute {
  /** In upper case; `ALL` for `app.all` and the like. */
  readonly method: string;
  /**
   * As it was written, behind the paths of the routers it is in. A regular expression is in parentheses, and
   * `(mounted router)` stands for a path that is not kept.
   */
  readonly path: string;
}

/** The routes of an app, as far as they can be read from it. */
export interface AppRoutes {
  /** In the order they were added. */
  readonly routes: readonly AppRoute[];
  /** Whether these are all paths the app responds at, as far as can be told. */
  readonly isComplete: boolean;
  /** Why they are not, or may not be, a sentence each. */
  readonly why: readonly string[];
}

/** A route, and whether it is there for CORS only. */
export interface TableRoute extends AppRoute {
  readonly isForCors: boolean;
}

/** Whether a route is for this method: what responds to GET responds to HEAD. */
export function isForMethod({ method }: AppRoute, asked: string): boolean {
  return method === asked || method === 'ALL' || (asked === 'HEAD' && method === 'GET');
}

/** Whether a method is there for CORS only, or beside GET. */
export function isMethodForCors(method: string): boolean {
  return method === 'OPTIONS' || method === 'HEAD';
}

/** The routes of an app of any framework that shows them. */
export interface RouteTable {
  readonly routes: readonly TableRoute[];
  /**
   * The routes a request enters, in order, as far as each passes it on; those that were added by one call together.
   *
   * @param path Without a query.
   */
  entered(method: string, path: string): readonly (readonly TableRoute[])[];
  /** Why these may not be all, a sentence each. */
  readonly why: readonly string[];
  /** What may be there to respond 404 only, and may not: a request shows which. */
  readonly catchAlls: readonly CatchAll[];
}

/** A function that handles whatever no route before it does. */
export interface CatchAll {
  /** Where it is used, as it was written: `/`, `/users/:id`. */
  readonly place: string;
  /** Why the routes may not be all because of it. */
  readonly why: string;
}
