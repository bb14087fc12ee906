import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { type ConsoleMessage, parseConsoleMessage } from '../../src/index.js';
import { generateJobs, requestIds } from './jobs.js';
import { placeholders } from './placeholders.js';
import { readRecording } from './recording.js';
import {
  type BrowserName,
  browserNames,
  type Observation,
  type Page,
  type ScriptedRequest,
} from './scenario.js';
import { readWhole } from './whole/recording.js';

// As high as a real run has them: with a digit more they are no ports.
const ports = { page: 41010, target: 41020, third: 41030 };

interface Recorded {
  readonly id: string;
  readonly observation: Observation;
  readonly request: ScriptedRequest;
  readonly origin: string;
  readonly expand: (text: string) => string;
}

/** Everything that was recorded of a browser with something in its console, or with a verdict that asks for it. */
function recorded(browser: BrowserName): Recorded[] {
  const recording = readRecording(join(__dirname, 'recording'), browser);
  if (recording === null) throw new Error(`${browser} is not recorded`);
  const asked = new Map<string, readonly [Page, ScriptedRequest]>();
  for (const job of generateJobs(recording.seed))
    for (const [index, id] of requestIds(job).entries()) {
      const request = job.requests[index];
      if (request !== undefined) asked.set(id, [job.page, request]);
    }
  return [...recording.observations].flatMap(([id, observation]) => {
    const found = asked.get(id);
    if (found === undefined || observation.console.length === 0) return [];
    const { origin, expand } = placeholders(ports, id, found[0]);
    return [{ id, observation, request: found[1], origin, expand }];
  });
}

/** What each text says, found in another way than the parser does: by what stands around it in this browser's texts. */
const facts: Readonly<Record<BrowserName, readonly (readonly [keyof ConsoleMessage, RegExp])[]>> = {
  chromium: [
    ['url', / at '(\S+)' (?:\(|from origin)/],
    ['url', /^Fetch API cannot load (\S+)\. Request/],
    ['url', /^Unsafe attempt to load URL (\S+) from/],
    ['requestedUrl', /\(redirected from '(\S+)'\)/],
    ['origin', / from origin '(\S+)' has/],
    ['pageUrl', /from frame with URL (\S+)\. Domains/],
    ['method', /: Method (\S+) is not allowed/],
    ['header', /: Request header field (\S+) is not allowed/],
  ],
  firefox: [
    ['url', /resource at ‘?(\S+?)’?\. \(Reason/],
    ['value', /does not match ‘(.*)’\)/],
    ['value', /invalid token ‘(.*)’ in CORS/],
    ['header', /Reason: header ‘(.*)’ is not allowed/],
    ['status', /^(?:(?!\n).)*Status code: (\d+)\./],
  ],
  webkit: [
    ['url', /cannot load (\S+) due to/],
    ['origin', /^Origin (\S+) is not/],
    ['location', /^Cross-origin redirection to (.*) denied by/],
    ['method', /^Method (\S+) is not/],
    ['header', /^Request header field (\S+) is not/],
    ['value', /^Header \S+ has an invalid value: (.*)/],
    ['status', /Status code: (\d+)/],
  ],
};

const said = (key: string, text: string): string | number =>
  key === 'status' ? Number(text) : key === 'header' ? text.toLowerCase() : text;

/** The texts about what is let through all the same. */
const isWarning = (text: string): boolean => text.startsWith('Cross-Origin Request Warning');

/** How many were blocked, and how many of those by a rule whose name Chromium has for the same scenario. */
const counted: Readonly<Record<BrowserName, readonly [blocked: number, named: number, otherwise: number]>> = {
  chromium: [10156, 10130, 0],
  firefox: [10039, 9142, 155],
  webkit: [10302, 9468, 147],
};

describe.each(browserNames)('everything %s printed', (browser) => {
  const all = recorded(browser);

  test('is one message for each request that is blocked, and none but warnings for the others', () => {
    const wrong = all.filter(({ observation, expand }) => {
      const messages = parseConsoleMessage(expand(observation.console.join('\n')));
      const blocked = messages.filter(({ isBlocked }) => isBlocked);
      return blocked.length !== (observation.verdict === 'blocked' ? 1 : 0);
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('is known word for word, each text alone', () => {
    const texts = new Set(all.flatMap(({ observation, expand }) => observation.console.map(expand)));
    const wrong = [...texts].filter((text) => {
      const [message, ...others] = parseConsoleMessage(text);
      return message?.text !== text.trim() || others.length > 0 || message.browser !== browser;
    });
    // Said beside the reason, and never alone.
    expect(wrong.filter((text) => text !== 'Not allowed to request resource')).toEqual([]);
    expect(texts.size).toBeGreaterThan(1000);
  });

  test('says what the request was, and what the response', () => {
    const wrong: unknown[] = [];
    let compared = 0;
    const compare = (id: string, key: string, expected: unknown, actual: unknown): void => {
      compared += 1;
      if (expected !== actual) wrong.push({ id, key, expected, actual });
    };
    for (const { id, observation, request, origin, expand } of all) {
      const printed = observation.console.map(expand).filter((text) => !isWarning(text));
      const message = parseConsoleMessage(printed.join('\n')).find(({ isBlocked }) => isBlocked);
      if (message === undefined) continue;
      for (const [key, pattern] of facts[browser]) {
        // Firefox says what else is wrong with a preflight that redirects: that is not what it is blocked for.
        const looked = key === 'value' ? printed.slice(0, 1) : printed;
        const found = looked.map((text) => pattern.exec(text)?.[1]).find((text) => text !== undefined);
        if (found !== undefined) compare(id, key, said(key, found), message[key]);
      }
      if (message.initiator !== null) compare(id, 'initiator', request.api, message.initiator);
      if (browser === 'chromium' && message.origin !== null) compare(id, 'origin', origin, message.origin);
      const { failedParameter } = observation;
      if (failedParameter !== null && failedParameter !== '')
        compare(id, 'value', expand(failedParameter), message.value);
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(10_000);
  });

  test('has the code that Chromium has for the same request, but where the browser decides otherwise', () => {
    const ofChromium = readRecording(join(__dirname, 'recording'), 'chromium')?.observations;
    const tally = { blocked: 0, named: 0, otherwise: 0 };
    for (const { id, observation, expand } of all) {
      const message = parseConsoleMessage(expand(observation.console.join('\n'))).find(
        (one) => one.isBlocked,
      );
      const code = ofChromium?.get(id)?.code ?? null;
      if (message === undefined) continue;
      tally.blocked += 1;
      if (code === null || message.codes.length === 0) continue;
      // Chromium’s own texts leave one code.
      const codes: readonly (string | null)[] = browser === 'chromium' ? [message.code] : message.codes;
      if (codes.includes(code)) tally.named += 1;
      else tally.otherwise += 1;
    }
    expect([tally.blocked, tally.named, tally.otherwise]).toEqual(counted[browser]);
  });
});

/** Of decoders, and of what could not be fetched at all. */
const notOurs = /^(Failed to decode downloaded font|OTS parsing error)/;

test.each(browserNames)('all that %s prints of what a page loads is known', (browser) => {
  const texts = new Set(Object.values(readWhole(browser).observations).flatMap(({ console }) => console));
  const real = [...texts]
    .filter((text) => !notOurs.test(text))
    .map((text) => text.replace(/\{([a-z-]+)\}/g, 'https://$1.example'));
  const wrong = real.filter((text) => {
    const [message, ...others] = parseConsoleMessage(text);
    return message?.text !== text.trim() || others.length > 0 || !message.browsers.includes(browser);
  });
  expect(wrong.filter((text) => text !== 'Not allowed to request resource')).toEqual([]);
  expect(real.length).toBeGreaterThan(5);
});
