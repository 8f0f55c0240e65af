import type { FastifyInstance } from 'fastify';
import type { ControllerMetrics } from '../metrics/controller-metrics.ts';
import { proofIn, proves } from './caller-secret.ts';

const nothing = Buffer.alloc(0);

/**
 * A route that hears of something. Who does not know the secret is told nothing, and where it is told in a header its
 * body is not even read. `hear` says whether the call was of any use; the answer is 202 either way.
 */
export function hookRoute(
  server: FastifyInstance,
  path: string,
  secret: string,
  metrics: Pick<ControllerMetrics, 'called'>,
  hear: (body: Buffer) => boolean,
): void {
  const webhook = path.replace('/webhooks/', '');
  server.route<{ Body: Buffer | undefined }>({
    method: 'POST',
    url: path,
    onRequest: async ({ headers }, reply) => {
      const proof = proofIn(headers);
      if (proof !== undefined && (proof.kind === 'signature' || proves(proof, secret, nothing))) return;
      metrics.called(webhook, 'refused');
      return reply.code(401).header('connection', 'close').send();
    },
    handler: async ({ headers, body = nothing }, reply) => {
      const proof = proofIn(headers);
      if (proof === undefined || !proves(proof, secret, body)) {
        metrics.called(webhook, 'refused');
        return reply.code(401).header('connection', 'close').send();
      }
      const heard = hear(body);
      metrics.called(webhook, heard ? 'heard' : 'ignored');
      return reply.code(202).send({ heard });
    },
  });
}
