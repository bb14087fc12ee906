import type { Place } from './case.js';

export type Role = 'page' | 'api' | 'third';
export type Scheme = 'http' | 'https';
export type PortOf = (scheme: Scheme, role: Role) => number;

const places: Readonly<Record<Place, readonly [Scheme, host: string, Role]>> = {
  'loopback-name': ['http', 'localhost', 'page'],
  'loopback-address': ['http', '127.0.0.1', 'api'],
  'loopback-other-port': ['http', '127.0.0.1', 'third'],
  'loopback-third': ['http', '127.0.0.1', 'third'],
  'https-page': ['https', 'app.example', 'page'],
  'https-api': ['https', 'api.test', 'api'],
  'https-sibling': ['https', 'api.app.example', 'api'],
  'https-third': ['https', 'third.test', 'third'],
  'http-page': ['http', 'app.example', 'page'],
  'http-api': ['http', 'api.test', 'api'],
  'http-sibling': ['http', 'api.app.example', 'api'],
};
export const allPlaces = Object.keys(places) as Place[];

/** The names that the pages know; the browser must take them to this machine. */
export const publicHosts = ['app.example', 'api.app.example', 'api.test', 'third.test'] as const;

export interface Origins {
  readonly originOf: (place: Place) => string;
  /** `{https-api}` in place of an origin. */
  readonly normalize: (text: string) => string;
}

export function originsBy(portOf: PortOf): Origins {
  const originOf = (place: Place): string => {
    const [scheme, host, role] = places[place];
    return `${scheme}://${host}:${String(portOf(scheme, role))}`;
  };
  return {
    originOf,
    normalize: (text) =>
      allPlaces.reduce((left, place) => left.replaceAll(originOf(place), `{${place}}`), text),
  };
}
