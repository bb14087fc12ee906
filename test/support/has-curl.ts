import { execFileSync } from 'node:child_process';

/** Not every machine has curl. */
export function hasCurl(): boolean {
  try {
    return execFileSync('curl', ['--version']).length > 0;
  } catch {
    return false;
  }
}
