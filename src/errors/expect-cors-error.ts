const brand = Symbol.for('expect-cors.error');

/**
 * Base of the error classes. `code` is one of a closed set, the message is for humans and may change:
 * match on `code`. `instanceof` also works across two copies of the package (CommonJS beside ESM, two realms).
 */
export abstract class ExpectCorsError<Code extends string> extends Error {
  abstract override readonly name: string;
  readonly code: Code;

  constructor(code: Code, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    Object.defineProperty(this, brand, { get: () => this.name });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    const name: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, brand) : undefined;
    return this === ExpectCorsError ? name !== undefined : name === this.name;
  }
}
