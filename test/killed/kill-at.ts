import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { program } from '../kit/run-rgz.ts';
import { runProgram, type Where } from './run-program.ts';
import { StragglingGit } from './straggling-git.ts';

/** A moment in the life of a command: before or after the n-th time that it starts Git. */
export interface Boundary {
  when: 'before' | 'after';
  nth: number;
}

/** Runs rgz as a process that is to be killed, until every Git of it is over too. False where it ended before. */
export type Kill = (args: readonly string[], where: Where) => Promise<boolean>;

/** Kills rgz by the Git that it starts, before or after that does its work. */
export function killAt({ when, nth }: Boundary): Kill {
  return async (args, { cwd, env }) => {
    const git = new StragglingGit((folder) => {
      const calls = join(folder, 'calls');
      mkdirSync(calls);
      const kill = 'kill -KILL "$PPID"';
      return [
        'n=1',
        `until mkdir "${calls}/$n" 2>/dev/null; do [ -d "${calls}" ] || exit 1; n=$((n + 1)); done`,
        `[ "$n" -ne ${nth} ] && exec "$git" "$@"`,
        when === 'before' ? `${kill}\nexit 1` : `"$git" "$@"\nstatus=$?\n${kill}\nexit $status`,
      ];
    });
    const ended = await runProgram(process.execPath, [program, ...args], { cwd, env: git.in(env) });
    await git.over();
    if (readdirSync(join(git.folder, 'calls')).length < nth) return false;
    expect(ended.signal).toBe('SIGKILL');
    return true;
  };
}
