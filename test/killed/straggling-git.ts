import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeUnder } from '../kit/folder.ts';

/**
 * A `git` for the PATH, and word of when the last of them is over: one that was under way when rgz was killed goes on by
 * itself. Each holds a pipe open, and so does whatever it starts.
 */
export class StragglingGit {
  readonly folder = makeFolder();
  readonly #pipe: number;

  /** `script` runs in place of the real one, which is `$git` in it. */
  constructor(script: (folder: string) => readonly string[]) {
    const { folder } = this;
    const pipe = join(folder, 'alive');
    execFileSync('mkfifo', [pipe]);
    this.#pipe = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const places = (process.env.PATH ?? '').split(':').map((each) => `"${each}/git"`);
    const find = `for git in ${places.join(' ')}; do [ -x "$git" ] && break; done`;
    const lines = ['#!/bin/sh', `exec 9<>"${pipe}"`, find, ...script(folder)];
    writeUnder(join(folder, 'bin'), 'git', `${lines.join('\n')}\n`, 0o755);
  }

  /** An environment in which it is the one that is found. */
  in(env: Readonly<Record<string, string>>): Record<string, string> {
    return { ...env, PATH: `${join(this.folder, 'bin')}:${env.PATH}` };
  }

  /** Waits until none is left. One that was being started when rgz ended opens the pipe a little later. */
  async over(): Promise<void> {
    for (let quiet = 0; quiet < 10; quiet = this.#isHeldOpen() ? 0 : quiet + 1)
      await new Promise((resolve) => setTimeout(resolve, 2));
    closeSync(this.#pipe);
  }

  /** A pipe that nobody writes to any more is at its end; one that somebody may write to has nothing yet. */
  #isHeldOpen(): boolean {
    try {
      return readSync(this.#pipe, Buffer.alloc(1)) > 0;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return true;
      throw error;
    }
  }
}
