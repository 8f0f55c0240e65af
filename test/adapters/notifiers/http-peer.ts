import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A server in this process whose answers a test decides. It listens once it is told to `be('there')`. */
export class HttpPeer {
  readonly received: Received[] = [];
  /** Connections that were opened. */
  connections = 0;
  #server: Server;
  #answer: (call: Received) => Answer;
  #silent = false;
  #port = 0;

  constructor(answer: (call: Received) => Answer) {
    this.#answer = answer;
    this.#server = this.#build();
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** `away`: nobody listens. `silent`: takes the call and never answers. */
  async be(how: 'there' | 'away' | 'silent'): Promise<void> {
    this.#silent = how === 'silent';
    if (how === 'away') return this.close();
    if (!this.#server.listening) await this.#listen();
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    await new Promise((done) => this.#server.close(done).closeAllConnections());
  }

  #build(): Server {
    const server = createServer(async (request, response) => {
      const { method = '', url = '', headers } = request;
      const body = Buffer.concat(await request.toArray()).toString();
      if (!this.#silent) this.#respond({ method, path: url, headers, body }, response);
    });
    return server.on('connection', () => {
      this.connections += 1;
    });
  }

  #respond(call: Received, response: ServerResponse): void {
    this.received.push(call);
    const { status, headers = {}, body = '' } = this.#answer(call);
    response.writeHead(status, headers).end(body);
  }

  async #listen(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(this.#port, '127.0.0.1', done));
    this.#port = (this.#server.address() as AddressInfo).port;
  }
}
