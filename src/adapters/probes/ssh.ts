import type { Socket } from 'node:net';
import { plainLine } from '../../domain/plain-text.ts';
import type { Probe } from '../../ports/probe.ts';
import { evidenceOf } from './evidence.ts';
import { reach } from './reach.ts';
import { hostIn, portIn } from './read-settings.ts';

const mostBytes = 8192;
const patienceMs = 10_000;

/** How an SSH server presents itself. Nobody signs in. */
export const ssh: Probe = async (settings, { signal, timeoutMs }) => {
  const host = hostIn(settings);
  const port = portIn(settings, 22);
  const reached = await reach(host, port, timeoutMs, signal);
  if (reached.kind === 'closed') {
    const values = { open: false, how: reached.how };
    return { kind: 'measured', values, raw: evidenceOf({ probe: 'ssh', host, port, ...values }) };
  }
  const said = await beginning(reached.socket, Math.min(timeoutMs, patienceMs), signal);
  const line = /^SSH-[^\r\n]*(?=\r?\n)/m.exec(said)?.[0];
  const values = { open: true, ...(line === undefined ? {} : { banner: plainLine(line).slice(0, 255) }) };
  return { kind: 'measured', values, raw: evidenceOf({ probe: 'ssh', host, port, said, ...values }) };
};

/** What comes until the banner is whole: a server may say other lines before. */
function beginning(socket: Socket, timeoutMs: number, signal: AbortSignal): Promise<string> {
  return new Promise((settle) => {
    let said = '';
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      socket.destroy();
      settle(said);
    };
    const timer = setTimeout(over, timeoutMs);
    signal.addEventListener('abort', over, { once: true });
    socket.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('latin1')).slice(0, mostBytes);
      if (said.length >= mostBytes || /^SSH-[^\n]*\n/m.test(said)) over();
    });
    socket.once('close', over);
    socket.once('end', over);
  });
}
