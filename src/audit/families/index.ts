import type { Family } from '../family.js';
import type { HostileFamily } from '../hostile-origin.js';
import { punycode, specialAll, specialFirefoxSafari, specialSafari } from './characters.js';
import { crossMix, crossTuple } from './crossings.js';
import { truncateHead, truncateTail } from './cuts.js';
import { dotInner, dotIp, dotTld, dotTldPrefix } from './dots.js';
import {
  prefixDot,
  prefixGlue,
  suffixGlue,
  suffixHyphen,
  suffixUnderscore,
  tldExtend,
  tldSwap,
} from './endings.js';
import { localhostLike, nullOrigin, reflect } from './everyone.js';
import {
  httpDowngrade,
  httpSubdomain,
  lastTwoLabels,
  portGlue,
  portSwap,
  subdomain,
  tenantSibling,
  trailingDot,
} from './neighbours.js';
import { jsKeys, multiValue, schemeSwap, uppercase, userinfoPath } from './never-sent.js';
import { devOrigin, extensionScheme, thirdParty } from './opt-in.js';

export const families: Readonly<Record<HostileFamily, Family>> = {
  reflect,
  null: nullOrigin,
  'prefix-dot': prefixDot,
  'prefix-glue': prefixGlue,
  'tld-extend': tldExtend,
  'tld-swap': tldSwap,
  'suffix-glue': suffixGlue,
  'suffix-hyphen': suffixHyphen,
  'suffix-underscore': suffixUnderscore,
  'dot-inner': dotInner,
  'dot-tld': dotTld,
  'dot-tld+prefix': dotTldPrefix,
  'dot-ip': dotIp,
  'truncate-tail': truncateTail,
  'truncate-head': truncateHead,
  'last-two-labels': lastTwoLabels,
  'tenant-sibling': tenantSibling,
  subdomain,
  'http-downgrade': httpDowngrade,
  'http-subdomain': httpSubdomain,
  'port-swap': portSwap,
  'port-glue': portGlue,
  'special-all': specialAll,
  'special-ff-safari': specialFirefoxSafari,
  'special-safari': specialSafari,
  'localhost-like': localhostLike,
  'cross-mix': crossMix,
  'cross-tuple': crossTuple,
  'trailing-dot': trailingDot,
  punycode,
  'dev-origin': devOrigin,
  'third-party': thirdParty,
  'ext-scheme': extensionScheme,
  uppercase,
  'userinfo-path': userinfoPath,
  'multi-value': multiValue,
  'scheme-swap': schemeSwap,
  'js-keys': jsKeys,
};
