import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../kit/folder.ts';
import { program } from '../kit/run-rgz.ts';
import type { Kill } from './kill-at.ts';
import { runProgram, type Where } from './run-program.ts';
import { StragglingGit } from './straggling-git.ts';

/** A call of rgz to the system, by its place among those of its name in one thread. */
export interface Call {
  name: string;
  nth: number;
}

const changing = ['rename', 'link', 'unlink', 'mkdir', 'rmdir', 'openat', 'write', 'pwrite64', 'ftruncate'];

/** Every call of a run of rgz that changes a file. */
export async function changingCalls(args: readonly string[], where: Where): Promise<readonly Call[]> {
  const log = join(makeFolder(), 'log');
  await strace(['-o', log, '-e', `trace=${changing.join(',')}`], args, where);
  const lines = readFileSync(log, 'utf8').split('\n');
  const threads = [...new Set(lines.map(threadOf))];
  const calls = threads.flatMap((thread) => callsOf(lines.filter((line) => threadOf(line) === thread)));
  return [...new Map(calls.map((call) => [`${call.name} ${call.nth}`, call])).values()];
}

function threadOf(line: string): string {
  return line.split(' ', 1)[0] ?? '';
}

/** What is written to pipes, and files that are opened to be read, change nothing. */
function callsOf(lines: readonly string[]): readonly Call[] {
  const count = new Map<string, number>();
  return lines.flatMap((line) => {
    const name = /^\d+\s+(\w+)\(/.exec(line)?.[1];
    if (name === undefined) return [];
    const nth = (count.get(name) ?? 0) + 1;
    count.set(name, nth);
    const changes =
      name === 'openat'
        ? line.includes('O_CREAT')
        : name !== 'write' || !/^\d+\s+write\(\d+<(?:pipe|socket|anon)/.test(line);
    return changes ? [{ name, nth }] : [];
  });
}

/** Kills rgz when it asks the system for this. */
export function killIn({ name, nth }: Call): Kill {
  return async (args, { cwd, env }) => {
    const git = new StragglingGit(() => ['exec "$git" "$@"']);
    const inject = ['-o', '/dev/null', '-e', `trace=${name}`, '-e', `inject=${name}:signal=KILL:when=${nth}`];
    const { code, signal } = await strace(inject, args, { cwd, env: git.in(env) });
    await git.over();
    return signal === 'SIGKILL' || code === 137;
  };
}

/** Watches rgz and not the Git that it starts. Where one thread does all the work that waits, calls come in one order. */
function strace(options: readonly string[], args: readonly string[], { cwd, env }: Where) {
  const watched = ['-f', '-b', 'execve', '-y', '-qq', ...options, process.execPath, program, ...args];
  return runProgram('strace', watched, { cwd, env: { ...env, UV_THREADPOOL_SIZE: '1' } });
}
