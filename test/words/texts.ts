import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

export interface Text {
  /** The path below `src`, with slashes. */
  readonly file: string;
  /** With `${…}` where something is put in. */
  readonly text: string;
}

const source = join(__dirname, '..', '..', 'src');

/** Every source file, by its path below `src`, in order. */
export const sourceFiles: readonly string[] = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replaceAll('\\', '/'))
  .sort();

/** Code that is shown to users, and code of ours that is text: neither is prose. */
const codeProperties: readonly string[] = ['before', 'after', 'likelyCode', 'code'];

/** The string and template literals of a source file that people may read, in order. */
export function textsOf(file: string): Text[] {
  return literalsOf(readFileSync(join(source, file), 'utf8'), file.startsWith('report/page/style'))
    .filter(isReadable)
    .map((text) => ({ file, text }));
}

function literalsOf(code: string, isStyle: boolean): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isPropertyAssignment(node)) {
      if (!codeProperties.includes(node.name.getText())) visit(node.initializer);
      return;
    }
    if (ts.isTaggedTemplateExpression(node)) {
      const text = templateText(node.template);
      const tag = node.tag.getText();
      // The scripts of the page are text here; their own literals are read in it.
      if (tag === 'String.raw') found.push(...(isStyle ? [] : literalsOf(text, false)));
      else if (tag === 'markup') found.push(...textsOfMarkup(text));
      ts.forEachChild(node.template, visit);
      return;
    }
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node)) found.push(templateText(node));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', code, ts.ScriptTarget.Latest, true));
  return found;
}

function templateText(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.head.text + template.templateSpans.map(({ literal }) => `\${…}${literal.text}`).join('');
}

function textsOfMarkup(text: string): string[] {
  const attributes = [...text.matchAll(/(?:title|label|placeholder)="([^"]+)"/g)].map(
    ([, value]) => value ?? '',
  );
  const content = text.split(/<[^>]*>/).map((piece) => piece.replaceAll(/\s+/g, ' ').trim());
  return [...content, ...attributes];
}

/** Two words, or a word that begins with a capital letter as what stands alone does, or one beside what is put in. */
function isReadable(text: string): boolean {
  return /[a-z]{2}/.test(text) && /\s\S*[a-zA-Z]|^[A-Z][a-z]|\$\{…\}/.test(text);
}

/** A path of documentation, and its prose: what is left without code, quotations and links' addresses. */
export function proseOf(path: string): string {
  return readFileSync(path, 'utf8')
    .replaceAll(/^( *)```[^]*?^\1```/gm, '')
    .replaceAll(/`[^`\n]*`/g, '`…`')
    .replaceAll(/\]\([^)]*\)/g, ']');
}

export const rootOfProject = join(source, '..');
export const documents: readonly string[] = [
  'README.md',
  ...readdirSync(join(rootOfProject, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map((name) => relative(rootOfProject, join(rootOfProject, name)).replaceAll('\\', '/'));
