import type { HeaderLine } from '../scenario.js';
import {
  allowCredentials,
  allowOrigin,
  answer,
  byteCharacters,
  combine,
  vary,
  type Factor,
  type Variation,
} from './variation.js';

const custom: HeaderLine[] = [['X-Custom', 'value']];

const answered = (lines: string[]): Variation =>
  vary({ credentials: 'include', hops: [{ preflight: answer([]), answer: answer(lines) }] });

const preflighted = (lines: string[], rest: Partial<Variation>): Variation =>
  vary({
    ...rest,
    hops: [{ preflight: answer([allowOrigin('*'), ...lines]), answer: answer([allowOrigin('*')]) }],
  });

/** Every byte at every place where it might be taken for something else. */
export const responseByteFactor: Factor = {
  name: 'response-byte',
  variations: () =>
    byteCharacters().flatMap((byte) => [
      answered([`Access-Control-Allow-Origin: {origin}${byte}`, allowCredentials]),
      answered([`Access-Control-Allow-Origin:${byte}{origin}`, allowCredentials]),
      answered([allowOrigin('{origin}'), `Access-Control-Allow-Credentials: true${byte}`]),
      answered([
        allowOrigin('{origin}'),
        allowCredentials,
        `X-One: a${byte}b`,
        'Access-Control-Expose-Headers: x-one',
      ]),
      answered([
        allowOrigin('{origin}'),
        allowCredentials,
        'X-One: 1',
        `Access-Control-Expose-Headers: x-one${byte}`,
      ]),
      preflighted([`Access-Control-Allow-Methods: PUT${byte}`], { method: 'PUT' }),
      preflighted([`Access-Control-Allow-Headers: x-custom${byte}`], { headers: custom }),
    ]),
};

/** Every printable byte inside the name of the field. */
export const fieldNameByteFactor: Factor = {
  name: 'field-name-byte',
  variations: () =>
    byteCharacters().flatMap((byte) => [
      answered([`Access-Control-Allow-Origin${byte}: {origin}`, allowCredentials]),
      answered([
        allowOrigin('{origin}'),
        allowCredentials,
        `X${byte}One: 1`,
        'Access-Control-Expose-Headers: *, x-one',
      ]),
    ]),
};

/** How a line can be written: `N` stands for the name and `V` for the value. */
const forms = [
  ...[
    'N: V',
    'N:V',
    'N:  V',
    'N:\tV',
    'N: V ',
    'N: V\t',
    'N : V',
    'N\t: V',
    'N  : V',
    ' N: V',
    '\tN: V',
    'N',
    'N:',
    'N V',
    'N=V',
  ],
  ...[
    'N:: V',
    'N: : V',
    ': V',
    'N:\r\n V',
    'N:\r\n\tV',
    'N:\r\n  V',
    'N: V\r\n ',
    'N: V\r\n\t',
    'N: \r\n V',
    'N: V\r\n x',
    'N: V\r\n\tx',
  ],
  ...[
    'N: V\r\n ,x',
    'N: x\r\n V',
    'X: y\r\n N: V',
    'X: y\r\nN: V',
    'N: V\r\nX: y',
    'N: V\r\nX',
    'X\r\nN: V',
    '"N": V',
    'N: "V"',
  ],
];
const fields = [
  ['Access-Control-Allow-Origin', '{origin}'],
  ['access-control-allow-origin', '{origin}'],
  ['ACCESS-CONTROL-ALLOW-ORIGIN', '{origin}'],
  ['Access-control-Allow-origin', '*'],
  ['Access-Control-Allow-Credentials', 'true'],
  ['access-control-allow-credentials', 'true'],
  ['Access-Control-Allow-Methods', 'PUT'],
  ['access-control-allow-methods', 'PUT'],
  ['Access-Control-Allow-Headers', 'x-custom'],
  ['ACCESS-CONTROL-ALLOW-HEADERS', 'x-custom'],
  ['Access-Control-Expose-Headers', 'x-one'],
  ['Access_Control_Allow_Origin', '*'],
  ['Access-Control-Allow-Origins', '*'],
  ['Access-Control-Allow-Header', 'x-custom'],
  ['Access-Control-Allow-Method', 'PUT'],
  ['Allow', 'PUT'],
] as const;

/** Blanks, folding and case around the colon. */
export const lineFormFactor: Factor = {
  name: 'line-form',
  variations: () =>
    combine(fields, forms).flatMap(([[name, value], form]) => {
      const line = form.replace('N', name).replace('V', value);
      const rest = [
        allowOrigin('{origin}'),
        allowCredentials,
        'Access-Control-Allow-Methods: PUT',
        'X-One: 1',
      ];
      const lower = name.toLowerCase();
      const others = rest.filter((other) => !other.toLowerCase().startsWith(`${lower}:`));
      const kept = lower.includes('origin') ? others.filter((other) => !/Allow-Origin:/.test(other)) : others;
      // A line that no name stands before, as a proxy or a filter would leave it behind.
      const lines = [...kept, line];
      const change: Partial<Variation> = lower.includes('allow-header') ? { headers: custom } : {};
      const hops = [{ preflight: answer(lines), answer: answer(lines) }];
      return [vary({ ...change, hops, credentials: 'include' }), vary({ ...change, hops, method: 'PUT' })];
    }),
};
