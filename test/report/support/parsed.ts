/** What is used of a document. This project is compiled without the types of the DOM. */
export interface ParsedElement {
  readonly localName: string;
  readonly textContent: string | null;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): ParsedElement | null;
  querySelectorAll(selector: string): Iterable<ParsedElement>;
}

/** As a browser reads it. Only in Jest's jsdom environment. */
export function parsed(page: string): ParsedElement {
  const { DOMParser } = globalThis as unknown as {
    DOMParser: new () => { parseFromString(text: string, type: string): ParsedElement };
  };
  return new DOMParser().parseFromString(page, 'text/html');
}
