import { familyTexts } from './families.js';
import { ruleTexts } from './rules.js';

const texts: Readonly<Record<string, { readonly title: string }>> = { ...familyTexts, ...ruleTexts };

/** What a finding is about, whatever the app; its id where a report of another version knows more. */
export function findingTitle(id: string): string {
  return (Object.hasOwn(texts, id) ? texts[id]?.title : undefined) ?? id;
}
