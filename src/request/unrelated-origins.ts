/** Pages nobody has heard of: the names are reserved (https://www.rfc-editor.org/rfc/rfc2606), and no two share a domain. */
export const unrelatedOrigins = ['https://unrelated.example', 'https://stranger.test'] as const;

/** Whether it is one of them. */
export function isUnrelated(origin: string): boolean {
  return unrelatedOrigins.some((unrelated) => unrelated === origin);
}
