import type { Implementation } from '../standard/implementation.js';
import { type Difference, difference } from './difference.js';

const language = { acceptLanguage: 'en-US,en;q=0.9' };
const all = 'gzip, deflate, br, zstd';
const encodings = { acceptEncoding: { https: all, loopback: all, other: 'gzip, deflate' } };

/**
 * How each engine describes itself, of the version and platform that was last observed. Safari and Chrome stand for the builds
 * of their engines that are nobody's browser.
 */
export const userAgents: readonly Difference<keyof Implementation>[] = [
  difference(
    'userAgentHeaders',
    {
      chromium: {
        ...language,
        ...encodings,
        userAgent:
          'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
        clientHints: [
          ['sec-ch-ua', '"Not:A-Brand";v="8", "Chromium";v="156"'],
          ['sec-ch-ua-mobile', '?0'],
          ['sec-ch-ua-platform', '"Linux"'],
        ],
        storageAccess: ['request', 'worker', 'behind-redirects'],
        priority: {},
        beaconMaxAge: false,
      },
      firefox: {
        ...language,
        ...encodings,
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
        clientHints: [],
        storageAccess: ['preflight', 'request'],
        priority: {
          fetch: 'u=4',
          eventsource: 'u=4',
          beacon: 'u=6',
          image: 'u=5, i',
          style: 'u=2',
          audio: 'u=4',
          video: 'u=4',
          worker: 'u=4',
        },
        beaconMaxAge: false,
      },
      webkit: {
        acceptLanguage: 'en-US',
        acceptEncoding: { https: 'gzip, deflate, br', loopback: 'gzip, deflate', other: 'gzip, deflate' },
        userAgent:
          'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
        clientHints: [],
        storageAccess: [],
        priority: {},
        beaconMaxAge: true,
      },
    },
    'Observed: the whole requests in Chromium 156, Firefox 153 and WebKitGTK 2.50, third-party cookies blocked; test/browsers/whole.',
  ),
  difference(
    'accept',
    {
      chromium: {
        image: 'image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
        style: 'text/css,*/*;q=0.1',
      },
      firefox: {
        image: 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
        font: 'application/font-woff2;q=1.0,application/font-woff;q=0.9,*/*;q=0.8',
        style: 'text/css,*/*;q=0.1',
        video: 'video/webm,video/ogg,video/*;q=0.9,application/ogg;q=0.7,audio/*;q=0.6,*/*;q=0.5',
        audio: 'audio/webm,audio/ogg,audio/wav,audio/*;q=0.9,application/ogg;q=0.7,video/*;q=0.6,*/*;q=0.5',
      },
      webkit: {
        image: 'image/webp,image/avif,video/*;q=0.8,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
        style: 'text/css,*/*;q=0.1',
      },
    },
    'Observed: what each engine accepts of each destination.',
  ),
  difference(
    'tellsModeOfEveryPreflight',
    { chromium: true },
    'Observed: a preflight to an http: URL that is not on this machine says Sec-Fetch-Mode: cors in Chromium only.',
  ),
  difference(
    'preflightsCarryUserAgent',
    { webkit: true },
    'Observed: a page sets User-Agent, and the preflight that names it carries it in WebKitGTK only.',
  ),
  difference(
    'droppedBehindRedirects',
    { webkit: ['pragma', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'] },
    'Observed in WebKitGTK; what cleans the request behind a redirect (CrossOriginAccessControl.cpp) is common to all ports of WebKit.',
  ),
  difference(
    'loadsFontsWithoutCors',
    { webkit: true },
    'Observed: WebKitGTK loads a font of another origin in mode "no-cors", without Origin, whatever the response allows.',
  ),
];
