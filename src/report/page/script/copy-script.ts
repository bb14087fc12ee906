/** A button beside each curl line. A page of a file may have no clipboard: then the line is selected and copied the old way. */
export const copy = String.raw`
/** @param {ParentNode} root */
function addCopyButtons(root) {
  for (const curl of root.querySelectorAll('.curl')) {
    const button = make('button', 'copy', 'Copy');
    button.setAttribute('type', 'button');
    button.setAttribute('aria-label', 'Copy the curl line');
    curl.append(button);
  }
}

/** @param {Element} element */
function copySelected(element) {
  const selection = getSelection();
  selection?.selectAllChildren(element);
  let isCopied = false;
  try {
    isCopied = document.execCommand('copy');
  } catch {
    // The line stays selected.
  }
  if (isCopied) selection?.removeAllRanges();
  return isCopied;
}

/** @param {Element} button */
async function copyBeside(button) {
  const line = button.parentElement?.querySelector('pre');
  if (!line) return;
  let isCopied = true;
  try {
    await navigator.clipboard.writeText(line.textContent ?? '');
  } catch {
    isCopied = copySelected(line);
  }
  const text = isCopied ? 'Copied' : 'Selected';
  button.textContent = text;
  say(isCopied ? 'Copied' : 'Selected: copy it by hand');
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2000);
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button.copy') : null;
  if (button !== null) void copyBeside(button);
});
addCopyButtons(document);
`;
