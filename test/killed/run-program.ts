import { spawn } from 'node:child_process';

/** How a process ended that may have been killed. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Where {
  cwd: string;
  env: Readonly<Record<string, string>>;
}

/** A program that runs. What it says is of no interest. */
export interface RunningProgram {
  /** Kills it at once: nothing that it is told from now on reaches it. */
  kill(): void;
  ended: Promise<Ended>;
}

export function startProgram(file: string, args: readonly string[], where: Where): RunningProgram {
  const child = spawn(file, args, { ...where, stdio: 'ignore' });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  return { kill: () => child.kill('SIGKILL'), ended };
}

/** Runs a program to its end. */
export function runProgram(file: string, args: readonly string[], where: Where): Promise<Ended> {
  return startProgram(file, args, where).ended;
}
