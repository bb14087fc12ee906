import type { Kind } from './case.js';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const of = (type: string, body: string | Buffer): readonly [string, Buffer] => [type, Buffer.from(body)];

/** What each kind is sent: content that a browser can use, but for fonts and media. */
export const bodies: Readonly<Record<Kind | 'other', readonly [type: string, body: Buffer]>> = {
  fetch: of('application/json', '{}'),
  xhr: of('application/json', '{}'),
  image: of('image/png', Buffer.from(pixel, 'base64')),
  font: of('font/woff2', 'no font'),
  script: of('text/javascript', ';'),
  module: of('text/javascript', 'export {};'),
  stylesheet: of('text/css', 'a {}'),
  video: of('video/mp4', 'no video'),
  audio: of('audio/mpeg', 'no audio'),
  eventsource: of('text/event-stream', 'data: 1\n\n'),
  beacon: of('text/plain', ''),
  worker: of('text/javascript', 'export {};'),
  other: of('application/json', '{}'),
};
