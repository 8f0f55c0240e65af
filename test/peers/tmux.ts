import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { undoAfterTest } from '../kit/clean-up.ts';
import { makeFolder } from '../kit/folder.ts';

export interface Size {
  columns: number;
  rows: number;
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** A terminal as people have one: a shell in a tmux of its own. */
export class Tmux {
  readonly #socket = join(makeFolder(), 'tmux');
  readonly #env: Record<string, string>;

  constructor({ columns, rows }: Size, { cwd, env }: { cwd: string; env: Record<string, string> }) {
    if (spawnSync('tmux', ['-V']).status !== 0) throw new Error('tmux is not here: apt-get install tmux');
    this.#env = { ...env, LC_ALL: 'C.UTF-8', SHELL: '/bin/sh', PS1: '$ ' };
    this.#tmux('-f', '/dev/null', 'new-session', '-d', '-x', `${columns}`, '-y', `${rows + 1}`, '-c', cwd, '/bin/sh');
    undoAfterTest(() => this.#tmux('kill-server'));
    this.#tmux('set', '-g', 'status', 'off');
    this.resize({ columns, rows });
  }

  /** Types text as it is. */
  type(text: string): void {
    this.#tmux('send-keys', '-l', text);
  }

  /** Presses keys by their names: Enter, Escape, Down, Tab, … */
  press(...names: readonly string[]): void {
    this.#tmux('send-keys', ...names);
  }

  resize({ columns, rows }: Size): void {
    this.#tmux('resize-window', '-x', `${columns}`, '-y', `${rows}`);
  }

  /** What is on the screen; with its colours where they are asked for. */
  screen(colours = false): string {
    return this.#tmux('capture-pane', '-p', ...(colours ? ['-e'] : []));
  }

  /** The modes that a program may leave behind. */
  modes(): { cursor: boolean; apart: boolean } {
    const [cursor, apart] = this.#tmux('display', '-p', '#{cursor_flag} #{alternate_on}').trim().split(' ');
    return { cursor: cursor === '1', apart: apart === '1' };
  }

  /** Waits until the screen is so, and gives it. */
  sees(wanted: string | RegExp): string {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const screen = this.screen();
      if (typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen)) return screen;
      if (Date.now() > deadline) throw new Error(`${wanted} never came to be seen:\n${screen}`);
      // What is looked at needs the processor more than who looks.
      Atomics.wait(pause, 0, 0, 20);
    }
  }

  #tmux(...args: readonly string[]): string {
    return execFileSync('tmux', ['-u', '-S', this.#socket, ...args], { env: this.#env, encoding: 'utf8' });
  }
}
