import { MIMEType } from 'whatwg-mimetype';
import { type Refusal, refuse } from './decision.js';
import { get } from './header-list.js';
import type { RequestRecord } from './request.js';
import { isOkStatus, type ResponseRecord } from './response.js';

/** Whether what `processResponse` refused is the status, and not the type. */
export function isAboutStatus(failedParameter: string): boolean {
  return /^\d+$/.test(failedParameter);
}

/**
 * What the one that asked makes of a response that CORS lets it read: null, or why it takes it for none.
 *
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#dom-eventsource step 15.3,
 * https://html.spec.whatwg.org/#fetch-a-single-module-script step 13.2 and 13.8
 */
export function processResponse(
  { initiatorType }: Pick<RequestRecord, 'initiatorType'>,
  { status, headerList }: ResponseRecord,
): Refusal | null {
  const contentType = get('content-type', headerList);
  const type = contentType === null ? null : MIMEType.parse(contentType);
  if (initiatorType === 'eventsource') {
    if (status !== 200) return refuse('EventSource', '15.3', null, String(status));
    if (type?.essence !== 'text/event-stream')
      return refuse('EventSource', '15.3', null, type?.essence ?? '');
  }
  if (initiatorType === 'module') {
    if (!isOkStatus(status)) return refuse('module script', '13.2', null, String(status));
    if (type === null || !type.isJavaScript({ prohibitParameters: false }))
      return refuse('module script', '13.8', null, type?.essence ?? '');
  }
  return null;
}
