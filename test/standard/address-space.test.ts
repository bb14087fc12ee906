import { expect, test } from '@jest/globals';
import { addressSpaceOf, type AddressSpace } from '../../src/standard/address-space.js';

/** By https://wicg.github.io/local-network-access/#non-public-ip-address-blocks */
const rows: Readonly<Record<AddressSpace, readonly string[]>> = {
  loopback: [
    'localhost',
    'app.localhost',
    '127.0.0.1',
    '127.8.9.1',
    '[::1]',
    '0.0.0.0',
    '[::]',
    '198.18.0.1',
    '198.19.255.255',
    '[::ffff:127.0.0.1]',
  ],
  local: [
    'nas.local',
    'a.nas.local',
    '10.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.1.1',
    '0.1.2.3',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    '[febf::1]',
    '[fec0::1]',
    '[2001:db8::1]',
    '[3fff::1]',
    '[3fff:fff:1::]',
    '[::ffff:10.0.0.1]',
    '0xC0A80101',
  ],
  public: [
    'localhost.example',
    'mylocal.example',
    'local',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.1.1',
    '11.0.0.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.1',
    '198.17.0.1',
    '198.20.0.1',
    '[::2]',
    '[fbff::1]',
    '[2001:db9::1]',
    '[2606:4700::1]',
    '[3fff:1000::1]',
    '[::ffff:8.8.8.8]',
    'api.example',
    'fd12.example',
    '10.example',
  ],
};

test.each(Object.entries(rows).flatMap(([space, hosts]) => hosts.map((host) => [host, space])))(
  '%s is %s',
  (host, space) => {
    expect(addressSpaceOf(`http://${host ?? ''}:8080/a`)).toBe(space);
    expect(addressSpaceOf(`https://${host ?? ''}`)).toBe(space);
  },
);
