import type { HeaderLine } from '../scenario.js';
import {
  allowCredentials,
  allowOrigin,
  answer,
  combine,
  vary,
  type Factor,
  type Variation,
} from './variation.js';
import { allowHeadersValues, allowMethodsValues } from './preflight-values.js';

const lines = (name: string, values: string[]): string[] => values.map((value) => `${name}: ${value}`);
const preflighted = (extra: string[], rest: Partial<Variation>): Variation =>
  vary({
    ...rest,
    hops: [
      {
        preflight: answer([allowOrigin('{origin}'), allowCredentials, ...extra]),
        answer: answer([allowOrigin('{origin}'), allowCredentials]),
      },
    ],
  });

const custom: HeaderLine[] = [['X-Custom', 'value']];

export const allowMethodsFactor: Factor = {
  name: 'allow-methods',
  variations: () =>
    allowMethodsValues.flatMap((values) => {
      const methods = lines('Access-Control-Allow-Methods', values);
      const both = [...methods, 'Access-Control-Allow-Headers: x-custom'];
      return [
        preflighted(methods, { method: 'PUT' }),
        preflighted(methods, { method: 'PUT', credentials: 'include' }),
        preflighted(methods, { method: 'patch' }),
        preflighted(methods, { method: 'put', api: 'xhr' }),
        preflighted(both, { headers: custom }),
        preflighted(both, { method: 'HEAD', headers: custom, credentials: 'include' }),
        preflighted(both, { method: 'POST', headers: custom }),
      ];
    }),
};

export const allowHeadersFactor: Factor = {
  name: 'allow-headers',
  variations: () => {
    const authorization: HeaderLine[] = [['Authorization', 'Bearer token']];
    const three: HeaderLine[] = [['content-type', 'application/json'], ...custom, ...authorization];
    return allowHeadersValues.flatMap((values) => {
      const headers = lines('Access-Control-Allow-Headers', values);
      const both = [...headers, 'Access-Control-Allow-Methods: PUT'];
      return [
        preflighted(headers, { headers: custom }),
        preflighted(headers, { headers: custom, credentials: 'include' }),
        preflighted(headers, { headers: authorization }),
        preflighted(headers, { headers: authorization, credentials: 'include' }),
        preflighted(headers, { headers: three, method: 'POST' }),
        preflighted(headers, { headers: custom, api: 'xhr' }),
        preflighted(both, { method: 'PUT' }),
        preflighted(both, { method: 'PUT', headers: custom }),
      ];
    });
  },
};

/** Both lists wrong at once: which one is named? */
export const faultOrderFactor: Factor = {
  name: 'fault-order',
  variations: () => {
    const origins = ['{origin}', '*', '{third}'];
    const lists = [
      ['Access-Control-Allow-Methods: @', 'Access-Control-Allow-Headers: x-custom'],
      ['Access-Control-Allow-Methods: @', 'Access-Control-Allow-Headers: @'],
      ['Access-Control-Allow-Methods: GET', 'Access-Control-Allow-Headers: @'],
      ['Access-Control-Allow-Methods: GET', 'Access-Control-Allow-Headers: y'],
      ['Access-Control-Allow-Methods: PUT', 'Access-Control-Allow-Headers: y'],
      ['Access-Control-Allow-Methods: PUT', 'Access-Control-Allow-Headers: x-custom'],
    ];
    return combine(combine(origins, lists), combine([200, 404, 301, 307, 500], [true, false])).map(
      ([[origin, list], [status, credentialed]]) =>
        vary({
          method: 'PUT',
          headers: [['x-b', '1'], ...custom, ['x-a', '2']],
          credentials: credentialed ? 'include' : 'omit',
          hops: [
            {
              preflight: answer(
                [
                  ...[allowOrigin(origin), ...list],
                  ...(status === 301 ? ['Location: {target}{hop:1}'] : []),
                  ...(status === 404 ? [allowCredentials] : []),
                ],
                status,
              ),
              answer: answer([allowOrigin('*')]),
            },
          ],
        }),
    );
  },
};
