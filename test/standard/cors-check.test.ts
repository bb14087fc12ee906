import { describe, expect, test } from '@jest/globals';
import { corsCheck } from '../../src/standard/cors-check.js';
import type { HeaderList } from '../../src/standard/header-list.js';
import { page, requestRecord, responseRecord, type RequestInput } from './scripted-fetch.js';

const headers = (origins: string[], credentials: string[] = []): HeaderList => [
  ...origins.map((value) => ['access-control-allow-origin', value] as const),
  ...credentials.map((value) => ['access-control-allow-credentials', value] as const),
];
const check = (list: HeaderList, request: RequestInput = {}): string => {
  const refusal = corsCheck(requestRecord(request), responseRecord(list));
  return refusal === null
    ? 'success'
    : `${refusal.rule.step} ${refusal.code} ${String(refusal.failedParameter)}`;
};
const include = { credentialsMode: 'include' } as const;

describe('https://fetch.spec.whatwg.org/#concept-cors-check', () => {
  test.each([
    ['step 3: `*` without credentials', headers(['*']), {}, 'success'],
    ['step 3: `*` with credentials mode "omit"', headers(['*']), { credentialsMode: 'omit' }, 'success'],
    ['step 3: `*` for an opaque origin', headers(['*']), { origin: 'null' }, 'success'],
    ['step 5: the very origin', headers([page]), {}, 'success'],
    ['step 5: `null` for an opaque origin', headers(['null']), { origin: 'null' }, 'success'],
    ['step 5: Allow-Credentials is not looked at', headers([page], ['false']), {}, 'success'],
    ['step 7: the very origin and `true`', headers([page], ['true']), include, 'success'],
    ['step 7: `null` and `true`', headers(['null'], ['true']), { ...include, origin: 'null' }, 'success'],
    ['step 2: no header', headers([]), {}, '2 MissingAllowOriginHeader null'],
    ['step 2: with credentials too', headers([], ['true']), include, '2 MissingAllowOriginHeader null'],
    ['step 4: another origin', headers(['https://b.example']), {}, '4 AllowOriginMismatch https://b.example'],
    [
      'step 4: another scheme',
      headers(['http://app.example']),
      {},
      '4 AllowOriginMismatch http://app.example',
    ],
    ['step 4: a trailing slash', headers([`${page}/`]), {}, `4 AllowOriginMismatch ${page}/`],
    ['step 4: the default port', headers([`${page}:443`]), {}, `4 AllowOriginMismatch ${page}:443`],
    ['step 4: upper case', headers(['https://APP.example']), {}, '4 AllowOriginMismatch https://APP.example'],
    ['step 4: `null` for a tuple origin', headers(['null']), {}, '4 AllowOriginMismatch null'],
    [
      'step 4: a tuple for an opaque origin',
      headers([page]),
      { origin: 'null' },
      `4 AllowOriginMismatch ${page}`,
    ],
    ['step 4: an empty value', headers(['']), {}, '4 InvalidAllowOriginValue '],
    ['step 4: no URL', headers(['app.example']), {}, '4 InvalidAllowOriginValue app.example'],
    ['step 4: `NULL`', headers(['NULL']), { origin: 'null' }, '4 InvalidAllowOriginValue NULL'],
    ['step 4: `**`', headers(['**']), {}, '4 InvalidAllowOriginValue **'],
    ['step 4: two lines', headers([page, page]), {}, `4 MultipleAllowOriginValues ${page}, ${page}`],
    ['step 4: two lines of `*`', headers(['*', '*']), {}, '4 MultipleAllowOriginValues *, *'],
    ['step 4: a list', headers([`${page}, *`]), {}, `4 MultipleAllowOriginValues ${page}, *`],
    ['step 4: two origins with a space', headers([`${page} *`]), {}, `4 MultipleAllowOriginValues ${page} *`],
    ['step 4: an empty second line', headers(['*', '']), {}, '4 MultipleAllowOriginValues *, '],
    ['step 4: `*` with credentials', headers(['*']), include, '4 WildcardOriginNotAllowed null'],
    [
      'step 4: `*` and `true` with credentials',
      headers(['*'], ['true']),
      include,
      '4 WildcardOriginNotAllowed null',
    ],
    ['step 8: no Allow-Credentials', headers([page]), include, '8 InvalidAllowCredentials '],
    ['step 8: `True`', headers([page], ['True']), include, '8 InvalidAllowCredentials True'],
    ['step 8: `TRUE`', headers([page], ['TRUE']), include, '8 InvalidAllowCredentials TRUE'],
    ['step 8: `"true"`', headers([page], ['"true"']), include, '8 InvalidAllowCredentials "true"'],
    ['step 8: `1`', headers([page], ['1']), include, '8 InvalidAllowCredentials 1'],
    ['step 8: an empty value', headers([page], ['']), include, '8 InvalidAllowCredentials '],
    [
      'step 8: `true` twice',
      headers([page], ['true', 'true']),
      include,
      '8 InvalidAllowCredentials true, true',
    ],
  ] as const)('%s', (_title, list, request, outcome) => {
    expect(check(list, request)).toBe(outcome);
  });

  test('after a redirect that left another origin, `null` is what has to be allowed', () => {
    const request = {
      ...requestRecord(),
      urlList: ['https://api.example/', 'https://cdn.example/'] as [string, ...string[]],
    };
    const outcomes = [page, 'null', '*'].map(
      (value) => corsCheck(request, responseRecord(headers([value])))?.code,
    );
    expect(outcomes).toEqual(['AllowOriginMismatch', undefined, undefined]);
  });

  test('a refusal cites the algorithm', () => {
    expect(corsCheck(requestRecord(), responseRecord())?.rule).toEqual({
      algorithm: 'CORS check',
      step: '2',
      url: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    });
  });
});
