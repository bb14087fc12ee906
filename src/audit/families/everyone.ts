import { type Family, registrable } from '../family.js';

/** An app that lets in any page. */
export const reflect: Family = {
  id: 'reflect',
  ...registrable,
  once: ({ evil }) => [`https://${evil}`, `http://${evil}`],
};

/** Any page has this origin inside a sandboxed frame. */
export const nullOrigin: Family = { id: 'null', ...registrable, once: () => ['null'] };

/** A check for a development machine by the beginning of its name. */
export const localhostLike: Family = {
  id: 'localhost-like',
  ...registrable,
  once: ({ evil }) =>
    ['http', 'https'].flatMap((scheme) =>
      [`localhost.${evil}`, `127.0.0.1.${evil}`, `localhost${evil}`].map((host) => `${scheme}://${host}`),
    ),
};
