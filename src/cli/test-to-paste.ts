import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { type Project } from './project/project.js';
import { type RunnerName, runners } from './project/runners.js';
import { setUpOf } from './project/set-up.js';
import { specifierOf, type TestPlace, testPlace } from './project/test-place.js';
import type { Aimed } from './with-target.js';

/** What a test is about: an app by its module, or a URL. */
export type Subject = Pick<Aimed, 'written' | 'module' | 'ca'>;

/** A test file: where it goes, and its lines. */
export interface TestFile {
  readonly file: string;
  readonly lines: readonly string[];
}

/**
 * A whole test file for the runner of a project. Its test fails as the app is, and passes once it is mended.
 *
 * @param request What was asked.
 * @param willBeSetUp Whether the configuration of the runner adds the matchers, or is about to.
 */
export function testToPaste(
  project: Project,
  subject: Subject,
  { origin = '', ...asked }: CrossOriginRequest,
  willBeSetUp = setUpOf(project).state === 'there',
): TestFile {
  const place = testPlace(project, subject.module?.path);
  const request = usual(asked);
  const onlyPath = Object.keys(request).every((key) => key === 'path');
  const what = onlyPath ? request.path : request;
  const title = `${origin} may ${request.method ?? 'GET'} ${(request.path ?? '/').replaceAll("'", '')}`;
  const parameters = [origin, ...(what === undefined ? [] : [what])].map(literal).join(', ');
  const { entry } = runners[project.runner];
  const call = `${entry === undefined ? 'assertThat' : 'expect'}(${subjectOf(subject)})`;
  return {
    file: place.file,
    lines: [
      ...importsOf(project, place, subject, willBeSetUp),
      '',
      ...(entry === undefined ? ['afterEach(assertNoFloating);', ''] : []),
      `${project.runner === 'mocha' ? 'it' : 'test'}('${title}', async () => {`,
      `  await ${call}.toAllowOrigin(${parameters});`,
      `});`,
    ],
  };
}

/** What is imported, empty for its effect, and from where. */
type Import = readonly [what: string, from: string];

/** What the runner gives as globals is not imported. */
const ownImports: Readonly<Record<RunnerName, readonly Import[]>> = {
  jest: [],
  mocha: [],
  vitest: [['{ expect, test }', 'vitest']],
  node: [['{ afterEach, test }', 'node:test']],
};

function importsOf(
  project: Project,
  place: TestPlace,
  { module, ca }: Subject,
  willBeSetUp: boolean,
): string[] {
  const { runner, has } = project;
  const { entry } = runners[runner];
  const isOfJest = runner === 'jest' && place.isTypeScript && !has('@types/jest');
  const imports: Import[] = isOfJest ? [['{ expect, test }', '@jest/globals']] : [...ownImports[runner]];
  if (ca !== undefined) imports.push(['{ readFileSync }', 'node:fs']);
  if (entry === undefined) imports.push(['{ assertNoFloating, assertThat }', 'expect-cors/assert']);
  // Its types come with it.
  else if (place.isTypeScript || !willBeSetUp) imports.push(['', entry]);
  if (module !== undefined) {
    const what = module.name === 'default' ? 'app' : `{ ${module.name} }`;
    imports.push([what, specifierOf(project, place, module.path)]);
  }
  return imports.map(([what, from]) => {
    if (place.isModule) return `import ${what === '' ? '' : `${what} from `}'${from}';`;
    return `${what === '' ? '' : `const ${what} = `}require('${from}');`;
  });
}

function subjectOf({ module, written, ca }: Subject): string {
  if (module !== undefined) return module.subject;
  return ca === undefined
    ? literal(written)
    : `{ url: ${literal(written)}, ca: readFileSync(${literal(ca)}) }`;
}

/** Without what is so anyway. */
function usual(request: CrossOriginRequest): CrossOriginRequest {
  const defaults: CrossOriginRequest = { method: 'GET', initiator: 'fetch' };
  return Object.fromEntries(
    Object.entries(request).filter(
      ([key, value]) => value !== undefined && value !== Reflect.get(defaults, key) && key !== 'send',
    ),
  );
}

/** As JavaScript is written by hand. */
function literal(value: unknown): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(
    ([key, one]) => `${/^[a-z]\w*$/i.test(key) ? key : literal(key)}: ${literal(one)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
