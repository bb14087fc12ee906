/** What is used of Express's own objects, of versions 4 and 5. */
export interface Layer {
  readonly handle: ((...given: never[]) => unknown) & { readonly stack?: readonly Layer[] };
  readonly name?: string;
  readonly route?: Route;
  /** router 2.3 (Express 5.3) */
  readonly rawPath?: string | RegExp | readonly (string | RegExp)[];
  /** Express 4 */
  readonly regexp?: RegExp & { readonly fast_slash?: boolean };
  /** Express 4: of the parameters in its path */
  readonly keys?: readonly { readonly name: unknown }[];
  /** router 2: whether it is mounted at `/` */
  readonly slash?: boolean;
}

export interface Route {
  readonly path: unknown;
  readonly stack: readonly Layer[];
  readonly methods: object;
}
