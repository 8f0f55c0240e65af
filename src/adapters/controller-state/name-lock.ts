import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A lock that the system takes back when its process ends, however it ends: a socket that only one process of a machine
 * can listen on. undefined: another process that is alive holds it.
 */
export async function holdName(folder: string): Promise<Server | undefined> {
  const address = addressFor(folder);
  const server = await listen(address);
  if (server !== undefined || address.startsWith('\0') || (await answers(address))) return server;
  rmSync(address, { force: true });
  return listen(address);
}

export function isHeld(folder: string): Promise<boolean> {
  return answers(addressFor(folder));
}

/** On Linux a name that is no file, so that nothing stays behind. */
function addressFor(folder: string): string {
  const name = `rgz-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  return platform() === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => resolve(server));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
