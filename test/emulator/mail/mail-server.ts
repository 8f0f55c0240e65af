import { once } from 'node:events';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What the server answers a command with, e.g. `[450, '4.2.2 the mailbox is full']`; undefined where it agrees. */
export type Answer = readonly [number, string] | undefined;

export interface Rules {
  auth?: (username: string, password: string) => Answer;
  from?: () => Answer;
  to?: (address: string) => Answer;
  data?: (mail: string) => Answer;
}

interface Received {
  from: string;
  to: readonly string[];
  raw: string;
  /** Whether it came over TLS, and as whom. */
  secure: boolean;
  user: string | undefined;
}

/** A mail server in this process, on one port for as long as the test lasts. */
export class MailServer {
  readonly received: Received[] = [];
  connections = 0;
  rules: Rules = {};
  port = 0;
  #running: { close(): Promise<unknown> } | undefined;
  readonly #options: SMTPServerOptions;

  constructor(options: SMTPServerOptions = {}) {
    this.#options = options;
  }

  async start(): Promise<this> {
    await this.stop();
    const server = new SMTPServer({
      logger: false,
      closeTimeout: 1,
      disableReverseLookup: true,
      onConnect: (_, done) => {
        this.connections += 1;
        done();
      },
      onAuth: ({ username, password }, _, done) => {
        const answer = this.rules.auth?.(username ?? '', password ?? '');
        if (answer === undefined) done(null, { user: username ?? '' });
        else done(errorOf(answer));
      },
      onMailFrom: (_, __, done) => done(errorOf(this.rules.from?.())),
      onRcptTo: ({ address }, _, done) => done(errorOf(this.rules.to?.(address))),
      onData: (stream, { envelope, secure, user }, done) => {
        text(stream).then((raw) => {
          const answer = this.rules.data?.(raw);
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          const to = envelope.rcptTo.map(({ address }) => address);
          if (answer === undefined) this.received.push({ from, to, raw, secure, user });
          done(errorOf(answer));
        }, done);
      },
      ...this.#options,
    });
    server.on('error', () => undefined);
    const listening = server.listen(this.port, '127.0.0.1');
    await once(listening, 'listening');
    this.#keepPort(listening);
    this.#running = { close: () => new Promise((done) => server.close(() => done(undefined))) };
    return this;
  }

  /** Listens, and does with each connection what it is told. */
  async listen(each: (socket: Socket) => void): Promise<void> {
    await this.stop();
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      each(socket);
    });
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.#keepPort(server);
    this.#running = {
      close: () => {
        for (const socket of sockets) socket.destroy();
        return new Promise((done) => server.close(done));
      },
    };
  }

  async stop(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
  }

  #keepPort(server: NetServer): void {
    const address = server.address();
    if (typeof address === 'object' && address !== null) this.port = address.port;
  }
}

function errorOf(answer: Answer): Error | null {
  return answer === undefined ? null : Object.assign(new Error(answer[1]), { responseCode: answer[0] });
}
