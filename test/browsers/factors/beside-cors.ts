import type { Answer, Hop, ScriptedRequest } from '../scenario.js';
import {
  allowCredentials,
  allowOrigin,
  answer,
  combine,
  vary,
  type Factor,
  type Variation,
} from './variation.js';

/** Allows everything; `lines` come besides, to the preflight and to the request, or to one of them. */
function openHop(lines: { preflight?: string[]; answer?: string[] } = {}, status = 200): Hop {
  const open = [
    allowOrigin('{origin}'),
    allowCredentials,
    'Access-Control-Allow-Methods: PUT, DELETE',
    'Access-Control-Allow-Headers: x-custom, content-type',
  ];
  return {
    preflight: answer([...open, ...(lines.preflight ?? [])]),
    answer: answer([...open, ...(lines.answer ?? [])], status),
  };
}

/** The request in every mode there is, at home and away. */
const shapes: Partial<Variation>[] = [
  {},
  { credentials: 'include' },
  { method: 'PUT' },
  { method: 'HEAD' },
  { method: 'POST', body: { kind: 'string', text: 'body' } },
  { api: 'xhr' },
  { api: 'xhr', method: 'PUT', credentials: 'include' },
  { mode: 'no-cors' },
  { mode: 'same-origin' },
  { mode: 'no-cors', redirect: 'manual' },
  { redirect: 'error' },
  { redirect: 'manual' },
  { target: '{page}' },
  { target: '{page}', method: 'PUT' },
  { target: '{page}', mode: 'same-origin' },
  { target: '{page}', api: 'xhr' },
  { page: 'sandboxed-frame' },
];

const at = (place: string, port: number): string => `http://${place}:${String(port)}`;

/** https://fetch.spec.whatwg.org/#bad-port */
const badPorts = [
  ...[0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102],
  ...[103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512],
  ...[513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719],
  ...[1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697],
  10080,
];

/**
 * Redirected to a bad port, an XMLHttpRequest never ends in Firefox, and WebKit, which tries to connect for the
 * preflight, says sometimes this and sometimes that.
 */
const isFollowedAlike = ({ api, method }: Partial<Variation>): boolean => api !== 'xhr' && method !== 'PUT';

/** Ports that nothing may be sent to: as they are asked for, and where a redirect leads. */
export const badPortFactor: Factor = {
  name: 'bad-port',
  variations: () => [
    ...badPorts.map((port) => vary({ target: at('127.0.0.1', port) })),
    ...shapes
      .filter(({ target }) => target === undefined)
      .map((shape) => vary({ ...shape, target: at('127.0.0.1', 6667) })),
    vary({ target: at('localhost', 6667) }),
    vary({ target: 'http://127.0.0.1:06667' }),
    ...combine([302, 307], shapes.filter(isFollowedAlike)).map(([status, shape]) =>
      vary({ ...shape, hops: [openHop({ answer: [`Location: ${at('127.0.0.1', 6667)}/`] }, status)] }),
    ),
    ...badPorts
      .slice(0, 6)
      .map((port) => vary({ hops: [openHop({ answer: [`Location: ${at('127.0.0.1', port)}/`] }, 302)] })),
    // User info and another mode are refused for as well.
    vary({ hops: [openHop({ answer: ['Location: http://a:b@127.0.0.1:6667/'] }, 302)] }),
    vary({
      target: '{page}',
      mode: 'same-origin',
      hops: [openHop({ answer: [`Location: ${at('127.0.0.1', 6667)}/`] }, 302)],
    }),
  ],
};

/** 407 belongs to a proxy; a 205 has no body. */
export const proxyStatusFactor: Factor = {
  name: 'proxy-status',
  variations: () => {
    const challenge = 'Proxy-Authenticate: Basic realm="a"';
    const statused = (status: number, lines: string[]): Answer =>
      answer([allowOrigin('*'), ...lines], status);
    const open = openHop();
    return [
      ...combine([407, 205], [[], [challenge]]).flatMap(([status, lines]) => [
        ...shapes.map((shape) => {
          const last: Answer = { ...openHop({ answer: lines }, status).answer };
          return vary({ ...shape, hops: [{ ...open, answer: last }] });
        }),
        vary({ hops: [{ ...open, answer: statused(status, lines) }] }),
        vary({ hops: [{ ...open, answer: answer(lines, status) }] }),
        vary({ method: 'PUT', hops: [{ ...open, preflight: { ...open.preflight, status } }] }),
        vary({ method: 'PUT', hops: [{ ...open, preflight: answer(lines, status) }] }),
        vary({
          hops: [
            openHop({ answer: ['Location: {third}{hop:1}'] }, 302),
            { ...open, answer: statused(status, lines) },
          ],
        }),
      ]),
    ];
  },
};

const dispositions: string[][] = [
  ['inline', 'attachment'],
  ['attachment', 'attachment'],
  ['attachment', 'Attachment'],
  ['attachment', ''],
  ['', 'attachment'],
  ['', ''],
  ['attachment', 'attachment', 'inline'],
  ['attachment, inline'],
  ['attachment, attachment'],
  ['attachment,'],
  [',attachment'],
  ['attachment; filename=a,b.txt'],
  ['attachment; filename="a,b.txt"'],
  ['attachment; filename="a, b.txt"', 'attachment; filename="a, b.txt"'],
  ["attachment; filename='a,b.txt'"],
  ['attachment; filename="a\\",b.txt"'],
  ['attachment; filename="a,b.txt'],
  ['attachment; filename=a', 'attachment;filename=a'],
  ['attachment ', 'attachment'],
];

/** Where a download's name is given twice, or seems to be. */
export const dispositionFactor: Factor = {
  name: 'content-disposition',
  variations: () => {
    const lines = (values: readonly string[]): string[] =>
      values.map((value) => `Content-Disposition: ${value}`);
    const two = lines(['inline', 'attachment']);
    return [
      ...dispositions.map((values) => vary({ hops: [openHop({ answer: lines(values) })] })),
      ...shapes.map((shape) => vary({ ...shape, hops: [openHop({ answer: two })] })),
      ...[204, 302, 304, 404, 500].map((status) => vary({ hops: [openHop({ answer: two }, status)] })),
      vary({ method: 'PUT', hops: [openHop({ preflight: two })] }),
      vary({ hops: [{ ...openHop(), answer: answer(two) }] }),
      vary({ hops: [openHop({ answer: ['Location: {third}{hop:1}', ...two] }, 302), openHop()] }),
      vary({ hops: [openHop({ answer: ['Location: {third}{hop:1}'] }, 302), openHop({ answer: two })] }),
      vary({
        hops: [openHop({ answer: ['Content-Disposition: inline', 'content-disposition: attachment'] })],
      }),
      // Other headers that are there twice.
      ...['Content-Type: text/plain|Content-Type: text/html', 'X-One: 1|X-One: 2', 'ETag: "1"|ETag: "2"'].map(
        (pair) => vary({ hops: [openHop({ answer: pair.split('|') })] }),
      ),
    ];
  },
};

const locations: string[][] = [
  ['{third}{hop:1}', '{target}{hop:1}'],
  ['{target}{hop:1}', '{third}{hop:1}'],
  ['{third}{hop:1}', '{third}{hop:1}'],
  ['{third}{hop:1}', ''],
  ['', '{third}{hop:1}'],
  ['', ''],
  ['{third}{hop:1}, {target}{hop:1}'],
  ['{third}{hop:1}', '{third}{hop:1}#a'],
  ['{third}{hop:1}', '{third}{hop:1}', '{third}{hop:1}'],
  ['http://[', '{third}{hop:1}'],
];
const redirectStatuses = [301, 302, 303, 307, 308];

/** Several lines of Location, on redirects and on other answers. */
export const locationLinesFactor: Factor = {
  name: 'location-lines',
  variations: () => {
    const lines = (values: readonly string[]): string[] => values.map((value) => `Location: ${value}`);
    const [two = [], , same = []] = locations;
    return [
      ...combine(locations, [200, 302, 307]).map(([values, status]) =>
        vary({ hops: [openHop({ answer: lines(values) }, status), openHop()] }),
      ),
      ...combine([two, same], shapes).flatMap(([values, shape]) =>
        [200, 302].map((status) =>
          vary({ ...shape, hops: [openHop({ answer: lines(values) }, status), openHop()] }),
        ),
      ),
      ...[201, 204, 300, 301, 303, 304, 308, 404].map((status) =>
        vary({ hops: [openHop({ answer: lines(two) }, status), openHop()] }),
      ),
      vary({ method: 'PUT', hops: [openHop({ preflight: lines(two) })] }),
      vary({ method: 'PUT', hops: [openHop({ preflight: lines(same) })] }),
      vary({ hops: [{ ...openHop(), answer: answer(lines(two)) }] }),
    ];
  },
};

const policies: ScriptedRequest['redirect'][] = ['follow', 'error', 'manual'];
const noAddresses = ['', ' ', '\t', ' \t ', 'http://', 'http://[', '//', 'http://127.0.0.1:99999/', '?'];

/** A Location that is empty, blank or no URL, and a redirect status without one, by redirect mode. */
export const locationValueFactor: Factor = {
  name: 'location-value',
  variations: () => [
    ...combine(combine(noAddresses, policies), ['{target}', '{page}']).map(([[value, redirect], target]) =>
      vary({ redirect, target, hops: [openHop({ answer: [`Location:${value}`] }, 302), openHop()] }),
    ),
    ...combine(noAddresses.slice(0, 6), redirectStatuses).flatMap(([value, status]) => [
      vary({ hops: [openHop({ answer: [`Location: ${value}`] }, status), openHop()] }),
      vary({
        method: 'POST',
        body: { kind: 'string', text: 'body' },
        hops: [openHop({ answer: [`Location: ${value}`] }, status), openHop()],
      }),
    ]),
    ...combine(
      noAddresses.slice(0, 6),
      // The preflights of a PUT that is sent to one URL over and over: Firefox caches them now and then.
      shapes.filter(({ method, target }) => method !== 'PUT' || target !== undefined),
    ).map(([value, shape]) =>
      vary({ ...shape, hops: [openHop({ answer: [`Location:${value}`] }, 307), openHop()] }),
    ),
    ...combine(combine(policies, redirectStatuses), ['{target}', '{page}']).flatMap(
      ([[redirect, status], target]) => [
        vary({ redirect, target, hops: [openHop({}, status)] }),
        vary({ redirect, target, mode: 'no-cors', hops: [openHop({}, status)] }),
        vary({ redirect, target, method: 'PUT', hops: [openHop({}, status)] }),
        vary({ redirect, target, hops: [{ ...openHop(), answer: answer([], status) }] }),
      ],
    ),
    ...['', ' ', 'http://['].map((value) =>
      vary({
        method: 'PUT',
        hops: [{ ...openHop(), preflight: answer([allowOrigin('*'), `Location:${value}`], 302) }],
      }),
    ),
  ],
};
