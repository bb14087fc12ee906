/** What the tests of a contract are grouped under, and what a report calls it. */
export const defaultName = 'CORS contract';
