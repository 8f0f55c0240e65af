import { connect, type Socket } from 'node:net';
import { buildConnector } from 'undici';

export interface Line {
  connect: buildConnector.connector;
  /** Whether a connection stood at any time, so that something can have been sent. */
  stood(): boolean;
  /** Drops the connection together with what the kernel still holds of the call. */
  reset(): void;
}

/**
 * A connection for one call. A socket that is closed in the usual way goes on sending what it holds, for minutes where
 * the network is away: a call that was given up would arrive after all. So the plain socket below TLS is kept for a reset.
 */
export function openLine(options: { timeout: number; ca?: string; rejectUnauthorized: boolean }): Line {
  const connector = buildConnector({ ...options, allowH2: false });
  let raw: Socket | undefined;
  let stood = false;
  return {
    connect(target, callback) {
      const socket = connect({ host: target.hostname.replace(/^\[|\]$/g, ''), port: portOf(target), noDelay: true });
      raw = socket;
      const timer = setTimeout(() => socket.destroy(timedOut()), options.timeout);
      const failed = (error: Error) => {
        clearTimeout(timer);
        callback(error, null);
      };
      socket.once('error', failed);
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.off('error', failed);
        socket.on('error', () => {});
        if (target.protocol !== 'https:') {
          stood = true;
          return callback(null, socket);
        }
        connector({ ...target, httpSocket: socket }, (...args) => {
          stood ||= args[0] === null;
          callback(...args);
        });
      });
    },
    stood: () => stood,
    reset() {
      if (raw !== undefined && !raw.destroyed) raw.resetAndDestroy();
    },
  };
}

function portOf({ port, protocol }: buildConnector.Options): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

function timedOut(): Error {
  return Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' });
}
