/** @jest-environment jsdom */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { htmlOf } from '../../src/report/html.js';
import { hostileTexts, reportOf } from './support/hostile.js';
import { parsed, type ParsedElement } from './support/parsed.js';

// What an app sends is read by a parser of HTML: it must come out as text, whatever it holds.

const all = (page: ParsedElement, selector = '*'): ParsedElement[] => [...page.querySelectorAll(selector)];

/** Names of elements and attributes. A host may be broken before each of its dots. */
function skeleton(page: ParsedElement): string[] {
  return all(page)
    .filter(({ localName }) => localName !== 'wbr')
    .map(({ localName, attributes }) => [localName, ...[...attributes].map(({ name }) => name)].join(' '));
}

const plain = skeleton(parsed(htmlOf(reportOf('x'))));

describe.each(hostileTexts)('%s', (_, text) => {
  let html = '';
  let page = parsed('');
  beforeAll(() => {
    html = htmlOf(reportOf(text));
    page = parsed(html);
  });

  test('makes no element and no attribute', () => {
    // Nothing is not told at all, and several lines are told as several.
    const isOther = text === '' || text.includes('\n');
    expect(skeleton(page)).toEqual(isOther ? skeleton(page) : plain);
  });

  test('no script, style, base or form but those of the page', () => {
    expect(all(page, 'script').map((script) => script.getAttribute('type'))).toEqual([
      'application/json',
      null,
    ]);
    expect(all(page, 'style, base, link, iframe, img, object, embed, template, math')).toHaveLength(1);
    expect(all(page, 'form').map((form) => form.getAttribute('id'))).toEqual(['toolbar']);
  });

  test('no handler, no style attribute, no address but of the page itself', () => {
    const attributes = all(page).flatMap((element) => [...element.attributes]);
    expect(attributes.filter(({ name }) => /^on|^style$|^src/.test(name))).toEqual([]);
    expect(attributes.filter(({ name, value }) => name === 'href' && !value.startsWith('#'))).toEqual([]);
  });

  test('what terminals obey, and what reorders or hides text, is shown', () => {
    expect(html).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/);
    expect(html).not.toMatch(/\p{Cs}/u);
  });

  test('it can be read, but for what is too long', () => {
    const shown = text.length > 4000 ? '… (' : text.split('\n')[0];
    const isPlain = !/[\0-\x1f\x7f-\x9f\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);
    const told = all(page, 'main')[0]?.textContent ?? '';
    expect(!isPlain || told.includes(shown ?? '')).toBe(true);
  });

  test('the data are JSON that holds it', () => {
    const data = page.querySelector('#data')?.textContent ?? '';
    expect(Object.keys(JSON.parse(data) as object)).toEqual(['nodes', 'shapes', 'root']);
    expect(data).not.toMatch(/[<>&]/);
  });
});

describe('the policy', () => {
  const html = htmlOf(reportOf('<script>'));
  const page = parsed(html);
  const policy =
    page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
  const hash = (element: ParsedElement | null): string =>
    `'sha256-${createHash('sha256')
      .update(element?.textContent ?? '')
      .digest('base64')}'`;

  test('lets only the script and the style of the page in, and nothing else', () => {
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(page.querySelector('script:not([type])'))}`,
      `style-src ${hash(page.querySelector('style'))}`,
      "base-uri 'none'",
      "form-action 'none'",
      "trusted-types 'none'",
      "require-trusted-types-for 'script'",
    ]);
  });

  test('stands before everything it is about', () => {
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(200);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style'));
  });
});
