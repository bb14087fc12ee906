import { describe, expect, test } from '@jest/globals';
import { implementations } from '../../src/browser/implementations.js';
import type { PreflightCache } from '../../src/standard/cors-preflight-cache.js';
import type { HeaderList } from '../../src/standard/header-list.js';
import { fetchStandard, type Implementation } from '../../src/standard/implementation.js';
import { mainFetch } from '../../src/standard/main-fetch.js';
import { page, type RequestInput, requestRecord } from './scripted-fetch.js';

/** A user agent whose server answers every preflight with these headers. */
class UserAgent {
  seconds = 0;
  answer: HeaderList = [];
  request: HeaderList = [];
  readonly cache: PreflightCache = { entries: [], now: () => this.seconds };

  constructor(
    readonly implementation: Implementation,
    ...preflight: HeaderList
  ) {
    this.answer = preflight;
  }

  /** The methods that went over the wire: `OPTIONS PUT`, or `PUT` where the cache knew. */
  fetch(input: RequestInput): string {
    const record = requestRecord(input);
    const allow: HeaderList = [
      ['Access-Control-Allow-Origin', record.origin],
      ['Access-Control-Allow-Credentials', 'true'],
    ];
    const steps = mainFetch(record, this.implementation, this.cache);
    const sent: string[] = [];
    let step = steps.next();
    while (step.done !== true) {
      const { method, url, kind } = step.value;
      sent.push(method);
      const headerList = kind === 'preflight' ? [...allow, ...this.answer] : [...allow, ...this.request];
      step = steps.next({ url, status: 200, headerList });
    }
    return sent.join(' ');
  }
}

const allowPut: HeaderList[number] = ['Access-Control-Allow-Methods', 'PUT'];
const put = { method: 'PUT' };

describe('https://fetch.spec.whatwg.org/#cors-preflight-cache', () => {
  test('a preflight is remembered for its method and URL, fragment included', () => {
    const agent = new UserAgent(fetchStandard, allowPut);
    expect(agent.fetch(put)).toBe('OPTIONS PUT');
    expect(agent.fetch(put)).toBe('PUT');
    expect(agent.fetch({ ...put, url: 'https://api.example/users#a' })).toBe('OPTIONS PUT');
    expect(agent.fetch({ ...put, url: 'https://api.example/others' })).toBe('OPTIONS PUT');
    expect(agent.fetch({ ...put, origin: 'https://admin.example' })).toBe('OPTIONS PUT');
  });

  test('another method or header asks again', () => {
    const agent = new UserAgent(
      fetchStandard,
      ['Access-Control-Allow-Methods', 'PUT, DELETE'],
      ['Access-Control-Allow-Headers', 'X-Custom'],
    );
    expect(agent.fetch({ headerList: [['x-custom', '1']] })).toBe('OPTIONS GET');
    expect(agent.fetch({ headerList: [['X-CUSTOM', '2']] })).toBe('GET');
    expect(agent.fetch({ method: 'DELETE' })).toBe('DELETE');
    agent.answer = [
      ['Access-Control-Allow-Methods', 'PATCH'],
      ['Access-Control-Allow-Headers', 'X-Other'],
    ];
    expect(agent.fetch({ method: 'PATCH' })).toBe('OPTIONS PATCH');
    expect(agent.fetch({ headerList: [['x-other', '1']] })).toBe('GET');
  });

  test('a wildcard serves every method and header but Authorization', () => {
    const agent = new UserAgent(
      fetchStandard,
      ['Access-Control-Allow-Methods', '*'],
      ['Access-Control-Allow-Headers', '*, Authorization'],
    );
    expect(agent.fetch(put)).toBe('OPTIONS PUT');
    expect(agent.fetch({ method: 'DELETE', headerList: [['x-a', '1']] })).toBe('DELETE');
    agent.answer = [['Access-Control-Allow-Headers', '*']];
    expect(agent.fetch({ url: 'https://api.example/b', headerList: [['x-a', '1']] })).toBe('OPTIONS GET');
    expect(agent.fetch({ url: 'https://api.example/b', headerList: [['authorization', '1']] })).toBe(
      'OPTIONS',
    );
  });

  test('an answer got with credentials also serves requests without, not the reverse', () => {
    const agent = new UserAgent(fetchStandard, allowPut);
    expect(agent.fetch({ ...put, credentialsMode: 'omit' })).toBe('OPTIONS PUT');
    expect(agent.fetch({ ...put, credentialsMode: 'include' })).toBe('OPTIONS PUT');
    const other = new UserAgent(fetchStandard, allowPut);
    expect(other.fetch({ ...put, credentialsMode: 'include' })).toBe('OPTIONS PUT');
    expect(other.fetch({ ...put, credentialsMode: 'omit' })).toBe('PUT');
  });

  test('a request that fails after its preflight makes it forget', () => {
    const agent = new UserAgent(fetchStandard, allowPut);
    expect(agent.fetch(put)).toBe('OPTIONS PUT');
    agent.request = [['Access-Control-Allow-Origin', page]];
    expect(agent.fetch(put)).toBe('PUT');
    agent.request = [];
    expect(agent.fetch(put)).toBe('OPTIONS PUT');
  });

  test('the use-CORS-preflight flag is served by its own method', () => {
    const agent = new UserAgent(fetchStandard);
    expect(agent.fetch({ method: 'POST', useCorsPreflightFlag: true })).toBe('OPTIONS POST');
    expect(agent.fetch({ method: 'POST', useCorsPreflightFlag: true })).toBe('POST');
  });

  const seconds = (value: string | null, implementation: Implementation): number => {
    const agent = new UserAgent(
      implementation,
      allowPut,
      ...(value === null ? [] : ([['Access-Control-Max-Age', value]] as const)),
    );
    agent.fetch(put);
    return Math.max(0, ...agent.cache.entries.map(({ expires }) => expires));
  };

  test.each([
    ['absent', null, 5, 5, 5, 5],
    ['empty', '', 5, 5, 5, 5],
    ['zero: mentoss makes it Infinity', '0', 0, 0, 0, 0],
    ['a number', '600', 600, 600, 600, 600],
    ['a day', '86400', 86400, 7200, 86400, 600],
    ['more than any cap', '100000', 100000, 7200, 86400, 600],
    ['a plus sign', '+600', 5, 600, 0, 600],
    ['negative', '-1', 5, 0, 0, 0],
    ['no number', 'abc', 5, 5, 0, 5],
    ['a list', '10, 20', 5, 5, 0, 5],
  ])('max-age %s', (_, value, standard, chromium, firefox, webkit) => {
    expect(seconds(value, fetchStandard)).toBe(standard);
    expect(seconds(value, implementations.chromium)).toBe(chromium);
    expect(seconds(value, implementations.firefox)).toBe(firefox);
    expect(seconds(value, implementations.webkit)).toBe(webkit);
  });

  test.each([
    [fetchStandard, 5],
    [implementations.firefox, 600],
  ])('max-age behind an empty line: row %#', (implementation, expected) => {
    const agent = new UserAgent(implementation, allowPut, ['Access-Control-Max-Age', '']);
    agent.answer = [...agent.answer, ['Access-Control-Max-Age', '600']];
    agent.fetch(put);
    expect(agent.cache.entries[0]?.expires).toBe(expected);
  });

  test('an entry ends when its seconds have passed', () => {
    const agent = new UserAgent(fetchStandard, allowPut, ['Access-Control-Max-Age', '10']);
    agent.fetch(put);
    agent.seconds = 9;
    expect(agent.fetch(put)).toBe('PUT');
    agent.seconds = 10;
    expect(agent.fetch(put)).toBe('OPTIONS PUT');
  });
});

describe('where the engines differ', () => {
  const { chromium, firefox, webkit } = implementations;

  test.each([
    ['Chromium replaces what it knew, so it asks again', chromium, 'OPTIONS'],
    ['Firefox adds to it', firefox, 'PUT'],
    ['WebKit replaces', webkit, 'OPTIONS'],
  ])('%s', (_, implementation, expected) => {
    const agent = new UserAgent(implementation, allowPut);
    agent.fetch(put);
    agent.answer = [['Access-Control-Allow-Methods', 'DELETE']];
    agent.fetch({ method: 'DELETE' });
    expect(agent.fetch(put)).toBe(expected);
  });

  test.each([
    ['by the Standard an answer that is not kept ends the older one', fetchStandard, 'OPTIONS PUT'],
    ['in Firefox the older one stays', firefox, 'PUT'],
  ])('%s', (_, implementation, expected) => {
    const agent = new UserAgent(implementation, allowPut, ['Access-Control-Allow-Headers', 'x-a']);
    agent.fetch(put);
    agent.answer = [allowPut, ['Access-Control-Max-Age', '0'], ['Access-Control-Allow-Headers', 'x-b']];
    agent.fetch({ ...put, headerList: [['x-b', '1']] });
    expect(agent.fetch(put)).toBe(expected);
  });

  test.each([
    ['Chromium asks again for an opaque origin', chromium, 'OPTIONS PUT'],
    ['Firefox remembers within a document', firefox, 'PUT'],
    ['WebKit remembers within a document', webkit, 'PUT'],
  ])('%s', (_, implementation, expected) => {
    const agent = new UserAgent(implementation, allowPut);
    agent.fetch({ ...put, origin: 'null' });
    expect(agent.fetch({ ...put, origin: 'null' })).toBe(expected);
  });

  test('Firefox never shares between include and omit', () => {
    const agent = new UserAgent(firefox, allowPut);
    agent.fetch({ ...put, credentialsMode: 'include' });
    expect(agent.fetch({ ...put, credentialsMode: 'omit' })).toBe('OPTIONS PUT');
  });

  test('only Firefox forgets after a request that fails', () => {
    const sent = [chromium, firefox, webkit].map((implementation) => {
      const agent = new UserAgent(implementation, allowPut);
      agent.request = [['Access-Control-Allow-Origin', 'https://twice.example']];
      agent.fetch(put);
      agent.request = [];
      return agent.fetch(put);
    });
    expect(sent).toEqual(['PUT', 'OPTIONS PUT', 'PUT']);
  });

  const include = { credentialsMode: 'include' } as const;
  const allow = (methods: string, headers = 'x-custom, authorization'): HeaderList => [
    ['Access-Control-Allow-Methods', methods],
    ['Access-Control-Allow-Headers', headers],
  ];
  const custom = { headerList: [['x-custom', '1']] } as const;
  const authorization = { headerList: [['authorization', 'Bearer token']] } as const;

  // The last request's exchanges in the Standard, Chromium, Firefox and WebKit. The recorded sequences are the evidence.
  test.each<[string, [RequestInput, HeaderList][], string[]]>([
    [
      'a remembered * serves another method, but in Firefox nothing',
      [
        [put, allow('*')],
        [{ method: 'DELETE' }, allow('*')],
      ],
      ['DELETE', 'DELETE', 'OPTIONS DELETE', 'DELETE'],
    ],
    [
      'a remembered * covers Authorization in WebKit only',
      [
        [put, allow('*', '*')],
        [authorization, allow('*', '*')],
      ],
      ['OPTIONS', 'OPTIONS GET', 'OPTIONS GET', 'GET'],
    ],
    [
      'a remembered * does not serve credentials, except to the letter',
      [
        [{ ...custom, ...include }, allow('*')],
        [{ ...put, ...include }, allow('*')],
      ],
      ['PUT', 'OPTIONS', 'OPTIONS', 'OPTIONS'],
    ],
    [
      'HEAD is served by any answer, but in Firefox only where it is listed',
      [
        [{ ...custom, method: 'HEAD' }, allow('PUT')],
        [{ ...custom, method: 'HEAD' }, allow('PUT')],
      ],
      ['HEAD', 'HEAD', 'OPTIONS HEAD', 'HEAD'],
    ],
    [
      'an upload listener is served by any answer, but not in the Standard',
      [
        [put, allow('PUT')],
        [{ method: 'POST', body: new Uint8Array(1), useCorsPreflightFlag: true }, allow('PUT')],
      ],
      ['OPTIONS POST', 'POST', 'POST', 'POST'],
    ],
    [
      'what a refused preflight allows is remembered in WebKit only',
      [
        [{ ...put, ...custom }, allow('PUT', 'y')],
        [put, allow('PUT')],
      ],
      ['OPTIONS PUT', 'OPTIONS PUT', 'OPTIONS PUT', 'PUT'],
    ],
    [
      'a preflight that fails makes everything ask again',
      [
        [put, allow('PUT')],
        [{ method: 'DELETE' }, allow('@')],
        [put, allow('PUT')],
      ],
      ['OPTIONS PUT', 'OPTIONS PUT', 'OPTIONS PUT', 'OPTIONS PUT'],
    ],
  ])('%s', (_, requests, expected) => {
    const engines = [fetchStandard, chromium, firefox, webkit];
    const sent = engines.map((implementation) => {
      const agent = new UserAgent(implementation);
      return requests.map(([request, answer]) => {
        agent.answer = answer;
        return agent.fetch(request);
      });
    });
    expect(sent.map((all) => all.at(-1))).toEqual(expected);
  });

  test('only Firefox forgets after a request without preflight that fails', () => {
    const sent = [fetchStandard, chromium, firefox, webkit].map((implementation) => {
      const agent = new UserAgent(implementation, allowPut);
      agent.fetch(put);
      agent.request = [['Access-Control-Allow-Origin', 'https://twice.example']];
      agent.fetch({});
      agent.request = [];
      return agent.fetch(put);
    });
    expect(sent).toEqual(['PUT', 'PUT', 'OPTIONS PUT', 'PUT']);
  });
});
