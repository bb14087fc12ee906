/** What a driver hears from its browser besides what the page itself can see. */
export interface Note {
  /** The id of the scenario, where the driver knows it; otherwise `url` or `text` holds a URL with the id. */
  id?: string;
  url?: string;
  /** A console message about CORS. */
  text?: string;
  code?: string;
  failedParameter?: string;
  /** Counts only where no other note has a code. */
  isFallback?: boolean;
}

export interface RunningBrowser {
  version: string;
  /** How many jobs may run at once: several only where every message tells what it is about. */
  concurrency: number;
  /** Everything heard since the last call; `last` is the latest `id.index` that the page has finished. */
  collect(last: string | null): Promise<Note[]>;
  /** Settles when the browser is gone, with how it went. */
  exited: Promise<string>;
  close(): Promise<void>;
}

/** Names that do not exist, which the browser is to take to this machine, with whatever certificate is there. */
export interface PublicNames {
  readonly hosts: readonly string[];
  /** The URL of a proxy that does it, for who cannot be told otherwise. */
  readonly proxy: string;
}

/** Starts a browser at a URL; rejects with one line when it is missing or does not come up. */
export type Driver = (url: string, names?: PublicNames) => Promise<RunningBrowser>;

/** Fails after a while, so that a hung browser cannot hang the run. */
export function within<T>(seconds: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
