import { connect, createServer, type Server, type Socket } from 'node:net';

/** Where a connection is cut: as soon as this text goes to the server, which does or does not get it. */
export interface Cut {
  at: string;
  when: 'before' | 'after';
  /** The connection stays open, and nothing comes over it any more: not even its end. */
  silent?: true;
}

/** A line to a server that can be cut. */
export class CutLine {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  readonly #held = new Set<Socket>();
  readonly #to: URL;
  #port = 0;
  /** Taken by the first connection that sends its text. */
  cut: Cut | undefined;
  /** How often a connection was cut. */
  cuts = 0;
  /** Connections are taken, and nobody is at the other end of them. */
  mute = false;

  constructor(url: string) {
    this.#to = new URL(url);
    this.#server = createServer({ allowHalfOpen: true }, (near) => this.#join(near));
  }

  /** How many connections are open as far as those say who made them. */
  get held(): number {
    return this.#held.size;
  }

  get url(): string {
    const url = new URL(this.#to);
    url.hostname = '127.0.0.1';
    url.port = String(this.#port);
    return url.href;
  }

  async up(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    const address = this.#server.address();
    this.#port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  }

  async down(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#open) socket.destroy();
    await closed;
  }

  #join(near: Socket): void {
    this.#keep(near);
    this.#held.add(near);
    for (const over of ['end', 'close']) near.on(over, () => this.#held.delete(near));
    if (this.mute) return void near.resume();
    const { hostname, port } = this.#to;
    const far = connect(Number(port), hostname);
    this.#keep(far);
    let deaf = false;
    let silent = false;
    near.on('data', (bytes) => {
      const { cut } = this;
      if (cut === undefined || !bytes.includes(cut.at)) return void far.write(bytes);
      this.cut = undefined;
      this.cuts += 1;
      deaf = true;
      silent = cut.silent ?? false;
      if (cut.when === 'before') {
        far.destroy();
        if (!silent) near.destroy();
        return;
      }
      // The server answers what it was sent, and nobody hears of it.
      far.write(bytes);
      far.once('data', () => {
        if (!silent) near.destroy();
        far.end();
      });
    });
    near.on('end', () => {
      if (!silent) near.end();
    });
    far.on('data', (bytes) => {
      if (!deaf) near.write(bytes);
    });
    near.on('close', () => {
      if (!deaf) far.destroy();
    });
    far.on('close', () => {
      if (!silent) near.destroy();
    });
  }

  #keep(socket: Socket): void {
    this.#open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#open.delete(socket));
  }
}
