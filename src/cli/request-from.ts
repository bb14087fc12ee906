import type { BrowserName } from '../browser/browser-name.js';
import { UsageError } from '../errors/usage-error.js';
import type { CrossOriginRequest, ExpectedStatus } from '../request/cross-origin-request.js';
import type { CommandLine } from './command.js';

/**
 * The request that the options describe; what is wrong with it is said where it is made.
 *
 * @throws {UsageError} `invalid-value`, `invalid-header` for what is not even text of that kind.
 */
export function requestFrom(line: CommandLine): CrossOriginRequest {
  const [data, json] = [line.text('data'), line.text('json-body')];
  if (data !== undefined && json !== undefined)
    throw new UsageError('invalid-value', 'a request has one body: remove --data or --json-body.');
  const headers = headersFrom(line);
  const given = {
    path: line.text('path'),
    method: line.text('method') ?? (data === undefined && json === undefined ? undefined : 'POST'),
    headers: headers.length === 0 ? undefined : headers,
    body: data,
    json: json === undefined ? undefined : jsonFrom(json),
    credentials: line.text('credentials') as CrossOriginRequest['credentials'],
    initiator: line.text('initiator') as CrossOriginRequest['initiator'],
    cookies: line.text('cookie'),
    status: statusFrom(line),
    servedAt: line.text('served-at'),
    browsers: browsersFrom(line),
    send: line.flag('send') ? true : undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

export function browsersFrom(line: CommandLine): readonly BrowserName[] | undefined {
  const names = line.list('browser') as readonly BrowserName[];
  return names.length === 0 ? undefined : names;
}

/** As curl takes them: `Name: value`. */
export function headersFrom(line: CommandLine): [string, string][] {
  return line.list('header').map((written) => {
    const [, name, value] = /^([^:]+):[ \t]*(.*)$/s.exec(written) ?? [];
    if (name !== undefined && value !== undefined) return [name, value];
    // It may be a secret without its name.
    throw new UsageError('invalid-header', "-H needs a name and a value: -H 'authorization: Bearer x'.", {
      option: 'header',
    });
  });
}

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(
      'invalid-value',
      `--json-body is not JSON. Quote it: --json-body '{"name":"Ada"}'.`,
      {
        option: 'json-body',
      },
    );
  }
}

function statusFrom(line: CommandLine): ExpectedStatus | undefined {
  const text = line.text('status');
  return text === undefined ? undefined : /^\d+$/.test(text) ? Number(text) : (text as ExpectedStatus);
}
