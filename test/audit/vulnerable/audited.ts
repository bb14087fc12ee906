import { hostileOrigins, type HostileOriginsOptions } from '../../../src/audit/hostile-origins.js';
import { questionFrom } from '../../../src/fetch/question.js';
import { ask } from '../../../src/fetch/simulate-fetch.js';
import type { Access } from './subjects.js';

/** What an audit of one app came to. */
export interface Audited {
  /** What the worst of the hostile origins gets. */
  readonly access: Access;
  /** How many of them get anything, of how many that were asked with. */
  readonly allowed: number;
  readonly asked: number;
  /** Families of those that get in, the ones that matter most first. */
  readonly families: readonly string[];
}

/** Asks the app with every origin that a careless check takes for the trusted one. */
export async function audited(
  url: string,
  trusted: string,
  options: HostileOriginsOptions = {},
): Promise<Audited> {
  // An app that lets nobody in would pass.
  if ((await accessOf(url, trusted)) === 'nothing') throw new Error(`${trusted} is not let in`);
  const origins = hostileOrigins(trusted, options);
  const found: { access: Access; family: string }[] = [];
  for (const { origin, family } of origins) found.push({ access: await accessOf(url, origin), family });
  const allowed = found.filter(({ access }) => access !== 'nothing');
  return {
    access: allowed.find(({ access }) => access === 'as the user')?.access ?? allowed[0]?.access ?? 'nothing',
    allowed: allowed.length,
    asked: origins.length,
    families: [...new Set(allowed.map(({ family }) => family))],
  };
}

async function accessOf(url: string, origin: string): Promise<Access> {
  for (const [credentials, access] of [
    ['include', 'as the user'],
    ['omit', 'anonymous'],
  ] as const) {
    const question = await questionFrom({
      origin: 'https://page.example',
      credentials,
      browsers: ['chromium'],
    });
    // What some browsers write in a host is no origin to `questionFrom`.
    const request = { ...question.request, origin };
    const { allowed } = await ask(url, { ...question, request }, { lean: true });
    if (allowed) return access;
  }
  return 'nothing';
}
