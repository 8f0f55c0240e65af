import type { AddressInfo, Server } from 'node:net';
import { undoAfterTest } from '../../kit/clean-up.ts';

/** Starts a server on a free port of this machine, for as long as the test runs; gives the port. */
export async function listenForTest(server: Server): Promise<number> {
  await new Promise<void>((settle, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', settle);
  });
  const open = new Set<{ destroy(): unknown }>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  undoAfterTest(() => {
    for (const socket of open) socket.destroy();
    if (server.listening) server.close();
  });
  return (server.address() as AddressInfo).port;
}
