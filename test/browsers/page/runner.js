// Runs in the page: fetches batches of jobs from the control server, runs them and posts
// what the page could see. `control` and `kind` come from the document around it.
'use strict';

const encode = {
  string: (body) => body.text,
  'url-search-params': (body) => new URLSearchParams({ field: body.text }),
  'form-data': (body) => {
    const form = new FormData();
    form.append('field', body.text);
    return form;
  },
  blob: (body) => new Blob([body.text], { type: body.type || '' }),
  'array-buffer': (body) => new TextEncoder().encode(body.text).buffer,
};
const encodeBody = (body) => (body === null ? null : encode[body.kind](body));

const seen = (type, status, redirected, url, names) => ({
  type,
  status,
  redirected,
  url,
  headers: [...new Set(names.map((name) => name.toLowerCase()))].sort(),
});

async function byFetch(request, signal) {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    body: encodeBody(request.body),
    credentials: request.credentials,
    mode: request.mode,
    redirect: request.redirect,
    signal,
  });
  // The connection is free again, and the order on the wire certain, once the body is read.
  await response.arrayBuffer().catch(() => null);
  return seen(response.type, response.status, response.redirected, response.url, [
    ...response.headers.keys(),
  ]);
}

function byXhr(request, signal) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    xhr.withCredentials = request.credentials === 'include';
    for (const [name, value] of request.headers) xhr.setRequestHeader(name, value);
    if (request.uploadListener) xhr.upload.addEventListener('progress', () => undefined);
    xhr.onload = () => {
      const lines = xhr.getAllResponseHeaders().split('\r\n').filter(Boolean);
      const names = lines.map((line) => line.slice(0, line.indexOf(':')));
      resolve(seen(null, xhr.status, null, xhr.responseURL, names));
    };
    xhr.onerror = xhr.onabort = () => reject(new Error('network error'));
    signal.addEventListener('abort', () => xhr.abort());
    xhr.send(encodeBody(request.body));
  });
}

async function runStep(id, index, request, previous) {
  if (previous) {
    const body = JSON.stringify(previous);
    await fetch(`${control}/step/${id}/${index}`, { method: 'POST', body });
  }
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), 8000);
  console.debug(`##BEGIN ${id}.${index}`);
  let outcome;
  try {
    const response = await (request.api === 'xhr' ? byXhr : byFetch)(request, abort.signal);
    outcome = { verdict: 'allowed', response };
  } catch {
    outcome = { verdict: 'blocked', response: null };
  }
  if (abort.signal.aborted) outcome = { verdict: 'none', response: null };
  clearTimeout(timer);
  console.debug(`##END ${id}.${index}`);
  return outcome;
}

async function runJob(job) {
  const results = [];
  for (const [index, request] of job.requests.entries())
    results.push(await runStep(job.id, index, request, results.at(-1)));
  return { id: job.id, results };
}

(async () => {
  console.debug('##READY');
  let done = [];
  for (;;) {
    const reply = await fetch(`${control}/next/${kind}`, { method: 'POST', body: JSON.stringify(done) });
    const { jobs, concurrency, navigate } = await reply.json();
    if (navigate) {
      if (parent !== window) parent.postMessage(navigate, '*');
      else location.href = navigate;
      return;
    }
    done = [];
    const worker = async () => {
      for (let job = jobs.shift(); job; job = jobs.shift()) done.push(await runJob(job));
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  }
})();
