// Packages without types of their own: what the apps here use of them.

declare module 'corser' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export function create(options: {
    origins?: string[];
    methods?: string[];
    requestHeaders?: string[];
    supportsCredentials?: boolean;
  }): (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void;
}

declare module 'micro-cors' {
  import type { RequestListener } from 'node:http';

  export default function microCors(options: {
    origin?: string;
    allowMethods?: string[];
    allowHeaders?: string[];
  }): (handler: RequestListener) => RequestListener;
}
