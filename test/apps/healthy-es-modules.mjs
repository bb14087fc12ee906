/**
 * Serves one of the packages that are ES modules only, in a worker: Jest's CommonJS mode cannot load them. Tells the
 * port it listens at.
 */
import { cors as tinyCors } from '@tinyhttp/cors';
import { H3, handleCors, toNodeHandler } from 'h3';
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const { name, policy } = workerData;

const listeners = {
  h3() {
    const options = { ...policy, allowHeaders: policy.allowedHeaders, exposeHeaders: ['x-total'] };
    const app = new H3()
      .use((event) => {
        const answer = handleCors(event, options);
        return answer === false ? undefined : answer;
      })
      .get('/users/:id', () => ({ name: 'Ada' }))
      .put('/users/:id', () => ({ saved: true }));
    return toNodeHandler(app);
  },
  tinyhttp() {
    const middleware = tinyCors(policy);
    return (req, res) => middleware(req, res, () => res.end());
  },
};

const server = createServer(listeners[name]()).listen(0, '127.0.0.1', () => {
  parentPort.postMessage(server.address().port);
});
