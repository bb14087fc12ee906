/** Whose page asks whom, in which address space each is, and what the user has answered. Plain data. */
export interface LocalNetworkCase {
  readonly page: string;
  /** Of the API, the path apart. */
  readonly api: string;
  readonly method: 'GET' | 'PUT';
  readonly mode: 'cors' | 'no-cors';
  readonly permission: 'granted' | 'denied';
  /** Where the API redirects to. */
  readonly redirect?: string;
}

/** What Chromium did. */
export interface LocalNetworkObservation {
  readonly verdict: 'allowed' | 'blocked';
  readonly code: string | null;
  /** `METHOD URL` of what arrived, in order. */
  readonly wire: readonly string[];
  readonly console: readonly string[];
}

export type AddressSpace = 'loopback' | 'local' | 'public';

/** Names and addresses, all of which lead to this machine, by the address space it is said to be in. */
export const hosts: Readonly<Record<AddressSpace, readonly string[]>> = {
  public: ['app.example', 'api.example', '203.0.113.7'],
  local: ['192.168.1.9', '192.168.1.5', '10.0.0.1', '169.254.1.1', 'printer.local', 'intranet.example'],
  loopback: ['localhost', 'api.localhost', '127.0.0.1'],
};

const pages = [
  'https://app.example',
  'http://app.example',
  'https://192.168.1.9',
  'http://192.168.1.9',
  'http://printer.local',
  'https://localhost',
  'http://localhost',
];

const apis = Object.values(hosts)
  .flat()
  .flatMap((host) => [`https://${host}`, `http://${host}`]);

const permissions = ['granted', 'denied'] as const;

/** Every page asks every API that is at another origin, and is redirected from a public one. */
export const localNetworkCases: readonly LocalNetworkCase[] = pages.flatMap((page) =>
  permissions.flatMap((permission) => [
    ...apis
      .filter((api) => api !== page)
      .flatMap((api) => {
        const common = { page, api, permission } as const;
        return [
          { ...common, method: 'GET', mode: 'cors' } as const,
          { ...common, method: 'PUT', mode: 'cors' } as const,
          { ...common, method: 'GET', mode: 'no-cors' } as const,
        ];
      }),
    ...['http://192.168.1.5', 'http://printer.local', 'https://intranet.example', 'http://localhost'].flatMap(
      (redirect) => {
        const common = { page, api: page.replace(/\/\/.*/, '//api.example'), permission, redirect } as const;
        return [
          { ...common, method: 'GET', mode: 'cors' } as const,
          { ...common, method: 'PUT', mode: 'cors' } as const,
        ];
      },
    ),
  ]),
);
