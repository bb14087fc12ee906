import type { Body } from './scenario.js';

/** The constructors of the page's own realm. */
export interface Realm {
  URLSearchParams: new (init: Record<string, string>) => unknown;
  FormData: new () => { append(name: string, value: string): void };
  Blob: new (parts: string[], options: { type: string }) => unknown;
}

/** The body as the page's script hands it over. */
export function bodyIn(realm: Realm, { kind, text, type }: Body): unknown {
  switch (kind) {
    case 'string':
      return text;
    case 'url-search-params':
      return new realm.URLSearchParams({ field: text });
    case 'form-data': {
      const form = new realm.FormData();
      form.append('field', text);
      return form;
    }
    case 'blob':
      return new realm.Blob([text], { type: type ?? '' });
    case 'array-buffer':
      return new TextEncoder().encode(text);
  }
}
