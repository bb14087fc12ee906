import { relative } from 'node:path';
import { UsageError } from '../errors/usage-error.js';
import { checkOrigin } from '../request/check-origin.js';
import type { Fact } from '../text/labels.js';
import type { CommandLine } from './command.js';
import { listensOnly } from './load-app.js';
import { modulePath, writtenModule } from './module-path.js';
import { type AppInText, appInText, appsInText } from './project/app-in-text.js';
import type { Project } from './project/project.js';
import type { Change, SetUp } from './project/set-up.js';
import type { Terminal } from './streams.js';
import { type Subject, testToPaste } from './test-to-paste.js';

/** Where no origin is known: an app that does not allow it fails the test, as it should until the right one is written. */
const placeholder = 'https://app.example';

/**
 * A test that shows whether the front end may read from the app; no change where one is there.
 *
 * @throws {UsageError} `unknown-target` where no app is found, `invalid-origin`.
 */
export function firstTest(
  project: Project,
  setUp: SetUp,
  line: CommandLine,
  terminal: Terminal,
): { readonly facts: readonly Fact[]; readonly change?: Change } {
  const { files, read, config } = project;
  const present = files.find(
    (file) =>
      /\.[cm]?[jt]sx?$/.test(file) && file !== config && /['"]expect-cors|\.toAllowOrigin\(/.test(read(file)),
  );
  if (present !== undefined) return { facts: [['Test', `is there: ${present}`]] };
  const written = line.text('app');
  const app = /^https?:\/\//i.test(written ?? '') ? undefined : appOf(project, written, terminal);
  const given = line.text('origin');
  const origin = given === undefined ? (app?.origin ?? placeholder) : checkOrigin(given, '--origin');
  const subject: Subject = app === undefined ? { written: written ?? '' } : { written: '', module: app };
  const { file, lines } = testToPaste(
    project,
    subject,
    { origin, path: app?.route },
    setUp.state === 'there' || typeof setUp.state === 'object',
  );
  const facts: Fact[] = [
    ['App', app === undefined ? (written ?? '') : appWords(app, project)],
    [
      'Origin',
      given ??
        (app?.origin === undefined
          ? `${placeholder}, in place of your front end's: --origin`
          : `${origin}, which the app names`),
    ],
  ];
  // What has this name is the user's.
  if (files.includes(file))
    return { facts: [...facts, ['Test', `${file} is another one, and is not changed`]] };
  return { facts: [...facts, ['Test', file]], change: { file, before: '', after: `${lines.join('\n')}\n` } };
}

function appOf(project: Project, written: string | undefined, terminal: Terminal): AppInText {
  if (written !== undefined) {
    const module = writtenModule(written);
    const path = modulePath(module, terminal);
    const app = appInText(project, relative(project.folder, path).replaceAll('\\', '/'), module.name);
    if (app !== undefined && 'path' in app) return app;
    throw new UsageError(
      'unknown-target',
      `the text of ${module.file} does not show which export is the app. Name it: --app ${module.file}#app`,
      { value: written },
    );
  }
  const all = appsInText(project);
  const app = all.find((one) => 'path' in one);
  if (app !== undefined) return app;
  const [file] = all.map((one) => ('listensOnly' in one ? one.listensOnly : ''));
  throw new UsageError(
    'unknown-target',
    file === undefined
      ? 'no module here exports an app, as far as their texts show. Name it: --app ./src/app.js#app'
      : listensOnly(file, `${file} listens, and exports no app.`, []).replace('use its URL', 'add --app'),
    { value: project.folder },
  );
}

function appWords({ path, name, listens }: AppInText, { folder }: Project): readonly string[] {
  const file = relative(folder, path).replaceAll('\\', '/');
  return [
    `${file}#${name} (by its text: nothing is run)`,
    ...(listens
      ? ['it listens when it is loaded, in tests as well: export the app, and listen in another module']
      : []),
  ];
}
