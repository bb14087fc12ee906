import type * as http from 'node:http';
import { loadSupertest } from './supertest.js';
import type { Settle, Wire } from './wire.js';

/** A supertest `Test` that sends what a wire writes and settles when it does. */
export interface SupertestWire {
  end(settle: Settle): void;
}
export type SupertestWireConstructor = new (wire: Wire) => SupertestWire;

/** What this file uses of supertest and superagent, typed structurally: their types are not asked of users. */
interface TestInternals {
  method: string;
  called?: boolean;
  res?: http.IncomingMessage;
  response?: unknown;
  redirects(count: number): this;
  buffer(on: boolean): this;
  ok(accept: () => boolean): this;
  parse(parser: (res: unknown, done: (error: null, body: null) => void) => void): this;
  callback(error: Error | null, response?: unknown): void;
}
type TestConstructor = new (app: string, method: string, path: string) => TestInternals;

let wire: SupertestWireConstructor | undefined;

/** @throws {UsageError} for no supertest, or one that is too old. */
export function loadSupertestWire(): SupertestWireConstructor {
  return (wire ??= defineSupertestWire((loadSupertest() as { readonly Test: TestConstructor }).Test));
}

function defineSupertestWire(Test: TestConstructor): SupertestWireConstructor {
  return class extends Test {
    req?: http.ClientRequest;

    constructor(private readonly wire: Wire) {
      const { method, target } = wire.request;
      super(wire.base, method, target);
      this.method = method; // Test has upper-cased it, and `patch` is not `PATCH`
      this.redirects(0)
        .buffer(true)
        .ok(() => true)
        .parse((_, done) => {
          done(null, null); // settle at the head: a body may be endless, broken or compressed
        });
    }

    _shouldDecompress(): boolean {
      return false;
    }

    /** superagent's own would listen to the body, and pass its late errors on to the process. */
    _emitResponse(): { res: http.IncomingMessage | undefined } {
      const response = { res: this.res };
      this.response = response;
      return response;
    }

    override callback(error: NodeJS.ErrnoException | null, response?: unknown): void {
      if (this.called === true) return;
      if (error !== null) this.wire.failure = error; // supertest replaces some errors by shorter ones
      super.callback(error, response);
    }

    /** Instead of superagent's own, which sees to 'response' alone. */
    request(): http.ClientRequest {
      this.req ??= this.wire.open((error) => {
        this.callback(error);
      });
      return this.req;
    }
  } as unknown as SupertestWireConstructor;
}
