import { parseUrl } from '../../src/text/parse-url.js';
import type { Random } from '../browsers/random.js';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

function label(random: Random): string {
  if (random.chance(0.3))
    return random.pick([
      'app',
      'api',
      'www',
      'evil',
      'x',
      'a-b',
      'xn--bcher-kva',
      'my_app',
      'example',
      'null',
    ]);
  // 63 is as long as a label may be.
  const length = random.chance(0.05) ? 63 : 1 + random.below(12);
  return Array.from({ length }, () => random.pick([...letters])).join('');
}

const suffixes = [
  'com',
  'co.uk',
  'io',
  'dev',
  'test',
  'example',
  'internal',
  'vercel.app',
  'github.io',
  'com.au',
  'xn--p1ai',
  'evil.test',
  'kawasaki.jp',
  's3.amazonaws.com',
] as const;

function host(random: Random): string {
  const byte = (): string => String(random.below(256));
  const kind = random.next();
  if (kind < 0.1) return random.pick(['localhost', 'intranet', 'app.localhost', 'test', 'com', 'vercel.app']);
  if (kind < 0.2) return [byte(), byte(), byte(), byte()].join('.');
  if (kind < 0.27) return random.pick(['[::1]', '[2001:db8::1]', '[fe80::1]', '[::]']);
  const labels = Array.from({ length: 1 + random.below(random.chance(0.1) ? 8 : 3) }, () => label(random));
  return [...labels, random.pick(suffixes)].join('.') + (random.chance(0.04) ? '.' : '');
}

/** A list of 1 to 12 origins as a browser serializes them; a few are opaque or of another scheme. */
export function randomTrusted(random: Random): string[] {
  const count = 1 + random.below(random.chance(0.2) ? 12 : 3);
  return Array.from({ length: count }, () => {
    if (random.chance(0.04)) return random.pick(['null', 'capacitor://localhost', 'chrome-extension://abc']);
    const port = random.chance(0.4)
      ? random.pick([':3000', ':8080', ':1337', ':8', ':65535', ':80', ':443'])
      : '';
    const text = `${random.pick(['http', 'https'])}://${host(random)}${port}`;
    // A label of digits at the end, or one that is no punycode, makes no URL.
    return parseUrl(text)?.origin ?? 'https://example.com';
  });
}
