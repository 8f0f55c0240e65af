import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { MailServer } from '../emulator/mail/mail-server.ts';
import { readMail } from '../emulator/mail/read-mail.ts';
import { undoAfterFile } from '../kit/clean-up.ts';

/** A message that was taken. `what`: whatever has to be the same of all copies. */
export interface Taken {
  to: string;
  id: string;
  what: string;
}

/** When the sender dies: at the arrival of this message, before it is taken or after, and never with an answer to it. */
export interface Fatal {
  nth: number;
  when: 'before' | 'after';
  kill(): void;
}

/** The other side of one channel. */
export interface Listener {
  readonly taken: Taken[];
  fatal: Fatal | undefined;
  /** As the configuration has it. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Counts what arrives and kills who sent it. True: it is taken. */
class Arrivals {
  readonly taken: Taken[] = [];
  #fatal: Fatal | undefined;
  #arrived = 0;
  readonly #heard: () => void;

  /** `heard` is called at each arrival. */
  constructor(heard: () => void = () => undefined) {
    this.#heard = heard;
  }

  set fatal(fatal: Fatal | undefined) {
    this.#fatal = fatal;
    this.#arrived = 0;
  }

  /** Whether the answer gets back. */
  arrive(message: Taken): boolean {
    this.#arrived += 1;
    const fatal = this.#fatal?.nth === this.#arrived ? this.#fatal : undefined;
    fatal?.kill();
    if (fatal?.when !== 'before') this.taken.push(message);
    this.#heard();
    return fatal === undefined;
  }
}

export async function listenToMail(telling: Record<string, unknown>, heard: () => void): Promise<Listener> {
  const arrivals = new Arrivals(heard);
  const server = await new MailServer({ authOptional: true, disabledCommands: ['STARTTLS'] }).start();
  undoAfterFile(() => server.stop());
  server.rules = {
    data: (raw) => {
      const mail = readMail(raw);
      const header = (name: string) => mail.header(name) ?? '';
      const what = `${header('Subject')}\n${mail.parts.get('text/plain')}`;
      return arrivals.arrive({ to: header('To'), id: header('Message-ID'), what }) ? undefined : [451, '4.3.0 later'];
    },
  };
  const settings = { type: 'email', url: `smtp://127.0.0.1:${server.port}`, from: 'rgz@example.com', telling };
  return Object.assign(arrivals, { settings });
}

export const hookSecret = 'the secret of a receiver, in tests';

export async function listenToHook(): Promise<Listener> {
  const arrivals = new Arrivals();
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const what = await text(request);
    const id = String(request.headers['x-rgz-event']);
    response.writeHead(arrivals.arrive({ to: 'hook', id, what }) ? 204 : 503).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undoAfterFile(() => new Promise((done) => server.close(done).closeAllConnections()));
  const { port } = server.address() as AddressInfo;
  return Object.assign(arrivals, { settings: { type: 'webhook', url: `http://127.0.0.1:${port}/events` } });
}
