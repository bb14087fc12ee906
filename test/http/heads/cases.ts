/** How the bytes of a head arrive. */
export const cuttings = ['whole', 'in the middle', 'byte by byte'] as const;
export type Cutting = (typeof cuttings)[number];

/** A response of a server that writes it by hand. */
export interface HeadCase {
  readonly title: string;
  /** A character for each byte. */
  readonly bytes: string;
  /** Whether the server ends the connection behind them, or leaves it open. */
  readonly then: 'end' | 'open';
}

/** What was made of it: the status and the headers as `fetch()` shows them, the reason of a failure, or neither in time. */
export type HeadReading =
  | { readonly status: number; readonly headers: readonly (readonly [name: string, value: string])[] }
  | { readonly failure: string };

const length = 'Content-Length: 0\r\n';
const ok = 'HTTP/1.1 200 OK\r\n';

const whole: Readonly<Record<string, string>> = {
  'by the letter': `${ok}A: b\r\n${length}\r\n`,
  'no status text': `HTTP/1.1 204\r\nA: b\r\n\r\n`,
  'a blank in place of the status text': `HTTP/1.1 200 \r\nA: b\r\n${length}\r\n`,
  'no blank behind the status': `HTTP/1.1 200OK\r\nA: b\r\n${length}\r\n`,
  'no status': `HTTP/1.1\r\nA: b\r\n${length}\r\n`,
  'no status but a blank': `HTTP/1.1 \r\nA: b\r\n${length}\r\n`,
  'no status but a text': `HTTP/1.1 OK\r\nA: b\r\n${length}\r\n`,
  'a status of two digits': `HTTP/1.1 20 OK\r\nA: b\r\n${length}\r\n`,
  'a status of four digits': `HTTP/1.1 2000 OK\r\nA: b\r\n${length}\r\n`,
  'a status of nothing but zeros': `HTTP/1.1 000 OK\r\nA: b\r\n${length}\r\n`,
  'a status that begins with 0': `HTTP/1.1 0404 OK\r\nA: b\r\n${length}\r\n`,
  'a status below zero': `HTTP/1.1 -200 OK\r\nA: b\r\n${length}\r\n`,
  'a status of 600': `HTTP/1.1 600 OK\r\nA: b\r\n${length}\r\n`,
  'a status of 999': `HTTP/1.1 999 OK\r\nA: b\r\n${length}\r\n`,
  'a status without an end in sight': `HTTP/1.1 20000000000000000000000 OK\r\nA: b\r\n${length}\r\n`,
  'two blanks before the status': `HTTP/1.1  200 OK\r\nA: b\r\n${length}\r\n`,
  'a tab before the status': `HTTP/1.1\t200 OK\r\nA: b\r\n${length}\r\n`,
  'no blank before the status': `HTTP/1.1200 OK\r\nA: b\r\n${length}\r\n`,
  'version 1.0': `HTTP/1.0 200 OK\r\nA: b\r\n${length}\r\n`,
  'version 1.2': `HTTP/1.2 200 OK\r\nA: b\r\n${length}\r\n`,
  'version 0.9': `HTTP/0.9 200 OK\r\nA: b\r\n${length}\r\n`,
  'version 2': `HTTP/2 200 OK\r\nA: b\r\n${length}\r\n`,
  'version 3.0': `HTTP/3.0 200 OK\r\nA: b\r\n${length}\r\n`,
  'version 1': `HTTP/1 200 OK\r\nA: b\r\n${length}\r\n`,
  'version 10.10': `HTTP/10.10 200 OK\r\nA: b\r\n${length}\r\n`,
  'no version': `HTTP 200 OK\r\nA: b\r\n${length}\r\n`,
  'no version but a slash': `HTTP/ 200 OK\r\nA: b\r\n${length}\r\n`,
  'a version that is not a number': `HTTP/a.b 200 OK\r\nA: b\r\n${length}\r\n`,
  'in lower case': `http/1.1 200 ok\r\nA: b\r\n${length}\r\n`,
  ICY: `ICY 200 OK\r\nA: b\r\n${length}\r\n`,
  'a line end before it': `\r\n${ok}A: b\r\n${length}\r\n`,
  'two line ends before it': `\r\n\r\n${ok}A: b\r\n${length}\r\n`,
  'two line feeds before it': `\n\n${ok}A: b\r\n${length}\r\n`,
  'one character before it': `x${ok}A: b\r\n${length}\r\n`,
  'four characters before it': `junk${ok}A: b\r\n${length}\r\n`,
  'five characters before it': `junk!${ok}A: b\r\n${length}\r\n`,
  'a byte order mark before it': `\xef\xbb\xbf${ok}A: b\r\n${length}\r\n`,
  'a blank before it': ` ${ok}A: b\r\n${length}\r\n`,
  'line feeds only': `HTTP/1.1 200 OK\nA: b\nContent-Length: 0\n\n`,
  'carriage returns only': `HTTP/1.1 200 OK\rA: b\rContent-Length: 0\r\r`,
  'a carriage return behind the status line': `HTTP/1.1 200 OK\rA: b\r\n${length}\r\n`,
  'a carriage return in a value': `${ok}A: b\rC: d\r\n${length}\r\n`,
  'a carriage return in a value, and a word': `${ok}A: b\rc\r\n${length}\r\n`,
  'a carriage return and a blank in a value': `${ok}A: b\r c\r\n${length}\r\n`,
  'a carriage return in a name': `${ok}A\rB: c\r\n${length}\r\n`,
  'a carriage return before a name': `${ok}\rA: b\r\n${length}\r\n`,
  'two carriage returns before a line feed': `${ok}A: b\r\r\n${length}\r\n`,
  'two carriage returns before the last line feed': `${ok}A: b\r\n${length}\r\r\n\r\n`,
  'a line feed before a carriage return': `${ok}A: b\n\rC: d\r\n${length}\r\n`,
  'NUL in a value': `${ok}A: b\0c\r\n${length}\r\n`,
  'NUL in a name': `${ok}A\0: b\r\n${length}\r\n`,
  'NUL in the status text': `HTTP/1.1 200 O\0K\r\nA: b\r\n${length}\r\n`,
  'NUL in an informational head': `HTTP/1.1 103 Early\0\r\n\r\n${ok}A: b\r\n${length}\r\n`,
  'a control byte in a value': `${ok}A: b\x01c\x7f\r\n${length}\r\n`,
  'a control byte in a name': `${ok}A\x01: b\r\nC: d\r\n${length}\r\n`,
  'a control byte in the status text': `HTTP/1.1 200 O\x01K\r\nA: b\r\n${length}\r\n`,
  'a form feed around a value': `${ok}A: \fb\f\r\n${length}\r\n`,
  'tabs around a value': `${ok}A:\tb\t\r\n${length}\r\n`,
  'bytes beyond ASCII': `${ok}A: caf\xe9\xff\r\n${length}\r\n`,
  'a name beyond ASCII': `${ok}\xe9: b\r\nC: d\r\n${length}\r\n`,
  'a name of signs': `${ok}A(b): c\r\nC: d\r\n${length}\r\n`,
  'a blank in a name': `${ok}A b: c\r\nC: d\r\n${length}\r\n`,
  'a blank before a colon': `${ok}A : b\r\n${length}\r\n`,
  'a tab before a colon': `${ok}A\t: b\r\n${length}\r\n`,
  'no name': `${ok}: b\r\nC: d\r\n${length}\r\n`,
  'no colon': `${ok}nothing\r\nC: d\r\n${length}\r\n`,
  'no value': `${ok}A:\r\n${length}\r\n`,
  'a folded line': `${ok}A: b\r\n c\r\n${length}\r\n`,
  'a line folded by a tab, twice': `${ok}A: b\r\n\tc\r\n\t\td\r\n${length}\r\n`,
  'a line folded by nothing': `${ok}A: b\r\n \r\nC: d\r\n${length}\r\n`,
  'a folded line behind an empty value': `${ok}A:\r\n b\r\n${length}\r\n`,
  'a folded line behind no colon': `${ok}nothing\r\n A: b\r\n${length}\r\n`,
  'a folded line in the first place': `${ok} A: b\r\nC: d\r\n${length}\r\n`,
  'two equal lengths': `${ok}A: b\r\n${length}${length}\r\n`,
  'two equal lengths in one line': `${ok}A: b\r\nContent-Length: 0, 0\r\n\r\n`,
  'two different lengths': `${ok}A: b\r\n${length}Content-Length: 1\r\n\r\nx`,
  'two different lengths beside chunks': `${ok}Transfer-Encoding: chunked\r\n${length}Content-Length: 1\r\n\r\n0\r\n\r\n`,
  'a length beside chunks': `${ok}${length}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'a length with a sign': `${ok}A: b\r\nContent-Length: +0\r\n\r\n`,
  'a length below zero': `${ok}A: b\r\nContent-Length: -1\r\n\r\n`,
  'a length that is not a number': `${ok}A: b\r\nContent-Length: zero\r\n\r\n`,
  'a transfer coding nobody knows': `${ok}A: b\r\nTransfer-Encoding: odd\r\n${length}\r\n`,
  'two equal places': `HTTP/1.1 200 OK\r\nLocation: /a\r\nLocation: /a\r\n${length}\r\n`,
  'two different places': `HTTP/1.1 200 OK\r\nLocation: /a\r\nLocation: /b\r\n${length}\r\n`,
  'two different dispositions': `${ok}Content-Disposition: inline\r\nContent-Disposition: attachment\r\n${length}\r\n`,
  'an informational head before it': `HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n${ok}A: b\r\n${length}\r\n`,
  'an informational head of line feeds': `HTTP/1.1 103\n\n${ok}A: b\r\n${length}\r\n`,
  'five informational heads before it': `${'HTTP/1.1 100 Continue\r\n\r\n'.repeat(5)}${ok}A: b\r\n${length}\r\n`,
  'an informational head and an odd one': `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\nA: b\rC: d\n${length}\r\n`,
  'an informational head and junk': `HTTP/1.1 100 Continue\r\n\r\nxx${ok}A: b\r\n${length}\r\n`,
  'an informational head nobody knows': `HTTP/1.1 199 Odd\r\n\r\n${ok}A: b\r\n${length}\r\n`,
  'a status of one hundred and something': `HTTP/1.1 101\r\n\r\n${ok}A: b\r\n${length}\r\n`,
  'an empty head': `${ok}\r\n`,
  'a status line and nothing': `HTTP/1.1 200 OK\n\n`,
  'nothing but line ends': '\r\n\r\n\r\n\r\n\r\n\r\n',
  'another protocol': 'SSH-2.0-OpenSSH_9.6\r\n',
  'another protocol, with an empty line': '220 mail.example ready\r\n\r\n',
  'a page without a head': '<!doctype html><p>hello</p>\n\n',
  'a name that begins like it': `HTTPS/1.1 200 OK\r\nA: b\r\n${length}\r\n`,
};

/** What ends before the empty line. */
const cut: Readonly<Record<string, string>> = {
  'nothing at all': '',
  'a letter': 'H',
  'half a protocol': 'HTT',
  'a protocol': 'HTTP',
  'half a version': 'HTTP/1.',
  'a version': 'HTTP/1.1',
  'half a status': 'HTTP/1.1 20',
  'a status': 'HTTP/1.1 200',
  'half a status text': 'HTTP/1.1 200 O',
  'a status line': ok,
  'half a name': `${ok}A: b\r\nAccess-Con`,
  'half a value': `${ok}A: b\r\nC: https://app.exam`,
  'a line without its end': `${ok}A: b`,
  'a carriage return': `${ok}A: b\r`,
  'a line': `${ok}A: b\r\n`,
  'a line, and a carriage return': `${ok}A: b\r\n\r`,
  'a line by line feed': `HTTP/1.1 200 OK\nA: b\n`,
  'an informational head': 'HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n',
  'an informational head, half': 'HTTP/1.1 103 Early Hints\r\nA: b\r\n',
  'an informational head and half a status': 'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 2',
  'an informational head and half a protocol': 'HTTP/1.1 103 Early Hints\r\n\r\nHT',
  NUL: `${ok}A: b\0`,
  'a length that does not come': `${ok}A: b\r\nContent-Length: 5\r\n`,
  junk: 'junk',
  'much junk': 'junk, and more of it',
  'junk before half a head': `xx${ok}A: b\r\n`,
};

export const headCases: readonly HeadCase[] = [
  ...Object.entries(whole).map(([title, bytes]) => ({ title, bytes, then: 'open' as const })),
  ...Object.entries(whole).map(([title, bytes]) => ({
    title: `${title}, then the end`,
    bytes,
    then: 'end' as const,
  })),
  ...Object.entries(cut).map(([title, bytes]) => ({
    title: `the end behind ${title}`,
    bytes,
    then: 'end' as const,
  })),
];

/** The pieces in which it is sent. */
export function piecesOf(bytes: string, cutting: Cutting): readonly string[] {
  if (cutting === 'whole') return [bytes];
  if (cutting === 'byte by byte') return [...bytes];
  const middle = Math.ceil(bytes.length / 2);
  return [bytes.slice(0, middle), bytes.slice(middle)];
}
