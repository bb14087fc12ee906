import { UsageError } from '../errors/usage-error.js';
import { deadlineIn } from '../http/deadline.js';
import { checkTimeout } from '../request/check-values.js';
import { configured } from '../request/configuration.js';
import type { CrossOriginRequest } from '../request/cross-origin-request.js';
import { defaultTimeout } from '../request/question.js';
import { Session } from './session.js';

/**
 * A session about what stands in `expect(…)`, with one deadline for everything an assertion asks.
 *
 * @throws {UsageError} `unknown-target`, `not-evidence`.
 */
export function assertionSession(received: unknown, { timeout }: CrossOriginRequest): Session {
  const deadline = deadlineIn(checkTimeout(timeout ?? configured().timeout ?? defaultTimeout));
  return Session.about(received, { deadline });
}

/** @throws {UsageError} `not-evidence` for responses in hand, where one is not enough. */
export function liveSession(received: unknown, request: CrossOriginRequest, assertion: string): Session {
  const session = assertionSession(received, request);
  if (session.evidence === undefined) return session;
  throw new UsageError(
    'not-evidence',
    `${assertion} sends several requests; one ${session.evidence.name} is not enough. Pass the app itself: expect(app).`,
  );
}
