import { describe, expect, test } from '@jest/globals';
import type { RequestListener } from 'node:http';
import express from 'express';
import { diagnose, simulateFetch } from '../../src/index.js';
import { decisiveExchange } from '../../src/ask/outcome.js';
import type { CauseCase } from '../apps/causes/cause-case.js';
import { causeCases } from '../apps/causes/index.js';
import { proxyCauses } from '../apps/causes/proxies.js';
import { hasCurl } from '../support/has-curl.js';
import { corsLines, responseTo } from '../support/run-curl.js';

/** What answers otherwise each time, or at another host. */
const notRepeatable = ['stateful-origin-check', 'redirected-to-another-origin', 'mixed-content'];
/** What is not an app alone: curl would have to go through the proxy. */
const behindProxies: readonly CauseCase[] = proxyCauses;

const cases = causeCases.filter((theCase) => {
  const { cause, framework, on, request } = theCase;
  return (
    framework === undefined &&
    !behindProxies.includes(theCase) &&
    on.includes('express 5') &&
    !notRepeatable.includes(cause) &&
    request.otherTargets === undefined
  );
});

(hasCurl() ? describe : describe.skip)('the curl line gets the same status and the same CORS headers', () => {
  test.each(cases.map((theCase): [string, CauseCase] => [`${theCase.cause}: ${theCase.title}`, theCase]))(
    '%s',
    async (_, { wrong, request }) => {
      const app = wrong(express);
      const outcome = await simulateFetch(app as never, request);
      const { curl } = await diagnose(outcome);
      const exchange = decisiveExchange(outcome);
      const cors = corsLines(exchange?.responseHeaders ?? []);
      expect(await responseTo(curl, app as RequestListener)).toEqual({ status: exchange?.status, cors });
    },
  );
});
