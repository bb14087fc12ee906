/** What is packed: its size, and whether it stands alone: no page in it links to what is not in it. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const limits = { files: 120, unpacked: 2_000_000, packed: 400_000, picture: 60_000 };

/**
 * @param packed What `npm pack --json` says of the tarball.
 * @returns What is wrong, one line each.
 */
export function faultsOf(root, { files, size, unpackedSize }) {
  const sizes = [
    ['files', files.length, limits.files],
    ['bytes unpacked', unpackedSize, limits.unpacked],
    ['bytes packed', size, limits.packed],
    ...files
      .filter(({ path }) => isPicture(path))
      .map((file) => [`bytes of ${file.path}`, file.size, limits.picture]),
  ];
  const tooMuch = sizes.flatMap(([what, is, limit]) =>
    is > limit ? [`${is} ${what}, more than ${limit}`] : [],
  );
  const paths = files.map(({ path }) => path);
  const pages = paths.filter((path) => path.endsWith('.md'));
  const texts = new Map(pages.map((page) => [page, readFileSync(join(root, page), 'utf8')]));
  const broken = pages.flatMap((page) =>
    linksOf(texts.get(page))
      .map((link) => [link, faultOfLink(root, page, link, paths, texts)])
      .flatMap(([link, fault]) => (fault === undefined ? [] : [`${page}: ${link} ${fault}`])),
  );
  const unused = paths
    .filter(isPicture)
    .filter((path) => !pages.some((page) => shows(page, path, texts.get(page))));
  return [...tooMuch, ...broken, ...unused.map((path) => `${path} is in no page`)];
}

const isPicture = (path) => /\.(png|webp|svg|jpe?g|gif)$/.test(path);

function shows(page, picture, text) {
  return linksOf(text).some((link) => posix.join(posix.dirname(page), link) === picture);
}

/** Without code, in which there are no links. */
const prose = (text) => text.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, '');

/** The relative links and pictures of a page, in Markdown and in HTML. */
function linksOf(text) {
  const found = [
    ...prose(text).matchAll(/\]\(<?([^)>\s]+)>?(?: "[^"]*")?\)/g),
    ...prose(text).matchAll(/^\[[^\]]+\]: (\S+)/gm),
    ...prose(text).matchAll(/(?:src|href)="([^"]+)"/g),
  ];
  return found.map(([, link]) => link).filter((link) => !/^[a-z]+:/.test(link));
}

function faultOfLink(root, page, link, paths, texts) {
  const [file, anchor] = link.split('#');
  const path = file === '' ? page : posix.join(posix.dirname(page), file);
  // It is shown where the repository is.
  if (page === 'README.md' && existsSync(join(root, path))) return undefined;
  if (!paths.includes(path)) return 'is not in the package';
  if (anchor === undefined || anchorsOf(texts.get(path) ?? '').includes(anchor)) return undefined;
  return `leads to no heading of ${path}`;
}

/** As GitHub and npm make them of headings. */
function anchorsOf(text) {
  const slugs = [];
  for (const [, heading] of text.replaceAll(/^```.*?^```$/gms, '').matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    const times = slugs.filter((known) => known.slug === slug).length;
    slugs.push({ slug, anchor: times === 0 ? slug : `${slug}-${times}` });
  }
  const written = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, anchor]) => anchor);
  return [...slugs.map(({ anchor }) => anchor), ...written];
}
