/** The panel with what is behind a cell. The address names the cell, so that it can be sent to somebody. */
export const sheet = String.raw`
const sheet = /** @type {HTMLDialogElement} */ (byId('sheet'));
/** @type {HTMLElement | null} */
let shown = null;

/** @param {HTMLElement} square */
function show(square) {
  const { method, route, origin } = nameOf(square);
  const cells = cellsOf(square);
  const state = square.classList[0] ?? '';
  byId('sheet-state').replaceChildren(make('span', 'mark ' + state, signs[state] ?? ''), ' ' + (words[state] ?? ''));
  byId('sheet-title').replaceChildren(make('b', '', method), ' ' + route, make('span', 'from', 'from ' + origin));
  const order = Object.keys(signs);
  cells.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  byId('sheet-body').replaceChildren(...cells.map((cell) => cellElement(cell, cells.length === 1)));
  shown?.classList.remove('current');
  shown = square;
  square.classList.add('current');
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  byId('sheet-title').focus({ preventScroll: true });
}

/** @param {HTMLElement} square */
function open(square) {
  if (location.hash !== '#' + square.id) history.pushState(null, '', '#' + square.id);
  show(square);
}

/** The next cell in the direction that is shown in the grid and of the same kind: from a fault to a fault. */
/** @param {number} step */
function openBeside(step) {
  if (shown === null) return;
  const isFault = isFaulty(shown);
  let place = (places.get(shown) ?? 0) + step;
  while (place >= 0 && place < squares.length) {
    const square = squares[place];
    if (square !== undefined && isFaulty(square) === isFault && isShown(square)) {
      history.replaceState(null, '', '#' + square.id);
      show(square);
      return;
    }
    place += step;
  }
  say(step > 0 ? 'This is the last' : 'This is the first');
}

/** @param {Element} square */
function isFaulty(square) {
  return square.classList.contains('open') || square.classList.contains('strict');
}

/** @param {HTMLElement} square */
function isShown(square) {
  return !square.hidden && square.parentElement?.hidden !== true;
}

function openAddressed() {
  const square = document.getElementById(decodedHash());
  if (square !== null && places.has(square)) show(square);
  else if (sheet.open) sheet.close();
}

function decodedHash() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

sheet.addEventListener('close', () => {
  const square = shown;
  shown = null;
  square?.classList.remove('current');
  if (square !== null && location.hash === '#' + square.id) history.replaceState(null, '', '#');
  if (square !== null) focusSquare(square);
});
sheet.addEventListener('click', (event) => {
  if (event.target === sheet) sheet.close();
});
sheet.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'n') openBeside(1);
  if (event.key === 'p') openBeside(-1);
});
byId('close').addEventListener('click', () => sheet.close());
byId('next').addEventListener('click', () => openBeside(1));
byId('previous').addEventListener('click', () => openBeside(-1));
document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const link = target?.closest('a[href^="#c"]');
  const square = link ? document.getElementById(link.getAttribute('href')?.slice(1) ?? '') : target?.closest('td');
  if (!(square instanceof HTMLElement) || !places.has(square)) return;
  event.preventDefault();
  open(square);
});
addEventListener('popstate', openAddressed);
openAddressed();
`;
