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

/** Runs a program to its end. What it says is of no interest. */
export function runProgram(file: string, args: readonly string[], where: Where): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...where, stdio: 'ignore' });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
}
