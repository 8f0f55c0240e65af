import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeUnder } from '../kit/folder.ts';
import { program } from '../kit/run-rgz.ts';

/** A moment in the life of a command: before or after the n-th time that it starts Git. */
export interface Boundary {
  when: 'before' | 'after';
  nth: number;
  signal?: 'KILL' | 'INT' | 'TERM';
}

/** How a process of rgz ended that may have been killed. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/**
 * A folder for the PATH whose `git` kills whoever starts it for the n-th time, before or after doing its work. Every Git
 * holds the pipe `alive` open, and so does whatever it starts.
 */
function killingGit({ when, nth, signal = 'KILL' }: Boundary): string {
  const folder = makeFolder();
  const calls = join(folder, 'calls');
  mkdirSync(calls);
  execFileSync('mkfifo', [join(folder, 'alive')]);
  const real = (process.env.PATH ?? '').split(':').map((each) => `"${each}/git"`);
  const kill = `kill -${signal} "$PPID"`;
  const script = [
    '#!/bin/sh',
    `exec 9<>"${join(folder, 'alive')}"`,
    'n=1',
    `until mkdir "${calls}/$n" 2>/dev/null; do [ -d "${calls}" ] || exit 1; n=$((n + 1)); done`,
    `for git in ${real.join(' ')}; do [ -x "$git" ] && break; done`,
    `[ "$n" -ne ${nth} ] && exec "$git" "$@"`,
    when === 'before' ? `${kill}\nexit 1` : `"$git" "$@"\nstatus=$?\n${kill}\nexit $status`,
  ];
  writeUnder(join(folder, 'bin'), 'git', `${script.join('\n')}\n`, 0o755);
  return folder;
}

/**
 * Runs rgz as a process that is killed at a boundary, until every Git that it started is over too: one that was under way
 * goes on by itself. `reached` is false where rgz ended before.
 */
export async function killAt(
  boundary: Boundary,
  args: readonly string[],
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<Ended & { reached: boolean }> {
  const folder = killingGit(boundary);
  const alive = openSync(join(folder, 'alive'), constants.O_RDONLY | constants.O_NONBLOCK);
  const ended = await run([program, ...args], { cwd, env: { ...env, PATH: `${join(folder, 'bin')}:${env.PATH}` } });
  // One that was being started at that moment opens the pipe a little later.
  for (let quiet = 0; quiet < 10; quiet = isHeldOpen(alive) ? 0 : quiet + 1)
    await new Promise((resolve) => setTimeout(resolve, 2));
  closeSync(alive);
  const reached = readdirSync(join(folder, 'calls')).length >= boundary.nth;
  return { ...ended, reached };
}

/** A pipe that nobody writes to any more is at its end; one that somebody may write to has nothing yet. */
function isHeldOpen(pipe: number): boolean {
  try {
    return readSync(pipe, Buffer.alloc(1)) > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return true;
    throw error;
  }
}

function run(args: readonly string[], options: { cwd: string; env: Record<string, string> }): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
