/** What a console says of the exchange itself, on a line beside the message. */
export interface NetworkLine {
  readonly url: string;
  readonly method: string;
  readonly status: number | null;
}

const isMethod = (text: string): boolean => /^[A-Z]{1,20}$/.test(text) || text === 'patch';
const isStatus = (text: string): boolean => /^\d{3}$/.test(text);

/** Without the quotes, and the full stop behind them. */
function bare(word: string): string {
  return /^["'“]/.test(word) ? word.slice(1).replace(/["'”]\.?$/, '') : word;
}

/**
 * `PUT https://api.example/ net::ERR_FAILED 401 (Unauthorized)` and `Fetch failed loading: PUT "https://api.example/".` of
 * Chromium, and `XHRPUThttps://api.example/` of Firefox, where the columns of its console have run together.
 */
export function networkLines(text: string): NetworkLine[] {
  const words = text.split(/\s+/);
  return words.flatMap((word, index): NetworkLine[] => {
    const joined = /^XHR([A-Z]{3,7}?)(https?:\/\/.*)$/.exec(word);
    const [, method = words[index - 1] ?? '', written = word] = joined ?? [];
    const url = bare(written);
    if (!/^https?:\/\//.test(url) || !isMethod(method)) return [];
    const before = words[index - 2] ?? '';
    const [behind = '', last = ''] = words.slice(index + 1, index + 3);
    const isError = behind.startsWith('net::');
    const isLine =
      joined !== null || before === 'loading:' || before === 'XHR' || isError || isStatus(behind);
    const status = isError ? last : behind;
    return isLine ? [{ url, method, status: isStatus(status) ? Number(status) : null }] : [];
  });
}
