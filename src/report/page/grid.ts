import { cut, markup, type Markup } from './markup.js';
import type { Column, Matrix, Row, Square } from './squares.js';
import { signs, words } from '../states.js';

/** Up to so many origins, there is room for words. */
const few = 8;

/** The matrix as a table; `script/grid.ts` makes it walkable. */
export function gridHtml({ rows, columns }: Matrix, name: string, number: number): Markup {
  const size = columns.length <= few ? 'few' : 'many';
  const firstRefused = columns.findIndex(({ isAllowed }) => !isAllowed);
  return markup`<div class="scroll">
    <table role="grid" class="${size}" aria-label="${cut(name)}" aria-describedby="keys" data-contract="${number}"
      aria-rowcount="${rows.length + 1}" aria-colcount="${columns.length + 1}">
      <thead role="rowgroup"><tr role="row">
        <th role="columnheader" class="corner">Route</th>
        ${columns.map((column, index) => columnHtml(column, index > 0 && index === firstRefused))}
      </tr></thead>
      <tbody role="rowgroup">${rows.map((row) => rowHtml(row, columns, size === 'few', firstRefused))}</tbody>
    </table>
  </div>`;
}

function columnHtml({ origin, isAllowed }: Column, isEdge: boolean): Markup {
  const [, scheme = '', rest = origin] = /^([a-z][a-z0-9+.-]*:\/\/)(.*)$/is.exec(origin) ?? [];
  return markup`<th role="columnheader" class="${isAllowed ? 'in' : 'out'}${isEdge && ' edge'}" title="${cut(origin)}">
    <span><i class="${scheme === 'https://' ? 'usual' : 'unusual'}">${scheme}</i>${breakable(cut(rest))}</span></th>`;
}

/** A host may be broken before its dots. */
function breakable(host: string): Markup {
  return markup`${host.split(/(?=\.)/).map((part, index) => markup`${index > 0 && markup`<wbr>`}${part}`)}`;
}

function rowHtml(
  { route, method, squares }: Row,
  columns: readonly Column[],
  hasWords: boolean,
  edge: number,
): Markup {
  const cells = squares.map((square, index) =>
    squareHtml(square, columns[index]?.origin ?? '', hasWords, index > 0 && index === edge),
  );
  return markup`<tr role="row" data-method="${method}"><th role="rowheader" scope="row"><b>${method}</b> <span>${cut(route)}</span></th>${cells}</tr>
`;
}

function squareHtml(square: Square | undefined, origin: string, hasWords: boolean, isEdge: boolean): Markup {
  const edge = isEdge && ' edge';
  if (square === undefined)
    return markup`<td role="gridcell" class="none${edge}" aria-label="not declared"></td>`;
  const { id, state } = square;
  return markup`<td role="gridcell" id="${id}" class="${state}${edge}" aria-label="${words[state]}" data-origin="${cut(origin)}">${signs[state]}${hasWords && markup` <span>${words[state]}</span>`}</td>`;
}
