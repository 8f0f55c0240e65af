import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ApiError } from './api/api-error.ts';
import { type ApiAnswer, type ApiRequest, answer, type Backend } from './api/routes.ts';
import { authenticate } from './authenticate.ts';
import type { RequestFault } from './faults.ts';

const largestBody = 5 * 1024 * 1024;

export interface ServerOptions {
  apiPath: string;
  basic: boolean;
  /** Answers what is not AWX's own: the control of the emulator. */
  control: (method: string, path: string, body: string) => Promise<{ status: number; body: unknown }>;
}

/** The HTTP side: what nginx, uwsgi and Django put around the API, and every fault that a network adds. */
export class EmulatorServer {
  readonly #backend: Backend;
  readonly #options: ServerOptions;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(backend: Backend, options: ServerOptions) {
    this.#backend = backend;
    this.#options = options;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens, on the same port as before where it has listened already. */
  async listen(port = this.#port): Promise<void> {
    const server = createServer((request, response) => void this.#take(request, response));
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Refuses connections from now on, and breaks those that stand. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = new Promise((done) => server.close(done));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '/', this.url);
    if (url.pathname.startsWith('/_control/')) {
      const told = await this.#options.control(request.method ?? '', url.pathname.slice(10), body.toString());
      response.writeHead(told.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(told.body));
      return;
    }
    await this.#withFaults(request, response, url, body);
  }

  async #withFaults(request: IncomingMessage, response: ServerResponse, url: URL, body: Buffer): Promise<void> {
    const { clockwork, faults } = this.#backend;
    clockwork.advance();
    const method = request.method ?? 'GET';
    const what =
      /\/launch\/$/.test(url.pathname) && method === 'POST'
        ? 'launch'
        : /\/cancel\/$/.test(url.pathname) && method === 'POST'
          ? 'cancel'
          : 'read';
    const { fault, seconds = 1 } = faults.request(what) ?? {};
    const carryOut = () => this.#answer(request, url, body);
    const before = fault === undefined ? undefined : insteadOf(fault, seconds);
    if (before !== undefined) return this.#send(response, before);
    if (fault === 'down') return void request.socket.destroy();
    if (fault === 'late') {
      clockwork.later(seconds, () => void carryOut());
      return void request.socket.destroy();
    }
    if (fault === 'slow') await new Promise((done) => setTimeout(done, seconds * 1000));
    const answered = fault === 'expired-token' ? this.#refuse(new ApiError(401, 'Token is expired.')) : carryOut();
    if (fault === 'lost-answer') return void request.socket.destroy();
    if (fault === 'half-answer') return this.#send(response, answered, true);
    if (fault === 'bad-gateway-after') return this.#send(response, html(502, 'Bad Gateway'));
    if (fault === 'gateway-timeout-after') return this.#send(response, html(504, 'Gateway Time-out'));
    this.#send(response, answered);
  }

  /** Carries the request out. */
  #answer(request: IncomingMessage, url: URL, body: Buffer): ApiAnswer {
    const { apiPath } = this.#options;
    const { method = 'GET', headers } = request;
    if (!url.pathname.endsWith('/')) {
      return { ...html(301, 'Moved Permanently'), headers: { Location: `${url.pathname}/${url.search}` } };
    }
    if (body.length > largestBody) return html(413, 'Request Entity Too Large');
    if (!url.pathname.startsWith(`${apiPath}/`)) return html(404, 'Not Found');
    const requestId = `${headers['x-api-request-id'] ?? ''}`;
    try {
      const user = authenticate(headers.authorization, method, this.#backend, this.#options.basic);
      const asked: ApiRequest = {
        method,
        path: url.pathname.slice(apiPath.length + 1, -1),
        fullPath: url.pathname,
        query: url.searchParams,
        body: ['POST', 'PUT', 'PATCH'].includes(method) ? parseBody(headers['content-type'], body) : {},
        user,
        requestId,
      };
      const { headers: more, ...told } = answer(asked, this.#backend);
      const product: Record<string, string> =
        user === undefined ? {} : { 'X-API-Product-Name': 'AWX', 'X-API-Product-Version': this.#backend.version };
      const node = { 'X-API-Node': 'emulated-node', 'X-API-Time': '0.010s', 'X-API-Total-Time': '0.012s' };
      return { ...told, headers: { ...product, ...node, 'X-API-Request-Id': requestId, ...more } };
    } catch (error) {
      if (error instanceof ApiError) return this.#refuse(error);
      throw error;
    }
  }

  #refuse({ status, body }: ApiError): ApiAnswer {
    if (status !== 401) return { status, body };
    const detail = (body as { detail: string }).detail;
    const headers = { 'WWW-Authenticate': 'Bearer realm=api authorization_url=/api/o/authorize/' };
    return { status, body: { detail: `${detail} To establish a login session, visit /api/login/.` }, headers };
  }

  #send(response: ServerResponse, { status, body, text, headers }: ApiAnswer, half = false): void {
    const content = text?.content ?? (body === undefined ? '' : JSON.stringify(body));
    const type = text?.type ?? 'application/json';
    response.sendDate = false;
    response.writeHead(status, {
      Date: new Date(this.#backend.now()).toUTCString(),
      ...(content === '' ? {} : { 'Content-Type': type }),
      'Content-Length': `${Buffer.byteLength(content)}`,
      ...headers,
    });
    if (!half) return void response.end(content);
    response.write(content.slice(0, content.length / 2), () => response.destroy());
  }
}

function parseBody(type: string | undefined, body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  if (!/^application\/json\b/.test(type ?? '')) {
    throw new ApiError(415, `Unsupported media type "${type}" in request. Use "application/json".`);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString());
  } catch (error) {
    throw new ApiError(400, `JSON parse error - ${(error as Error).message}\nPossible cause: trailing comma.`);
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  throw new ApiError(400, 'JSON parse error - not a JSON object');
}

/** What is answered in place of carrying anything out. */
function insteadOf(fault: RequestFault, seconds: number): ApiAnswer | undefined {
  const wait = { 'Retry-After': `${seconds}` };
  if (fault === 'bad-gateway') return html(502, 'Bad Gateway');
  if (fault === 'unavailable') return { ...html(503, 'Service Temporarily Unavailable'), headers: wait };
  if (fault === 'migrating') return { ...html(302, 'Found'), headers: { Location: '/migrations_notran/' } };
  if (fault === 'throttled') return { ...html(429, 'Too Many Requests'), headers: wait };
  return undefined;
}

function html(status: number, title: string): ApiAnswer {
  return {
    status,
    text: { type: 'text/html', content: `<html><head><title>${status} ${title}</title></head></html>\r\n` },
  };
}
