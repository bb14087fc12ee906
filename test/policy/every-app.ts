import express from 'express';
import express4 from 'express4';
import type { CrossOriginRequest, Target } from '../../src/index.js';
import type { CauseCase, MakeApp, WarningCase } from '../apps/causes/cause-case.js';
import { causeCases, warningCases } from '../apps/causes/index.js';
import { healthyApps } from '../apps/healthy.js';
import { appCases } from '../apps/index.js';
import { oddApps } from '../apps/odd/index.js';

/** An app, and what a page asks of it. */
export interface AskedApp {
  readonly title: string;
  readonly app: () => Target | Promise<Target>;
  readonly request: CrossOriginRequest;
}

const page = 'https://app.example';

interface Made {
  readonly on: readonly string[];
  readonly framework?: string | undefined;
}

/** On one version of Express it is for, in turns, or as it is where it is of another framework. */
function onOne(
  { on, framework }: Made,
  index: number,
  title: string,
  make: (...given: Parameters<MakeApp>) => unknown,
): Pick<AskedApp, 'title' | 'app'> {
  const version = on[index % on.length];
  return {
    title: `${version ?? framework ?? ''}: ${title}`,
    app: () => make(version === 'express 4' ? express4 : express) as Target | Promise<Target>,
  };
}

const idOf = (one: CauseCase | WarningCase): string => ('cause' in one ? one.cause : one.warning);

const ofCases = [...causeCases, ...warningCases].flatMap((one, index): AskedApp[] => {
  const title = `${idOf(one)}, ${one.title}`;
  const wrong = { ...onOne(one, index, title, one.wrong), request: one.request };
  // What is mended is much the same app every time.
  if (index % 4 !== 0) return [wrong];
  const request = one.controlRequest ?? one.request;
  return [wrong, { ...onOne(one, index + 1, `${title}, mended`, one.control), request }];
});

const ofDemo = appCases.flatMap(({ title, wrong, fixed, parameters }): AskedApp[] => {
  const given = parameters.find((one): one is CrossOriginRequest => typeof one === 'object' && 'path' in one);
  const path = parameters.find((one): one is string => typeof one === 'string' && one.startsWith('/'));
  const request = { origin: page, path: '/users', ...(path === undefined ? {} : { path }), ...given };
  return [
    { title: `demo: ${title}`, app: wrong, request },
    { title: `demo: ${title}, mended`, app: fixed, request },
  ];
});

/** Every app of `test/apps` that has a mistake or is odd, and many that have none. */
export const everyApp: readonly AskedApp[] = [
  ...ofCases,
  ...oddApps.map((odd, index) => ({ ...onOne(odd, index, odd.title, odd.app), request: odd.request })),
  ...healthyApps.map(({ title, app, request }) => ({ title: `healthy: ${title}`, app, request })),
  ...ofDemo,
];
