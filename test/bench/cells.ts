import type cors from 'cors';

/** One cell of a matrix: a page, and what it asks for. */
export interface Cell {
  readonly origin: string;
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
}

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** origins x methods x paths, in that order: 4 * origins * paths cells. */
export function cellsOf(origins: number, paths: number): Cell[] {
  return range(origins).flatMap((origin) =>
    methods.flatMap((method) =>
      range(paths).map((path) => ({
        origin: `https://app${String(origin)}.example`,
        method,
        path: `/items/${String(path)}`,
      })),
    ),
  );
}

/** The policy of the app: every page of the matrix, every method, JSON. */
export const policy: cors.CorsOptions = {
  origin: /^https:\/\/app\d+\.example$/,
  methods: [...methods],
  allowedHeaders: 'content-type',
};

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
