import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** A request as it arrived, header lines in order. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface Recorder {
  readonly arrived: Arrived[];
  readonly listener: RequestListener;
}

/** A listener that writes down what arrives before it answers. */
export function recorder(
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => void response.end(),
): Recorder {
  const arrived: Arrived[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', rawHeaders } = request;
      const headers = rawHeaders.flatMap((name, index) =>
        index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
      );
      arrived.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      answer(request, response);
    });
  };
  return { arrived, listener };
}

/** Answers as a server that lets every page do everything. */
export function allowEverything(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Allow-Methods', request.headers['access-control-request-method'] ?? '');
  response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '');
  response.end();
}
