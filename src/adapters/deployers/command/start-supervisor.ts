import { spawn } from 'node:child_process';
import type { Environment } from './job-environment.ts';
import { supervisorScript } from './supervisor-script.ts';

export interface SupervisorStart {
  folder: string;
  turn: number;
  /** By its full path. */
  program: string;
  args: readonly string[];
  cwd: string;
  env: Environment;
}

/** Starts a supervisor in a session of its own, and waits until it has made its start known or has given up. */
export function startSupervisor({ folder, turn, program, args, cwd, env }: SupervisorStart): Promise<void> {
  return new Promise((settle, fail) => {
    const child = spawn('/bin/sh', ['-c', supervisorScript, 'rgz-job', folder, `${turn}`, program, ...args], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.on('error', fail);
    child.stdout.on('error', fail);
    child.stdout.on('close', () => settle());
    child.stdout.resume();
    child.unref();
  });
}
