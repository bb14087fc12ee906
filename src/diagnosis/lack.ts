/** What a response that is allowed does not have. */
export type Lack =
  /** Headers that pages may not read, in lower case. */
  | { readonly exposed: readonly string[] }
  /** A `Vary` that names Origin. */
  | { readonly vary: true }
  /** That its preflight is kept so long, in seconds. */
  | { readonly maxAge: number };
