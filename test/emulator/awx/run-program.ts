import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { End, Job } from './world.ts';

export interface Program {
  done: Promise<End>;
  stop(): void;
}

/** Runs a real program for a job, in its own process group. Exit code 0 means that the job was successful. */
export function runProgram(command: readonly string[], job: Job): Program {
  const folder = mkdtempSync(join(tmpdir(), 'awx-job-'));
  const file = join(folder, 'extra-vars.json');
  writeFileSync(file, JSON.stringify(job.variables));
  const words = command.map((word) => word.replaceAll('{extra_vars}', file).replaceAll('{job}', `${job.id}`));
  const [program = '', ...args] = words;
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<End>((resolve) => {
    child.on('error', ({ message }) => resolve({ status: 'error', explanation: message }));
    child.on('close', (code) => {
      resolve({ status: code === 0 ? 'successful' : 'failed', output: Buffer.concat(chunks).toString() });
    });
  }).finally(() => rmSync(folder, { recursive: true, force: true }));
  return {
    done,
    stop: () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    },
  };
}
