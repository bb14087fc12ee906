const brand = Symbol.for('expect-cors.error');

/** What an error is about, beside its message. */
export interface ErrorDetails {
  readonly option?: string | undefined;
  readonly value?: unknown;
  readonly suggestion?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Base of the error classes. `code` is one of a closed set, the message is for humans and may change:
 * match on `code`. `instanceof` also works across two copies of the package (CommonJS beside ESM, two realms).
 *
 * @example
 * const error = await simulateFetch(app, { origin: 'app.example' }).catch((thrown) => thrown);
 * [error.code, error.option, error.value, error.suggestion];
 * // ['invalid-origin', 'origin', 'app.example', 'https://app.example']
 */
export abstract class ExpectCorsError<Code extends string> extends Error {
  abstract override readonly name: string;
  readonly code: Code;
  /** The option or argument that is wrong: `path`, `routes[2].methods[0]`. Undefined where it is none of them. */
  declare readonly option: string | undefined;
  /** What was given for it. Undefined where that may be a secret (headers, cookies, bodies), or nothing was given. */
  declare readonly value: unknown;
  /** What to write instead, ready to paste: `https://app.example`, `GET`. Undefined where that is not known. */
  declare readonly suggestion: string | undefined;

  constructor(code: Code, message: string, details: ErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    const { option, value, suggestion } = details;
    // Runners print what is enumerable, and the message says all this.
    for (const [key, detail] of Object.entries({ option, value, suggestion }))
      Object.defineProperty(this, key, { value: detail });
    Object.defineProperty(this, brand, { get: () => this.name });
  }

  /** The same error with another message, for example one that says which assertion it belongs to. */
  withMessage(message: string): this {
    const { constructor } = this as { constructor: unknown };
    return new (constructor as new (code: Code, message: string, details: ErrorDetails) => this)(
      this.code,
      message,
      this,
    );
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    const name: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, brand) : undefined;
    return this === ExpectCorsError ? name !== undefined : name === this.name;
  }
}
