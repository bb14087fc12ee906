import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** This machine (RFC 1122, 4291), private networks (RFC 1918, 4193) and links (RFC 3927, 4291). */
const addresses = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  addresses.addSubnet(network, prefix, 'ipv4');
addresses.addAddress('::1', 'ipv6');
addresses.addSubnet('fc00::', 7, 'ipv6');
addresses.addSubnet('fe80::', 10, 'ipv6');

/** Whether a URL's host is this machine, or an address or `.local` name of a private network. */
export function isPrivateHost(host: string): boolean {
  if (isIPv4(host)) return addresses.check(host, 'ipv4');
  const inBrackets = host.replace(/^\[|\]$/g, '');
  if (isIPv6(inBrackets)) return addresses.check(inBrackets, 'ipv6');
  return host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.local');
}
