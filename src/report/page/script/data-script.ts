/** Takes apart what `Packed` has put together, only as far as it is looked at. */
export const data = String.raw`
/**
 * @typedef {[label: string, kind: 'text' | 'name' | 'list' | 'fix', lines: string[]]} Fact
 * @typedef {[name: string, value: string, isDecisive: boolean]} HeaderLine
 * @typedef {[name: string, allowed: boolean, code: string | null, says: string | null]} Verdict
 * @typedef {{ line: [string, string, number], about: string, sent: HeaderLine[], answered: HeaderLine[], curl: string[] }} Exchange
 * @typedef {{ question: string, verdicts: Verdict[], exchanges: Exchange[] }} Answer
 * @typedef {{ name: string, state: string, facts: Fact[], answers: Answer[] }} Cell
 * @typedef {{ nodes: unknown[], shapes: string[][], root: number[] }} Data
 */

/** @type {Data | undefined} */
let parsed;
function loaded() {
  return (parsed ??= /** @type {Data} */ (JSON.parse(byId('data').textContent ?? '')));
}

/** @type {(number: number) => unknown} */
function unpacked(number) {
  const { nodes, shapes } = loaded();
  const node = nodes[number];
  if (!Array.isArray(node)) return node;
  const [shape, ...parts] = node;
  const values = parts.map(unpacked);
  if (shape === -1) return values;
  return Object.fromEntries((shapes[shape] ?? []).map((key, index) => [key, values[index]]));
}

/** @type {HTMLElement[]} */
const squares = [...document.querySelectorAll('td[id]')].map((square) => /** @type {HTMLElement} */ (square));
const places = new Map(squares.map((square, index) => [square, index]));

/** @type {(square: HTMLElement) => Cell[]} */
function cellsOf(square) {
  const number = loaded().root[places.get(square) ?? -1];
  return number === undefined ? [] : /** @type {Cell[]} */ (unpacked(number));
}

/** @type {(square: Element) => { method: string, route: string, origin: string }} */
function nameOf(square) {
  const head = square.parentElement?.firstElementChild;
  return {
    method: head?.firstElementChild?.textContent ?? '',
    route: head?.lastElementChild?.textContent ?? '',
    origin: square.getAttribute('data-origin') ?? '',
  };
}
`;
