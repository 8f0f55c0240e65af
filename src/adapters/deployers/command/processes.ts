import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { promisify } from 'node:util';

/** What names one process among all that ever had its number: when it began, and since which start of the machine. */
export interface ProcessMark {
  pid: number;
  boot: string;
  /** `/proc/<pid>/stat` as it was then; without `/proc`, what `ps` says of its start. */
  birth: string;
}

/** Sends a signal to a process, or to a group by its negative number. Throws where there is none. */
export type SendSignal = (pid: number, signal: NodeJS.Signals | 0) => unknown;

/** Whether a supervisor lives or, when somebody has killed it, anything of its job's group. */
export async function isAlive(mark: ProcessMark, attempt: string, send: SendSignal): Promise<boolean> {
  const look = await lookFor(mark);
  if (look !== 'gone') return look === 'there';
  return platform() === 'linux' ? groupLives(mark.pid, attempt) : signalGroup(mark.pid, 0, send);
}

/** `other`: the machine was started anew since, or the number belongs to another process, so nothing of its group is left. */
export async function lookFor(mark: ProcessMark): Promise<'there' | 'gone' | 'other'> {
  if (platform() !== 'linux') return lookByPs(mark);
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  if (boot.trim() !== mark.boot) return 'other';
  const stat = await statOf(mark.pid);
  if (stat === undefined) return 'gone';
  if (stat.began !== parseStat(mark.birth)?.began) return 'other';
  return stat.over ? 'gone' : 'there';
}

interface Stat {
  over: boolean;
  group: number;
  began: string;
}

async function statOf(pid: number | string): Promise<Stat | undefined> {
  return parseStat(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
}

/** The name of the program stands in brackets and may hold anything. */
function parseStat(line: string): Stat | undefined {
  const [state, , group, ...more] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const began = more[16];
  if (state === undefined || began === undefined) return undefined;
  return { over: 'ZXx'.includes(state), group: Number(group), began };
}

/** The number of a group may have been given to another one: its members have to know the attempt. */
async function groupLives(group: number, attempt: string): Promise<boolean> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await statOf(pid);
    if (stat === undefined || stat.over || stat.group !== group) continue;
    const environ = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (environ.split('\0').includes(`RGZ_ATTEMPT=${attempt}`)) return true;
  }
  return false;
}

async function lookByPs({ pid, birth }: ProcessMark): Promise<'there' | 'gone' | 'other'> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', `${pid}`]).catch(() => ({ stdout: '' }));
  if (stdout.trim() === '') return 'gone';
  return stdout.trim() === birth.trim() ? 'there' : 'other';
}

/** False where the group is gone. */
export function signalGroup(group: number, signal: NodeJS.Signals | 0, send: SendSignal): boolean {
  try {
    send(-group, signal);
    return true;
  } catch {
    return false;
  }
}
