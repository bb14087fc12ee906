import type { Recording, TraceEvent } from '../app/trace-event.js';
import type { Warning } from '../ask/fetch-outcome.js';
import { allowOriginOf, type Exchange } from '../browser/transcript.js';
import { describeEvent } from './catalogue/app-layers.js';
import { coversOrigin } from './vary.js';

/** Warnings from the same request sent from several origins. */
export function warningsOfSeveral(answers: {
  readonly unrelated: Exchange;
  readonly origin: string;
  /** Whether the responses differ, and do not say that they do. */
  readonly isVaryMissing: boolean;
  readonly recording: Recording | undefined;
}): Warning[] {
  const { unrelated, origin, isVaryMissing, recording } = answers;
  const warnings: Warning[] = [];
  if (isVaryMissing) warnings.push(overwritten(recording) ?? missing);
  if (allowOriginOf(unrelated) === origin) {
    const message = `The app reflects any Origin, including ${origin}: every page is allowed.`;
    warnings.push({ id: 'reflects-any-origin', message });
  }
  return warnings;
}

const missing: Warning = {
  id: 'vary-origin-missing',
  message:
    "The response depends on Origin, and Vary does not list it: a shared cache may serve one page's response to another page.",
};

function overwritten(recording: Recording | undefined): Warning | undefined {
  const events = recording?.events.filter(({ header }) => header === 'vary') ?? [];
  const varies = ({ value }: TraceEvent): boolean => coversOrigin(value);
  const lost = events.find((event, index) => !varies(event) && events.slice(0, index).some(varies));
  if (lost === undefined) return undefined;
  const now = lost.kind === 'remove' ? 'removed Vary' : `replaced Vary with "${lost.value}"`;
  return {
    id: 'vary-origin-overwritten',
    message: `${describeEvent(lost)} ${now}, so Vary no longer lists Origin.`,
  };
}

/** Warnings from a control origin that is allowed beside one that is rejected. */
export function warningsBesideControl(
  refused: Exchange | undefined,
  control: Exchange | undefined,
): Warning[] {
  if (refused === undefined || control === undefined || refused.status < 500 || control.status >= 500)
    return [];
  const message = `An origin that is not allowed gets a ${String(refused.status)}: reject an origin without a 5xx.`;
  return [{ id: 'rejected-with-server-error', message }];
}
