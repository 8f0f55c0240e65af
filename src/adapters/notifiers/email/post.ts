import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Server } from './server.ts';

/** Milliseconds. `message` is all that one message may take. */
export interface Timeouts {
  connect: number;
  greeting: number;
  silence: number;
  message: number;
}

export const usualTimeouts: Timeouts = { connect: 10_000, greeting: 10_000, silence: 20_000, message: 45_000 };

/** One connection to the server, opened with the first mail. */
export interface Post {
  /** Throws what nodemailer throws. */
  send(mail: SendMailOptions): Promise<void>;
  close(): void;
}

/** `trust`: certificates in PEM that are trusted in place of the machine's. */
export function openPost(server: Server, timeouts: Timeouts, trust: string | undefined): Post {
  const { host, port, secure, tls, login } = server;
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    // A server may end a connection between two mails: the next one is worth a second try.
    maxRequeues: 1,
    host,
    port,
    secure,
    requireTLS: !secure && tls === 'required',
    ignoreTLS: tls === 'never',
    opportunisticTLS: tls === 'opportunistic',
    // Who would also do without TLS gains nothing from looking at certificates.
    tls: { rejectUnauthorized: tls === 'required', ...(trust === undefined ? {} : { ca: trust }) },
    ...(login === undefined ? {} : { auth: { user: login.username, pass: login.password }, forceAuth: true }),
    dnsTimeout: timeouts.connect,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.silence,
    socketCloseTimeout: Math.min(1_000, timeouts.silence),
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  return {
    send: async (mail) => {
      await transport.sendMail({ ...mail, signal: AbortSignal.timeout(timeouts.message) });
    },
    close: () => transport.close({ force: true }),
  };
}
