import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { ControllerDeps } from '../controller/controller-deps.ts';
import { unreadiness } from '../controller/readiness.ts';
import type { Running } from '../controller/start.ts';
import { StateCounts } from '../controller/state-counts.ts';
import { type Limits, usualLimits } from './limits.ts';
import type { ListenAddress } from './listen-address.ts';
import { cannotListen } from './listen-failure.ts';
import { makeServer } from './make-server.ts';
import type { ControllerMetrics } from './metrics/controller-metrics.ts';
import { attemptIn } from './webhooks/attempt-in.ts';
import { hookRoute } from './webhooks/hook-route.ts';
import { pushIn } from './webhooks/push-in.ts';

export interface ServerParts {
  deps: Pick<ControllerDeps, 'git' | 'store' | 'kinds' | 'clock' | 'waker' | 'journal'>;
  running: Running;
  metrics: ControllerMetrics;
  address: ListenAddress;
  /** What callers of the webhooks have to know. */
  secret: string;
  pollMs: number;
  limits?: Limits;
}

export interface Listening {
  url: string;
  close(): Promise<void>;
}

const leastSecret = 16;

/** Serves what is told beside a controller that runs: hints from outside, how it is doing, and its figures. */
export async function serveController(parts: ServerParts): Promise<Listening> {
  const { deps, address, limits = usualLimits } = parts;
  const server = makeServer(limits, (error) => {
    const message = `a call could not be answered: ${error instanceof Error ? error.message : String(error)}`;
    deps.journal({ level: 'error', event: 'answer-failed', message });
  });
  hintRoutes(server, parts);
  healthRoutes(server, parts);
  try {
    await server.listen({ host: address.host, port: address.port });
  } catch (error) {
    await server.close();
    throw cannotListen(address, error);
  }
  const url = urlOf(server.server.address() as AddressInfo);
  deps.journal({ level: 'info', event: 'listening', message: `listening on ${url}` });
  if (parts.secret.length < leastSecret) {
    const message = `the secret of the webhooks has ${parts.secret.length} characters; take one of 32 or more`;
    deps.journal({ level: 'warn', event: 'weak-secret', message });
  }
  return {
    url,
    async close() {
      const force = setTimeout(() => server.server.closeAllConnections(), limits.closeMs);
      await server.close();
      clearTimeout(force);
    },
  };
}

/** Whoever calls is believed nothing: a call only makes the controller look sooner. */
function hintRoutes(server: FastifyInstance, { deps, running, metrics, secret }: ServerParts): void {
  const { controller, news } = running;
  const { git, waker } = deps;
  hookRoute(server, '/webhooks/awx/job-complete', secret, metrics, (body) => {
    const attempt = attemptIn(body);
    return attempt !== undefined && controller.calls.hint(attempt);
  });
  hookRoute(server, '/webhooks/git', secret, metrics, (body) => {
    const push = pushIn(body, git.branch);
    if (push === undefined) return false;
    news.expect(push.commit);
    waker.call();
    return true;
  });
}

function healthRoutes(server: FastifyInstance, { deps, running, metrics, pollMs }: ServerParts): void {
  const { clock, waker } = deps;
  const counts = new StateCounts(deps);
  server.get('/healthz', async () => ({ alive: true }));
  server.get('/readyz', async (_request, reply) => {
    const because = [
      ...(waker.stopping ? ['it is stopping'] : []),
      ...unreadiness(running, clock.milliseconds(), pollMs),
    ];
    return reply.code(because.length === 0 ? 200 : 503).send({ ready: because.length === 0, because });
  });
  server.get('/metrics', async (_request, reply) => {
    const { type, text } = await metrics.text(running, counts, clock.milliseconds());
    return reply.type(type).send(text);
  });
}

function urlOf({ address, port, family }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
