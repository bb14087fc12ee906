import { allowOrigin, answer } from '../factors/variation.js';
import { Random } from '../random.js';
import { pages, type Hop } from '../scenario.js';
import { preflighted } from './preflight-cache.js';
import { openAnswer, preflightAnswer, step, type Steps } from './step.js';

const methodLists = ['PUT, DELETE, patch', 'PUT', 'DELETE', '*', null, 'PUT, @'];
const headerLists = ['x-custom, content-type, authorization', 'x-custom', 'content-type', '*', null, '@'];
const maxAges = ['600', '600', '600', null, '0', '-1', 'abc', '+600'];

/** Random requests to one address, whose answers change from one to the next. */
export function sequenceMixture(seed: string): Steps {
  const random = new Random(seed);
  const page = random.chance(0.7) ? 'ip4' : random.pick(pages);
  const credentialed = random.chance(0.5);
  const length = 4 + random.below(4);
  return {
    page,
    steps: Array.from({ length }, () =>
      step({
        ...random.pick(preflighted),
        credentials: credentialed && random.chance(0.6) ? 'include' : random.pick(['omit', 'same-origin']),
        suffix: random.chance(0.9) ? '' : random.pick(['#a', '?a']),
        hops: [randomHop(random)],
      }),
    ),
  };
}

function randomHop(random: Random): Hop {
  const open = random.chance(0.6);
  const methods = open ? (methodLists[0] ?? null) : random.pick(methodLists);
  const headers = open ? (headerLists[0] ?? null) : random.pick(headerLists);
  const preflight = preflightAnswer(methods, headers, random.pick(maxAges));
  return {
    preflight: random.chance(0.9) ? preflight : random.pick([{ ...preflight, status: 403 }, answer([])]),
    answer: random.chance(0.88) ? openAnswer : random.pick([answer([]), answer([allowOrigin('*')])]),
  };
}
