import { domainToUnicode } from 'node:url';
import { parseUrl } from '../../src/text/parse-url.js';

/** A check of `Origin` as an app has it. */
export interface Validator {
  readonly id: string;
  readonly trusted: readonly string[];
  readonly accepts: (origin: string) => boolean;
}

const example = 'https://example.com';
const app = 'https://app.example.com';
const local = 'http://localhost:3000';
const tenant = 'https://myapp.vercel.app';
const address = 'http://192.168.1.10';

const host = (origin: string): string => parseUrl(origin)?.hostname ?? '';
const pattern = (regexp: RegExp) => (origin: string) => regexp.test(origin);
const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

const f = (
  number: number,
  trusted: string | readonly string[],
  accepts: Validator['accepts'],
): Validator => ({
  id: `F${String(number).padStart(2, '0')}`,
  trusted: typeof trusted === 'string' ? [trusted] : trusted,
  accepts,
});

function wildcardOnce(): RegExp {
  // replace() with a string takes the first dot only.
  return new RegExp(`^https://${'*.example.com'.replace('.', '\\.').replace('*', '.*')}$`);
}

function partsOf(trusted: readonly string[]): Validator['accepts'] {
  const urls = trusted.map((origin) => new URL(origin));
  return (origin) => {
    const url = parseUrl(origin);
    return (
      url !== undefined &&
      urls.some(({ protocol }) => protocol === url.protocol) &&
      urls.some(({ hostname }) => hostname === url.hostname) &&
      urls.some(({ port }) => port === url.port)
    );
  };
}

/** Shell patterns, as small libraries for lists of origins translate them. */
const glob = (text: string): Validator['accepts'] =>
  pattern(new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('*', '.*')}$`));

/** Checks with one mistake each. They are tried with what they trust as well. */
export const faulty: readonly Validator[] = [
  f(1, example, () => true),
  f(2, example, (origin) => origin.startsWith(example)),
  f(3, example, pattern(/^https:\/\/example\.com/)),
  f(4, example, (origin) => origin.endsWith('example.com')),
  f(5, example, pattern(/example\.com$/)),
  f(6, example, (origin) => origin.includes('example.com')),
  f(7, example, (origin) => origin.indexOf('example.com') !== -1),
  f(8, app, pattern(/^https:\/\/app.example.com$/)),
  f(9, app, pattern(new RegExp(`^${app}$`))),
  f(10, app, pattern(wildcardOnce())),
  f(11, [example, app], (origin) => [example, app].join(',').includes(origin)),
  f(12, [example, 'https://example.org:8443'], (origin) =>
    ['example.com', 'example.org'].join(' ').includes(parseUrl(origin)?.hostname ?? 'none'),
  ),
  f(13, example, (origin) => [example, 'null'].includes(origin)),
  f(14, example, (origin) => host(origin) === 'example.com'),
  f(15, example, pattern(/^https?:\/\/example\.com$/)),
  f(16, example, pattern(/^https:\/\/example\.com(:\d+)?$/)),
  f(17, local, (origin) => origin.startsWith('http://localhost:3000')),
  f(18, local, (origin) => origin.startsWith('http://localhost')),
  f(19, local, (origin) => origin.includes('localhost')),
  f(20, example, (origin) => host(origin).endsWith('example.com')),
  f(21, example, pattern(/^https:\/\/([a-z0-9-]+\.)*example\.com$/)),
  f(22, example, pattern(/\bexample\.com$/)),
  f(23, example, pattern(/^https:\/\/example\.com([^a-z0-9.-].*)?$/i)),
  f(24, example, pattern(/^https:\/\/example\.com\b/)),
  f(25, example, (origin) => origin === example || /^https:\/\/example\.com[^a-z]*\./.test(origin)),
  f(26, example, pattern(/^https:\/\/example\.[a-z.]+$/)),
  f(27, 'https://app.example.co.uk', (origin) => host(origin).split('.').slice(-2).join('.') === 'co.uk'),
  f(28, [example, 'https://app.example.org'], pattern(/^https:\/\/example\.com|app\.example\.org$/)),
  f(29, [example, local], partsOf([example, local])),
  f(30, ['https://foo.com', 'https://bar.com'], pattern(/^https:\/\/(foo|bar)+\.com$/)),
  f(31, tenant, (origin) => host(origin).endsWith('.vercel.app')),
  f(32, tenant, pattern(/^https:\/\/myapp(-[a-z0-9-]+)?\.vercel\.app$/)),
  f(33, tenant, (origin) => origin.includes('vercel.app')),
  f(34, address, pattern(/^http:\/\/192\.168\./)),
  f(35, address, pattern(/^http:\/\/192.168.1.10/)),
  f(36, example, pattern(/:\/\/(.+\.)?example\.com$/)),
  f(37, example, (origin) => origin.replace(/\.$/, '') === example),
  f(38, example, (origin) => withoutAccents(domainToUnicode(host(origin))) === 'example.com'),
  f(39, example, (origin) => origin.toLowerCase() === example),
  f(40, example, (origin) => parseUrl(origin)?.origin === example),
  f(41, example, (origin) => origin in { [example]: 1 }),
  f(42, example, (origin) => origin.split(/[ ,]+/).some((one) => one === example)),
  f(43, example, glob('*example.com')),
  f(44, example, glob('https://example.com*')),
];

const list = [example, local, address];

/** Checks without a mistake. */
export const correct: readonly Validator[] = [
  { id: 'C01', trusted: [example], accepts: (origin) => origin === example },
  { id: 'C02', trusted: list, accepts: (origin) => new Set(list).has(origin) },
];
