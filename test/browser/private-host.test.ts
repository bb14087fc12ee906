import { expect, test } from '@jest/globals';
import { isPrivateHost } from '../../src/browser/private-host.js';

const rows: Readonly<Record<string, boolean>> = {
  localhost: true,
  'app.localhost': true,
  'nas.local': true,
  '127.0.0.1': true,
  '127.8.9.1': true,
  '10.0.0.1': true,
  '172.16.0.1': true,
  '172.31.255.255': true,
  '192.168.1.1': true,
  '169.254.1.1': true,
  '[::1]': true,
  '[fc00::1]': true,
  '[fd12:3456::1]': true,
  '[fe80::1]': true,
  '[febf::1]': true,
  'localhost.example': false,
  'mylocal.example': false,
  local: false,
  '172.15.0.1': false,
  '172.32.0.1': false,
  '192.169.1.1': false,
  '11.0.0.1': false,
  '8.8.8.8': false,
  '[::2]': false,
  '[fec0::1]': false,
  '[2001:db8::1]': false,
  'api.example': false,
  'fd12.example': false,
  '10.example': false,
};

test.each(Object.entries(rows))('%s: %s', (host, isPrivate) => {
  expect(isPrivateHost(host)).toBe(isPrivate);
});
