import { readFile } from 'node:fs/promises';
import type { ProbeContext } from '../../../src/ports/probe.ts';

const send = (pid: number, signal: NodeJS.Signals) => process.kill(pid, signal);

export const surroundings = {
  env: { PATH: process.env.PATH, SOME_SECRET: 'not-for-programs' },
  send,
  cwd: process.cwd(),
  home: undefined,
};

export function contextOf(more: Partial<ProbeContext> & { env?: Record<string, string> } = {}): ProbeContext {
  const { env = {}, ...rest } = more;
  return { secret: (name) => env[name], signal: new AbortController().signal, timeoutMs: 5000, ...rest };
}

/** Whether a process is there and not a corpse that waits for its parent. */
export async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/^\d+ \(.*\) [ZX]/.test(stat);
}
