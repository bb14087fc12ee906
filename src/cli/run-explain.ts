import { UsageError } from '../errors/usage-error.js';
import type { Failure } from '../failure/failure.js';
import { terminalText } from '../failure/terminal.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import type { Fact } from '../text/labels.js';
import { askAgain, type AskedAgain } from './ask-again.js';
import type { CommandLine, ExitCode, Run } from './command.js';
import type { ConsoleMessage } from '../ask/console/console-message.js';
import { parseConsoleMessage } from '../ask/console/parse-console-message.js';
import { dataOf } from './data.js';
import { entriesFor, explainMessage, originToAdd } from './explain-message.js';
import { inFlags } from './in-flags.js';
import { explained } from './judged-request.js';
import { plainWords } from './plain-words.js';
import { projectAt } from './project/project.js';
import { paintFor, printJson, printLine, type Terminal } from './streams.js';
import { testToPaste } from './test-to-paste.js';
import { type Aimed, withTarget } from './with-target.js';

const title = 'expect-cors explain';

/** What `expect-cors explain` does. */
export const explain: Run = async (line, terminal) => {
  const read = parseConsoleMessage(await textFrom(line, terminal));
  const messages = read.map((message) => completed(message, line));
  if (messages.length === 0)
    throw new UsageError(
      'invalid-value',
      'this text has no message of a browser about CORS. Paste the whole line that the console shows in red.',
    );
  const [app, url] = [line.text('app'), line.text('url')];
  if (app !== undefined && url !== undefined)
    throw new UsageError('invalid-value', 'a request is made to one target: remove --app or --url.');
  if (url !== undefined && !/^https?:\/\//i.test(url))
    throw new UsageError('invalid-value', `--url ${url} must be a URL; for a module, use --app.`);
  const target = app ?? url;
  if (target === undefined) return shown(messages, line, terminal);
  return withTarget(target, line, terminal, (aimed) => shownAgain(messages, aimed, line, terminal));
};

async function textFrom({ operands }: CommandLine, terminal: Terminal): Promise<string> {
  const text = operands.join(' ');
  if (text !== '' && text !== '-') return text;
  if (text === '-' || !terminal.isTyped) return terminal.stdin();
  throw new UsageError(
    'missing-argument',
    'paste what the console shows, in quotes, or pipe it to "explain -".',
  );
}

/** With what the line says besides. */
function completed(message: ConsoleMessage, line: CommandLine): ConsoleMessage {
  const origin = line.text('origin') ?? message.origin;
  const method = line.text('method') ?? message.method;
  const unknown = message.unknown.filter((one) => one !== 'method' || method === null);
  const request = {
    ...message.request,
    ...(origin === null ? {} : { origin }),
    ...(method === null ? {} : { method }),
  };
  return { ...message, origin, method, unknown, request };
}

function shown(messages: readonly ConsoleMessage[], line: CommandLine, terminal: Terminal): ExitCode {
  if (line.flag('json'))
    printJson(
      terminal,
      messages.map((message) => ({
        message,
        words: plainWords(message),
        causes: entriesFor(message).map(({ id, title: what, before, after }) => ({
          id,
          title: what,
          before,
          after,
        })),
      })),
    );
  else
    printAll(
      messages.map((message) => explainMessage(message, title)),
      terminal,
    );
  return 0;
}

async function shownAgain(
  messages: readonly ConsoleMessage[],
  aimed: Aimed,
  line: CommandLine,
  terminal: Terminal,
): Promise<ExitCode> {
  const servedAt = line.text('served-at');
  const more: CrossOriginRequest = {
    ...(servedAt === undefined ? {} : { servedAt }),
    ...(line.flag('send') ? { send: true } : {}),
  };
  const project = projectAt(terminal.folder);
  const failures: Failure[] = [];
  const data: object[] = [];
  let isAllowed = true;
  for (const message of messages) {
    if (message.origin === null)
      throw new UsageError('missing-argument', `${originToAdd}.`, { option: 'origin' });
    if (line.flag('send') && message.unknown.includes('method'))
      throw new UsageError(
        'missing-argument',
        '--send needs the method, which the message does not say: add -X, such as -X PUT.',
        { option: 'method' },
      );
    const again = await askAgain(message, aimed, more);
    const { judged, request } = again;
    const { diagnosis, shown: failure, ...result } = await explained(judged, title);
    isAllowed &&= result.isAllowed;
    const { file, lines } = testToPaste(project, aimed, request);
    data.push({ message, isSame: again.isSame, ...dataOf(judged, diagnosis), test: lines.join('\n') });
    const test: Fact = ['Test', [`// ${file}`, ...lines]];
    failures.push({ ...failure, facts: [...failure.facts, ...differing(message, again), test] });
  }
  if (line.flag('json')) printJson(terminal, data);
  else printAll(failures, terminal);
  return isAllowed ? 0 : 1;
}

function differing({ code }: ConsoleMessage, { judged, isSame, isAssumed }: AskedAgain): Failure['facts'] {
  if (isSame)
    return isAssumed
      ? [
          [
            'Assumed',
            `the method ${judged.outcome.request.method}, which the message does not say: -X names another`,
          ],
        ]
      : [];
  const now = judged.outcome.allowed
    ? 'it is allowed here'
    : `here it is blocked as ${String(judged.outcome.code)}`;
  return [
    [
      'Differs',
      `the message is about ${code ?? 'another reason'}, and ${now}: is it the same app, and the same request?`,
    ],
  ];
}

function printAll(failures: readonly Failure[], terminal: Terminal): void {
  const texts = failures.map((failure) => inFlags(terminalText(failure, paintFor(terminal))));
  printLine(terminal, texts.join('\n\n'));
}
