import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { walkInThread } from './adapters/git/index.ts';
import { threadedVerifier } from './adapters/ssh/verify.ts';

// What a thread runs that walks over very many commits, and nothing else loads.
if (parentPort !== null) {
  const port = parentPort;
  const takes = on(port, 'message');
  const next = async () => (await takes.next()).value[0];
  const line = { send: (message: unknown) => port.postMessage(message), taken: async () => void (await next()) };
  next()
    .then((job) => walkInThread(job, threadedVerifier(), line))
    .finally(() => port.close());
}
