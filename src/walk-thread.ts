import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { walkInThread } from './adapters/git/index.ts';
import { threadedVerifier } from './adapters/ssh/verify.ts';

// What a thread runs that walks over very many commits, and nothing else loads.
if (parentPort !== null) {
  const port = parentPort;
  const takes = on(port, 'message');
  const taken = async () => void (await takes.next());
  const line = { send: (message: unknown) => port.postMessage(message), taken };
  walkInThread(workerData, threadedVerifier(), line).finally(() => port.close());
}
