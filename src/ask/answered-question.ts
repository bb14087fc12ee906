import { UsageError } from '../errors/usage-error.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { provenanceOf } from './provenance.js';
import { type Question, questionFrom } from '../request/question.js';
import { shownUrl } from '../state/disclosure.js';
import type { Evidence } from './evidence.js';

/** What may be said of evidence besides what it answers anyway. */
const ofAssertion: readonly (keyof CrossOriginRequest)[] = ['status', 'browsers', 'servedAt'];
const ofTarget: readonly (keyof CrossOriginRequest)[] = [
  'control',
  'send',
  'otherTargets',
  'timeout',
  'cookies',
];

/**
 * The question evidence answers.
 *
 * @throws {UsageError} `not-evidence` when another one is asked.
 */
export async function answeredQuestion(evidence: Evidence, given: CrossOriginRequest): Promise<Question> {
  const { name, asked, outcome } = evidence;
  for (const key of ofTarget) {
    if (given[key] === undefined) continue;
    throw new UsageError(
      'not-evidence',
      `\`${key}\` has no effect here: this ${name} is complete, and no request is sent. Leave it out, or pass the app itself: expect(app).`,
    );
  }
  const remembered = outcome === undefined ? undefined : provenanceOf(outcome)?.question;
  const own = remembered ?? (await questionFrom(asked, {}));
  const base = givesHeaders(given) ? { ...asked, headers: [] } : asked;
  const other = await questionFrom({ ...base, ...given }, {});
  checkSame(evidence, own, other);
  const said = ofAssertion.filter((key) => given[key] !== undefined);
  return { ...own, ...Object.fromEntries(said.map((key) => [key, other[key as keyof Question]])) };
}

function givesHeaders(given: CrossOriginRequest): boolean {
  return given.headers !== undefined || given.json !== undefined || given.body !== undefined;
}

function checkSame({ name, outcome }: Evidence, own: Question, other: Question): void {
  const answered = partsOf(own);
  for (const [part, value] of Object.entries(partsOf(other))) {
    const had = answered[part] ?? '';
    // A response is judged for any browser, an outcome has been.
    if (had === value || (part === 'browsers' && outcome === undefined)) continue;
    const fault =
      part === 'headers' ? 'other headers' : `${part} "${shownUrl(had)}", not "${shownUrl(value)}"`;
    throw new UsageError(
      'not-evidence',
      `this ${name} belongs to another request, with ${fault}. Pass the app itself: expect(app).`,
    );
  }
}

function partsOf({ request, path, browsers }: Question): Record<string, string> {
  const { origin, method, headerList, credentialsMode: credentials, mode, redirectMode: redirect } = request;
  const headers = headerList.map(([name, value]) => `${name.toLowerCase()}: ${value}`).sort();
  return {
    origin,
    method,
    path,
    headers: headers.join('\n'),
    credentials,
    mode,
    redirect,
    browsers: browsers.join(', '),
  };
}
