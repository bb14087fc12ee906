/** Whether `Vary` names Origin: the code that wrote it knows origins. https://www.rfc-editor.org/rfc/rfc9110#name-vary */
export function namesOrigin(vary: string | null): boolean {
  return itemsOf(vary).includes('origin');
}

/** Whether a cache takes the response to depend on Origin: `*` stands for everything. */
export function coversOrigin(vary: string | null): boolean {
  return itemsOf(vary).some((item) => item === 'origin' || item === '*');
}

function itemsOf(vary: string | null): string[] {
  return (vary ?? '').split(',').map((item) => item.trim().toLowerCase());
}
