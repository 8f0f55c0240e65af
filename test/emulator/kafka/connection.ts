import type { Socket } from 'node:net';
import type { Session } from './answers/answer.ts';
import { writeApiVersions } from './answers/api-versions.ts';
import { apis, apiVersions } from './apis.ts';
import type { KafkaEmulator } from './emulator.ts';
import { WireReader } from './wire-reader.ts';
import { WireWriter } from './wire-writer.ts';

const produce = 0;
const beforeLogin = [17, 36];

/** Takes requests from one client and answers them one after another. */
export function serve(cluster: KafkaEmulator, node: number, socket: Socket): void {
  const session: Session = { user: undefined, login: undefined };
  let unread: Buffer = Buffer.alloc(0);
  let turn = Promise.resolve();
  socket.on('error', () => undefined);
  socket.on('end', () => {
    if (cluster.faults.resets === true) socket.resetAndDestroy();
  });
  socket.on('data', (chunk: Buffer) => {
    unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
    while (unread.length >= 4 && unread.length >= 4 + unread.readInt32BE()) {
      const length = unread.readInt32BE();
      const frame = unread.subarray(4, 4 + length);
      unread = unread.subarray(4 + length);
      turn = turn
        .then(() => answer(cluster, node, session, frame, socket))
        .catch(() => {
          socket.destroy();
        });
    }
  });
}

async function answer(
  cluster: KafkaEmulator,
  node: number,
  session: Session,
  frame: Buffer,
  socket: Socket,
): Promise<void> {
  const read = new WireReader(frame);
  const [key, version, correlation] = [read.int16(), read.int16(), read.int32()];
  read.nullableString();
  const { faults } = cluster;
  if (faults.hangs === true) return;
  if (faults.closes === true) throw new Error('closed as the test wants it');
  const head = new WireWriter().int32(correlation);
  if (key === apiVersions.key) {
    const known = version <= apiVersions.most;
    const write = new WireWriter(known && version >= apiVersions.flexible);
    writeApiVersions(write, version, [...apis, apiVersions], known);
    send(socket, head.raw(write.bytes));
    return;
  }
  const api = apis.find((each) => each.key === key);
  if (api === undefined || version < api.known || version > api.most) throw new Error('not known here');
  if (cluster.users !== undefined && session.user === undefined && !beforeLogin.includes(key))
    throw new Error('nobody is let in without a log-in');
  const flexible = version >= api.flexible;
  read.flexible = flexible;
  read.tags();
  const write = new WireWriter(flexible);
  const told = await api.answer({ cluster, node, session, version, read, write });
  if (read.rest > 0) throw new Error(`${read.rest} bytes are left of a request`);
  if (key === produce && (faults.loseAnswers ?? 0) > 0) {
    faults.loseAnswers = (faults.loseAnswers ?? 0) - 1;
    throw new Error('the answer is lost as the test wants it');
  }
  if (told !== false) send(socket, (flexible ? head.unsignedVarint(0) : head).raw(write.bytes));
}

function send(socket: Socket, message: WireWriter): void {
  const { bytes } = message;
  socket.write(new WireWriter().int32(bytes.length).raw(bytes).bytes);
}
