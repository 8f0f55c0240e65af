import { readdir, readFile } from 'node:fs/promises';

/** The variable by which everything that a program starts is known, whatever group or session it flees to. */
export const markName = 'RGZ_PROBE_RUN';

/** What forks is looked for again, a few times. */
const rounds = 10;
/** A process shows no environment while it turns into another program, so one look that finds nothing is not enough. */
const looksInVain = 2;

/** Ends every process that carries the mark. Where there is no /proc it finds none. */
export async function endMarked(mark: string, send: (pid: number, signal: NodeJS.Signals) => unknown): Promise<void> {
  for (let round = 0, vain = 0; round < rounds && vain < looksInVain; round += 1) {
    const found = await marked(`${markName}=${mark}`);
    vain = found.length === 0 ? vain + 1 : 0;
    for (const pid of found) {
      try {
        send(pid, 'SIGKILL');
      } catch {
        // it ended by itself
      }
    }
  }
}

async function marked(entry: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environ = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
      return environ.split('\0').includes(entry) ? Number(pid) : undefined;
    }),
  );
  return found.filter((pid) => pid !== undefined);
}
