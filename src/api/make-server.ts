import { STATUS_CODES } from 'node:http';
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import type { Limits } from './limits.ts';

/**
 * A server without routes. Bodies are bytes, whatever their type. What goes wrong is told by its status alone; `tell` hears
 * of what is no fault of the caller.
 */
export function makeServer(limits: Limits, tell: (error: unknown) => void): FastifyInstance {
  const server = fastify({
    bodyLimit: limits.bodyBytes,
    connectionTimeout: limits.silenceMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, _request, reply) => tellStatus(reply, error.statusCode),
    http: {
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.lookMs,
      maxHeaderSize: limits.headerBytes,
    },
  });
  server.server.maxConnections = limits.connections;
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.setNotFoundHandler((_request, reply) => tellStatus(reply, 404));
  server.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    if (statusOf(error.statusCode) === 500) tell(error);
    return tellStatus(reply, error.statusCode);
  });
  return server;
}

/** What went wrong here concerns nobody outside. */
function tellStatus(reply: FastifyReply, given: number | undefined): FastifyReply {
  const status = statusOf(given);
  return reply
    .code(status)
    .header('connection', 'close')
    .type('text/plain')
    .send(`${STATUS_CODES[status] ?? status}\n`);
}

function statusOf(given = 500): number {
  return given >= 400 && given < 500 ? given : 500;
}
