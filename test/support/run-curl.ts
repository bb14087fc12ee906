import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';

type Line = readonly [name: string, value: string];

/** The CORS headers among those of a response, as one text each. */
export function corsLines(headers: readonly Line[]): string[] {
  return headers.flatMap(([name, value]) =>
    /^access-control-/i.test(name) ? [`${name.toLowerCase()}: ${value}`] : [],
  );
}

/** The response to a curl line, run by a shell where the app listens. */
export async function responseTo(
  line: string,
  app: RequestListener,
  shell: 'sh' | 'bash' = 'bash',
): Promise<{ status: number; cors: string[] }> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const BASE = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  try {
    // The comment behind a line is left where it is.
    const [, command = line, comment = ''] = /^(.*?)( {3}# .*)?$/s.exec(line) ?? [];
    const script = `${command} --silent --max-time 5${comment}`;
    const { stdout } = await promisify(execFile)(shell, ['-c', script], { env: { ...process.env, BASE } });
    const [statusLine = '', ...lines] = stdout.split('\r\n\r\n')[0]?.split('\r\n') ?? [];
    const headers = lines.map((text): Line => {
      const [name = '', ...values] = text.split(': ');
      return [name, values.join(': ')];
    });
    return { status: Number(statusLine.split(' ')[1]), cors: corsLines(headers) };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
