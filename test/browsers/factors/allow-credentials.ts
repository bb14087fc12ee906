import { allowOrigin, answer, combine, vary, type Factor } from './variation.js';

const credentialValues = [
  ...[
    'true',
    'TRUE',
    'True',
    'tRue',
    'false',
    '1',
    '0',
    'yes',
    'on',
    '',
    ' ',
    '*',
    '"true"',
    "'true'",
    'true;',
    'true,',
    ',true',
  ],
  ...[
    'true, true',
    'true,true',
    'true true',
    'true, false',
    'false, true',
    ' true',
    'true ',
    '\ttrue\t',
    '  true  ',
    'truee',
    'tru',
  ],
  ...['true\u00a0', '?1', 'null', 'include', 'true;q=1', 'true\u00e4', '%74rue', 'true.', '(true)'],
];
export const allowCredentialsLines = [
  [],
  ...credentialValues.map((value) => [value]),
  ...[
    ['true', 'true'],
    ['true', ''],
    ['', 'true'],
    ['true', 'false'],
    ['false', 'true'],
    ['', ''],
  ],
].map((values) => values.map((value) => `Access-Control-Allow-Credentials: ${value}`));

export const allowCredentialsFactor: Factor = {
  name: 'allow-credentials',
  variations: () =>
    combine(allowCredentialsLines, ['{origin}', '*']).flatMap(([lines, origin]) => {
      const varied = answer([allowOrigin(origin), ...lines, 'Access-Control-Allow-Methods: PUT']);
      const { preflight } = vary({ method: 'PUT' }).hops[0] ?? { preflight: varied };
      const { answer: open } = vary().hops[0] ?? { answer: varied };
      return [
        vary({ credentials: 'include', hops: [{ preflight, answer: varied }] }),
        vary({ credentials: 'same-origin', hops: [{ preflight, answer: varied }] }),
        vary({ credentials: 'include', method: 'PUT', hops: [{ preflight: varied, answer: open }] }),
        vary({ credentials: 'include', method: 'PUT', hops: [{ preflight, answer: varied }] }),
        vary({ credentials: 'include', api: 'xhr', hops: [{ preflight, answer: varied }] }),
      ];
    }),
};
