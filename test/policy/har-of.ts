/** A request as devtools list it, in short. */
export interface Listed {
  readonly method?: string;
  readonly url?: unknown;
  /** `[['Origin', page]]` and `Sec-Fetch-Mode: cors` by default. */
  readonly headers?: readonly (readonly [string, unknown])[];
  readonly status?: unknown;
  /** Those that allow the page by default. */
  readonly response?: readonly (readonly [string, string])[];
  readonly text?: string;
  readonly error?: string;
  readonly type?: string;
  readonly pageref?: string;
}

export const page = 'https://app.example';
export const api = 'https://api.example';

export const cors = [
  ['Origin', page],
  ['Sec-Fetch-Mode', 'cors'],
] as const;
export const allows = [['Access-Control-Allow-Origin', page]] as const;

const lines = (list: readonly (readonly [string, unknown])[]): { name: string; value: unknown }[] =>
  list.map(([name, value]) => ({ name, value }));

/** A HAR of these requests: a string is a path that is asked for. */
export function harOf(listed: readonly (string | Listed)[], pages: readonly unknown[] = []): unknown {
  const entries = listed.map((one) => {
    const {
      method = 'GET',
      url = api,
      headers = cors,
      status = 200,
      response = allows,
      text = '',
      error = null,
      type,
      pageref,
    } = typeof one === 'string' ? { url: api + one } : one;
    return {
      _resourceType: type,
      pageref,
      request: { method, url, headers: lines(headers), cookies: [], queryString: [] },
      response: { status, headers: lines(response), content: { text }, _error: error },
    };
  });
  return { log: { version: '1.2', creator: { name: 'test', version: '1' }, pages, entries } };
}
