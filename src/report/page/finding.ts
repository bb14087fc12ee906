import { markup, type Markup } from './markup.js';

export interface FindingParts {
  readonly id?: string;
  /** Of the sign and the edge: a state, or how grave it is. */
  readonly look: string;
  /** A sign, or a short word. */
  readonly mark: string;
  /** What the mark means, for those who do not see it. */
  readonly meaning?: string;
  readonly title: string | Markup;
  /** At the end of the line. */
  readonly aside: string;
  readonly isOpen?: boolean;
  readonly body: Markup;
}

/** Something that is wrong, as a line that opens. */
export function findingHtml(parts: FindingParts): Markup {
  const { id, look, mark, meaning, title, aside, isOpen = false, body } = parts;
  return markup`<details class="finding ${look}"${id !== undefined && markup` id="${id}"`}${isOpen && markup` open`}>
    <summary>
      <span class="mark ${look}"${meaning !== undefined && markup` aria-hidden="true"`}>${mark}</span>
      <span class="title">${meaning !== undefined && markup`<span class="unseen">${meaning}: </span>`}${title}</span>
      <span class="aside">${aside}</span>
    </summary>
    <div class="body">${body}</div>
  </details>`;
}
