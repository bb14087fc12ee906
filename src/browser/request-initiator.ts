/**
 * What sends the request: `fetch()`, XMLHttpRequest (which axios uses), or what a page loads. Mode, credentials, destination,
 * headers and console messages follow.
 *
 * @see https://html.spec.whatwg.org/#cors-settings-attributes
 */
export type RequestInitiator =
  | 'fetch'
  | 'xhr'
  | 'image'
  | 'font'
  | 'script'
  | 'module'
  | 'stylesheet'
  | 'video'
  | 'audio'
  | 'eventsource'
  | 'beacon'
  | 'worker';
