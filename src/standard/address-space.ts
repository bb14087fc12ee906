import { memoized } from './memoize.js';
import { isLoopback } from './potentially-trustworthy.js';

/** https://wicg.github.io/local-network-access/#ip-address-space */
export type AddressSpace = 'loopback' | 'local' | 'public';

/** Of the table of non-public blocks, as far as an address of it can be a URL's host: first 16 bits, and how many count. */
const blocks4: readonly (readonly [first: number, prefix: number, space: AddressSpace])[] = [
  [0x7f00, 8, 'loopback'],
  [0x0a00, 8, 'local'],
  [0x6440, 10, 'local'],
  [0xac10, 12, 'local'],
  [0xc0a8, 16, 'local'],
  [0xc612, 15, 'loopback'],
  [0xa9fe, 16, 'local'],
  [0x0000, 8, 'local'],
];
const blocks6: typeof blocks4 = [
  [0xfc00, 7, 'local'],
  [0xfe80, 10, 'local'],
  [0xfec0, 10, 'local'],
  [0x3fff, 16, 'local'],
];

/**
 * The address space of a host as a URL serializes it, by what it says itself: an address, `localhost`, or a `.local` name.
 * Where any other name leads is not known; it is taken for public.
 */
export function addressSpaceOfHost(host: string): AddressSpace {
  if (isLoopback(`http://${host}`)) return 'loopback';
  if (host.endsWith('.local')) return 'local';
  if (host.startsWith('[')) return spaceOfIPv6(host.slice(1, -1));
  return /^\d+(\.\d+){3}$/.test(host) ? spaceOfIPv4(host.split('.').map(Number)) : 'public';
}

/** The same of an absolute HTTP(S) URL. */
export const addressSpaceOf: (url: string) => AddressSpace = memoized((url) =>
  addressSpaceOfHost(new URL(url).hostname),
);

function spaceOfIPv4([a = 0, b = 0, c = 0, d = 0]: readonly number[]): AddressSpace {
  return a + b + c + d === 0 ? 'loopback' : inBlock(blocks4, a * 256 + b);
}

/** Of an address in its shortest form, which begins with its first 16 bits unless they are 0. */
function spaceOfIPv6(address: string): AddressSpace {
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(address);
  if (mapped !== null) {
    const [high, low] = mapped.slice(1).map((text) => parseInt(text, 16));
    return spaceOfIPv4([high ?? 0, low ?? 0].flatMap((bits) => [bits >> 8, bits & 255]));
  }
  if (address === '::') return 'loopback';
  if (/^2001:db8:/.test(address)) return 'local';
  const first = address.startsWith('::') ? 0 : parseInt(address, 16);
  // Of 3fff::/20 the next four bits count, too.
  if (first === 0x3fff && !/^3fff:(:|[0-9a-f]{1,3}:)/.test(address)) return 'public';
  return inBlock(blocks6, first);
}

function inBlock(blocks: typeof blocks4, bits: number): AddressSpace {
  return blocks.find(([first, prefix]) => bits >> (16 - prefix) === first >> (16 - prefix))?.[2] ?? 'public';
}
