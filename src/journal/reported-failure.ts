import type { ReportedAnswer, ReportedReason, Source } from './reported.js';

/** An assertion that failed. */
export interface ReportedFailure extends ReportedReason {
  /** `assertion`: the app is not as expected. The others prove nothing about the app. */
  readonly kind: 'assertion' | 'misuse' | 'no-evidence' | 'inconclusive';
  /** `expect(app).not.toAllowOrigin(expected)`. */
  readonly title: string;
  /** The whole message, as the runner shows it, without colours. */
  readonly message: string;
  readonly source: Source;
  /** What the message is about; null where nothing was asked. */
  readonly answer: ReportedAnswer | null;
}
