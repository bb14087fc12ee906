import type { Recording, TraceEvent } from '../app/trace-event.js';
import type { Warning } from '../ask/fetch-outcome.js';
import type { Exchange } from '../browser/transcript.js';
import { get } from '../standard/header-list.js';
import { describeEvent } from './catalogue/app-layers.js';
import { allowOriginName } from './facts.js';
import { coversOrigin } from './vary.js';

/** What shows when the same is asked for several origins. */
export function warningsOfSeveral(answers: {
  readonly unrelated: Exchange;
  readonly origin: string;
  /** Whether the answers differ, and do not say that they do. */
  readonly isVaryMissing: boolean;
  readonly recording: Recording | undefined;
}): Warning[] {
  const { unrelated, origin, isVaryMissing, recording } = answers;
  const warnings: Warning[] = [];
  if (isVaryMissing) warnings.push(overwritten(recording) ?? missing);
  if (get(allowOriginName, unrelated.responseHeaders) === origin) {
    const message = `Whatever origin asks is repeated in Access-Control-Allow-Origin, also ${origin}: every page is let in.`;
    warnings.push({ id: 'reflects-any-origin', message });
  }
  return warnings;
}

const missing: Warning = {
  id: 'vary-origin-missing',
  message:
    'The answer depends on Origin, and Vary does not say so: a shared cache may give one page the answer to another.',
};

function overwritten(recording: Recording | undefined): Warning | undefined {
  const events = recording?.events.filter(({ header }) => header === 'vary') ?? [];
  const varies = ({ value }: TraceEvent): boolean => coversOrigin(value);
  const lost = events.find((event, index) => !varies(event) && events.slice(0, index).some(varies));
  if (lost === undefined) return undefined;
  const now = lost.kind === 'remove' ? 'removed Vary' : `replaced Vary by "${lost.value}"`;
  return { id: 'vary-origin-overwritten', message: `${describeEvent(lost)} ${now}: Origin is lost.` };
}

/** What shows beside a control origin that is let in. */
export function warningsBesideControl(
  refused: Exchange | undefined,
  control: Exchange | undefined,
): Warning[] {
  if (refused === undefined || control === undefined || refused.status < 500 || control.status >= 500)
    return [];
  const message = `An origin that is not allowed gets a ${String(refused.status)}: being refused is no error of the server.`;
  return [{ id: 'rejected-with-server-error', message }];
}
