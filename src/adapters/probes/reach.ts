import { connect, type Socket } from 'node:net';
import { wrong } from './read-settings.ts';

export type Reached = { kind: 'open'; socket: Socket } | { kind: 'closed'; how: 'refused' | 'silent' };

/** No connection takes longer to come about. */
const mostMs = 10_000;

/**
 * Opens a connection. That a host refuses it or says nothing is a finding; a host that has no address, or that no way leads
 * to, tells nothing of its ports: that is thrown.
 */
export function reach(host: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<Reached> {
  return new Promise((settle, fail) => {
    const socket = connect({ host, port, autoSelectFamily: true });
    const silent = setTimeout(() => over(() => settle({ kind: 'closed', how: 'silent' })), Math.min(timeoutMs, mostMs));
    const over = (then: () => void) => {
      clearTimeout(silent);
      signal.removeEventListener('abort', stop);
      socket.destroy();
      then();
    };
    const stop = () => over(() => fail(wrong('it was stopped')));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    socket.once('connect', () => {
      clearTimeout(silent);
      signal.removeEventListener('abort', stop);
      socket.removeAllListeners('error');
      socket.on('error', () => undefined);
      settle({ kind: 'open', socket });
    });
    socket.once('error', (error) => {
      const code = codeOf(error);
      if (['ECONNREFUSED', 'ECONNRESET'].includes(code)) over(() => settle({ kind: 'closed', how: 'refused' }));
      else if (code === 'ETIMEDOUT') over(() => settle({ kind: 'closed', how: 'silent' }));
      else over(() => fail(wrong(`${host} cannot be reached from here: ${inWords[code] ?? (code || error.message)}`)));
      socket.on('error', () => undefined);
    });
  });
}

const inWords: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up now',
  EHOSTUNREACH: 'no way leads to it',
  ENETUNREACH: 'no way leads to it',
};

/** Several addresses may have been tried; the first tells. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
