// Runs in the page: takes one case after the other from the server it came from, does what it says, and reports whether it worked.
'use strict';

const element = (name, { mode, credentials }, attributes) =>
  new Promise((resolve, reject) => {
    const made = document.createElement(name);
    if (mode === 'cors') made.crossOrigin = credentials === 'include' ? 'use-credentials' : 'anonymous';
    made.onload = made.onloadeddata = resolve;
    made.onerror = () => reject(new Error('not loaded'));
    Object.assign(made, attributes);
    if (name !== 'img') document.head.append(made);
  });

const kinds = {
  fetch: (url, { method, headers, body, credentials, mode }) =>
    fetch(url, { method, headers, body, credentials, mode }),
  xhr: (url, { method, headers, body, credentials }) =>
    new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      xhr.open(method, url);
      xhr.withCredentials = credentials === 'include';
      for (const [name, value] of headers) xhr.setRequestHeader(name, value);
      xhr.onload = resolve;
      xhr.onerror = () => reject(new Error('network error'));
      xhr.send(body);
    }),
  image: (src, one) => element('img', one, { src }),
  font: (url) => new FontFace('f', `url("${url}")`).load(),
  script: (src, one) => element('script', one, { src }),
  module: (src, one) => element('script', one, { type: 'module', src }),
  stylesheet: (href, one) => element('link', one, { rel: 'stylesheet', href }),
  video: (src, one) => element('video', one, { preload: 'auto', src }),
  audio: (src, one) => element('audio', one, { preload: 'auto', src }),
  eventsource: (url, { credentials }) =>
    new Promise((resolve, reject) => {
      const source = new EventSource(url, { withCredentials: credentials === 'include' });
      source.onopen = () => resolve(source.close());
      source.onerror = () => reject(new Error(source.close() || 'no stream'));
    }),
  beacon: async (url, { body, headers }) => {
    const type = headers[0]?.[1];
    navigator.sendBeacon(url, type === undefined ? body : new Blob([body], { type }));
    await new Promise((resolve) => setTimeout(resolve, 250));
  },
  worker: (url, { credentials }) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(`/worker?${encodeURIComponent(url)}`, { type: 'module', credentials });
      worker.onmessage = () => resolve(worker.terminate());
      worker.onerror = () => reject(new Error(worker.terminate() || 'not loaded'));
    }),
};

(async () => {
  let done = null;
  for (;;) {
    const reply = await fetch('/next', { method: 'POST', body: JSON.stringify(done) });
    const { one, url, navigate } = await reply.json();
    if (navigate) return void (location.href = navigate);
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 4000));
    console.debug(`##BEGIN ${one.id}.0`);
    done = await Promise.race([kinds[one.kind](url, one), late]).then(
      () => ({ id: one.id, loaded: true }),
      () => ({ id: one.id, loaded: false }),
    );
    console.debug(`##END ${one.id}.0`);
  }
})();
