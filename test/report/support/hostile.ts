import type { ReportedAudit } from '../../../src/audit/reported-audit.js';
import type { ReportedContract } from '../../../src/contract/reported-contract.js';
import type { CorsReport } from '../../../src/report/cors-report.js';
import {
  answer,
  audit,
  auditFinding,
  cell,
  contract,
  exchange,
  failure,
  finding,
  madeUpReport,
} from './made-up-report.js';

/** What an app, a path or a test's name may hold, to run a script in the page, break out of its place, or hide. */
export const hostileTexts: readonly (readonly [title: string, text: string])[] = [
  ['a script', '<script>globalThis.owned=1;alert(1)</script>'],
  ['the end of the script', '</script><script>globalThis.owned=1;alert(1)</script>'],
  ['the end of the script in capitals', '</SCRIPT ><svg onload=globalThis.owned=1>'],
  ['the end of the style', '</style><img src=x onerror=globalThis.owned=1>'],
  ['the end of the title', '</title><img src=https://evil.example/x>'],
  ['a comment', '<!-- --!> <!--<script>'],
  ['the end of a comment', '--><script>globalThis.owned=1</script>'],
  ['character data', ']]><script>globalThis.owned=1</script>'],
  ['a handler in double quotes', '" onload="globalThis.owned=1" onfocus="globalThis.owned=1" autofocus="'],
  ['a handler in single quotes', "' onmouseover='globalThis.owned=1' x='"],
  ['a handler without quotes', 'x onload=globalThis.owned=1'],
  ['a handler behind a slash', '/onload=globalThis.owned=1//'],
  ['a script address', 'javascript:globalThis.owned=1'],
  ['a data address', 'data:text/html,<script>globalThis.owned=1</script>'],
  ['a frame', '<iframe srcdoc="<script>parent.owned=1</script>"></iframe>'],
  ['another base', '<base href="https://evil.example/">'],
  ['another policy', '<meta http-equiv="refresh" content="0;url=https://evil.example/">'],
  ['a form', '<form action=https://evil.example/><button>'],
  ['a template', '<template><img src=x onerror=globalThis.owned=1></template>'],
  ['MathML', '<math><mi//xlink:href="data:x,<script>globalThis.owned=1</script>">'],
  ['entities', '&lt;script&gt;globalThis.owned=1&lt;/script&gt;&#x3c;'],
  ['an entity cut short', '&'],
  [
    'a template of a framework',
    '{{constructor.constructor("globalThis.owned=1")()}} ${globalThis.owned=1} <%= 1 %>',
  ],
  ['replacement patterns', "$& $` $' $1 $$"],
  ['line separators', 'a\u2028globalThis.owned=1\u2029b'],
  ['line breaks', 'a\r\nSet-Cookie: b=c\r\n\r\n<script>globalThis.owned=1</script>'],
  ['a text that runs backwards', 'https://\u202egpj.elpmaxe\u202c/'],
  ['isolates', '\u2066\u2067evil\u2069'],
  ['blanks of no width', 'app\u200b.example\ufeff'],
  ['an erase sequence', '\u001b[2J\u001b[Howned'],
  ['an address of a terminal', '\u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007'],
  ['NUL', 'a\0<script\0>globalThis.owned=1</script>'],
  ['half a pair', 'a\ud800b\udc00'],
  ['a backslash', '\\u003cscript\\u003e\\'],
  ['the name of a prototype', '__proto__'],
  ['another one', 'constructor'],
  ['nothing', ''],
  ['a very long one', `${'x'.repeat(100_000)}</script><script>globalThis.owned=1</script>`],
  ['many tags', '<b>'.repeat(300)],
];

/** A report that holds the text wherever a report holds text. */
export function reportOf(text: string): CorsReport {
  return madeUpReport({
    title: text,
    createdAt: text,
    version: text,
    contracts: [hostileContract(text)],
    audits: [hostileAudit(text)],
    failures: [
      failure({
        ...hostileReason(text),
        title: text,
        message: `${text}\n${text}`,
        source: { file: text, line: 1, test: text, testFile: text },
        answer: hostileAnswer(text),
      }),
    ],
  });
}

function hostileContract(text: string): ReportedContract {
  const parts = { place: text, answers: [hostileAnswer(text)] };
  return contract({
    name: text,
    source: { file: text, line: null, test: text, testFile: text },
    cells: [
      cell({ ...parts, route: text, method: text, origin: text, path: `/${text}` }),
      cell({
        ...parts,
        route: '/',
        origin: text,
        name: text,
        verdict: 'broken',
        finding: hostileReason(text),
      }),
      cell({
        ...parts,
        route: text,
        kind: 'refused',
        verdict: 'broken',
        finding: { ...hostileReason(text), cause: null },
      }),
      cell({
        ...parts,
        route: text,
        kind: 'no-other-headers',
        verdict: 'noted',
        finding: hostileReason(text),
      }),
    ],
    uncovered: { routes: [{ method: text, path: text }], isComplete: false, why: [text] },
  });
}

function hostileAudit(text: string): ReportedAudit {
  const hostile = auditFinding({
    paths: [text],
    origin: text,
    message: text,
    likelyCode: text,
    fix: text,
    exchange: hostileExchange(text),
    culprit: hostileReason(text).culprit,
  });
  // Another version may know other rules.
  const unknown = {
    ...hostile,
    id: text as 'null',
    owner: text as 'opaque',
    severity: text as 'low',
    sentBy: text as 'all',
  };
  return audit({ trusted: [text], paths: [text], method: text, findings: [hostile, unknown] });
}

function hostileReason(text: string): typeof finding {
  const words = {
    ...finding,
    verdict: [text],
    code: text,
    cause: text,
    evidence: [text],
    culprit: {
      function: text,
      file: text,
      line: 1,
      package: text,
      layer: { number: text, name: text, path: text, kind: text, isCors: false },
    },
    fix: `${text}\n${text}`,
  };
  return words as unknown as typeof finding;
}

function hostileAnswer(text: string): ReturnType<typeof answer> {
  const verdict = { allowed: false, code: text as 'AllowOriginMismatch', says: text };
  const browsers = { chromium: verdict, [text]: verdict };
  return answer({ question: text, browsers, exchanges: [hostileExchange(text)] });
}

function hostileExchange(text: string): ReturnType<typeof exchange> {
  return exchange({
    method: text,
    url: `http://127.0.0.1:1/${text}`,
    requestHeaders: [[text, text]],
    responseHeaders: [
      ['Access-Control-Allow-Origin', text],
      [text, text],
    ],
    curl: text,
    browsers: ['chromium', text as 'webkit'],
  });
}
