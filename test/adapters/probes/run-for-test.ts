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

/** Those that are there, and not corpses that wait for their parents. */
export async function living(pids: readonly number[]): Promise<readonly number[]> {
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return pids.filter((_, at) => stats[at] !== '' && !/^\d+ \(.*\) [ZX]/.test(stats[at] ?? ''));
}
