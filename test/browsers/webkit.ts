import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { findCommand, startBrowser } from './browser-process.js';
import { within, type Driver, type Note } from './driver.js';

const name = 'MiniBrowser';

export const launchWebKit: Driver = async (url, names) => {
  const command = findCommand([name], miniBrowserFolders());
  const display = findCommand(['xvfb-run']);
  if (!command) throw new Error(`not installed (no webkit2gtk-4.1/${name} under /usr/lib)`);
  if (!display) throw new Error('not installed (no xvfb-run on the PATH)');
  const version = execFileSync(display, ['-a', command, '--version'], { timeout: 20_000, stdio: 'pipe' })
    .toString()
    .replace(/^\D*|\s+$/g, '');
  const args = [
    '-a',
    'stdbuf',
    '-oL',
    '-eL',
    command,
    '--enable-write-console-messages-to-stdout=true',
    '--cookies-policy=always',
    ...(names === undefined
      ? []
      : [
          '--ignore-tls-errors',
          `--proxy=${names.proxy}`,
          '--ignore-host=localhost',
          '--ignore-host=127.0.0.1',
        ]),
    url,
  ];
  const environment = (profile: string): NodeJS.ProcessEnv => ({
    HOME: profile,
    TMPDIR: profile,
    XDG_RUNTIME_DIR: profile,
    XDG_CACHE_HOME: join(profile, 'cache'),
    XDG_DATA_HOME: join(profile, 'data'),
    LANG: 'en_US.UTF-8',
    GDK_BACKEND: 'x11',
    GSETTINGS_BACKEND: 'memory',
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  });
  const browser = startBrowser(display, () => args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    environment,
  });
  const notes = new WebKitNotes(browser.child.stderr as Readable);
  try {
    const first = Promise.race([notes.firstLine, failed(browser.exited)]);
    await within(60, 'starting WebKit', first);
  } catch (error) {
    await browser.end();
    throw error;
  }
  return {
    version,
    // A message does not tell which request it is about; the marks around it do.
    concurrency: 1,
    exited: browser.exited,
    async collect(last) {
      if (last !== null) await within(20, 'hearing from WebKit', notes.hasEnded(last));
      return notes.take();
    },
    close: () => browser.end(),
  };
};

async function failed(exited: Promise<string>): Promise<never> {
  throw new Error(await exited);
}

/** Debian keeps it under the folder of the architecture. */
function miniBrowserFolders(): string[] {
  const folders = ['/usr/lib', '/usr/libexec'];
  const below = folders.flatMap((folder) => {
    try {
      return readdirSync(folder).map((entry) => join(folder, entry));
    } catch {
      return [];
    }
  });
  return [...folders, ...below].map((folder) => join(folder, 'webkit2gtk-4.1'));
}

/** Reads console messages from the browser's error output, where they go in spite of the flag's name; the page marks where a request begins and ends. */
class WebKitNotes {
  #notes: Note[] = [];
  #current = '';
  #ended = '';
  #heard: () => void = () => undefined;
  readonly firstLine: Promise<void>;

  constructor(output: Readable) {
    this.firstLine = new Promise((resolve) => output.once('data', () => resolve()));
    createInterface({ input: output }).on('line', (line) => this.#hear(line));
  }

  take(): Note[] {
    const notes = this.#notes;
    this.#notes = [];
    return notes;
  }

  async hasEnded(key: string): Promise<void> {
    while (this.#ended !== key) await new Promise<void>((resolve) => (this.#heard = resolve));
  }

  #hear(line: string): void {
    const [, mark, key = ''] = /CONSOLE DEBUG ##(BEGIN|END) (\S+)/.exec(line) ?? [];
    if (mark === 'BEGIN') this.#current = key.slice(0, key.lastIndexOf('.'));
    else if (mark === 'END') {
      this.#ended = key;
      this.#heard();
    } else {
      // What a line of the page's script caused begins with its address, and is not about CORS.
      const text = /^CONSOLE \w+ ERROR (.*)$/.exec(line)?.[1] ?? /^CONSOLE \w+ WARNING (.*)$/.exec(line)?.[1];
      if (text !== undefined) this.#notes.push({ id: this.#current, text });
    }
  }
}
