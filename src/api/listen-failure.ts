import { RgzError } from '../errors/rgz-error.ts';
import type { ListenAddress } from './listen-address.ts';

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there already',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'ports below 1024 need a right of their own',
  ENOTFOUND: 'no such host is known',
  EAI_AGAIN: 'the name of the host could not be looked up',
};

/** Why an address cannot be listened on, in the words of whoever set it. */
export function cannotListen({ host, port }: ListenAddress, error: unknown): RgzError {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : message;
  return new RgzError('listen.failed', `cannot listen on ${host}:${port}: ${reason}`, {
    remedy: [
      ...(code === 'EADDRINUSE' ? [`ss -ltnp 'sport = :${port}'   # tells which`] : []),
      '--listen with another host and port',
    ],
    cause: error,
  });
}
