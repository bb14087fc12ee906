/** Everything is made of elements and text nodes: nothing of an app is ever read as HTML. */
export const dom = String.raw`
/** @type {(id: string) => HTMLElement} */
function byId(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error('#' + id);
  return element;
}

/**
 * @param {string} name
 * @param {string} className
 * @param {...(Node | string | number | null)} children
 */
function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  element.append(...children.filter((child) => child !== null).map((child) => (child instanceof Node ? child : String(child))));
  return element;
}

/** @param {string} text */
function say(text) {
  const isOpen = /** @type {HTMLDialogElement} */ (byId('sheet')).open;
  // What is outside of an open dialog is not read out.
  byId(isOpen ? 'sheet-said' : 'said').textContent = text;
}
`;
