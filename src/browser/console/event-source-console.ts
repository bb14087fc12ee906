/** What Chromium and WebKit print alike. */
export function notAnEventStream(type: string): string {
  return `EventSource's response has a MIME type ("${type}") that is not "text/event-stream". Aborting the connection.`;
}
