/** The files and commands that README and docs/getting-started.md show: what is shown is what is run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const fence = /^```\w+\n(.*?)^```$/gms;
/** A block of a file begins with its name. */
const title = /^(?:\/\/|#) (\S+\.(?:[cm]?[jt]s|jsonc?|toml))\n/;

/** Blocks that are run elsewhere: test/docs/eslint.test.ts. */
const elsewhere = ['README.md: eslint.config.mjs'];

/** What the pages of the documentation in the folder `root` show. */
export function readShown(root) {
  const pages = ['README.md', 'docs/getting-started.md'].map((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const files = text.split(/^##+ /m).flatMap((part) => {
      const section = part.slice(0, part.indexOf('\n'));
      return [...part.matchAll(fence)].flatMap(([, code]) => {
        const name = title.exec(code)?.[1];
        return name === undefined ? [] : [{ page, section, name, code }];
      });
    });
    return { page, text, files };
  });
  const all = pages.flatMap(({ files }) => files);
  const asked = new Set();
  return {
    /** The file of that name, as the section shows it. */
    file(section, name) {
      const found = all.filter((file) => file.section === section && file.name === name);
      if (found.length !== 1) throw new Error(`${name} is shown ${found.length} times in "${section}".`);
      asked.add(found[0]);
      return found[0].code;
    },
    /** The words of a command, which a page must show as it is. */
    command(text) {
      if (!pages.some((page) => page.text.includes(text))) throw new Error(`No page shows \`${text}\`.`);
      return text.split(' ');
    },
    /** Which files were never asked for. */
    get notAskedFor() {
      return all
        .filter((file) => !asked.has(file))
        .map(({ page, name }) => `${page}: ${name}`)
        .filter((name) => !elsewhere.includes(name));
    },
  };
}
