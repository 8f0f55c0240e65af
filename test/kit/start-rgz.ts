import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { undoAfterTest } from './clean-up.ts';
import { Ran, type RunOptions } from './run-rgz.ts';

const program = fileURLToPath(new URL('../../bin/rgz.js', import.meta.url));

/** A line of the journal of a controller that runs. */
export interface JournalLine {
  level: string;
  event: string;
  message: string;
  record?: string;
}

/** `bin/rgz.js` as a process that stays. Whatever a test leaves running is ended after it. */
export class RunningRgz {
  readonly #child: ChildProcess;
  readonly #journal: JournalLine[] = [];
  readonly #ended: Promise<Ran>;
  #look: () => void = () => undefined;
  #over = false;

  constructor(args: readonly string[], { cwd, env }: RunOptions) {
    const child = spawn(process.execPath, [program, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    undoAfterTest(() => this.stop('SIGKILL'));
    let out = '';
    const lines: string[] = [];
    child.stdout.on('data', (part) => {
      out += part;
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith('{"level"')) this.#journal.push(JSON.parse(line));
      this.#look();
    });
    this.#ended = new Promise((resolve) => {
      child.on('close', (code, signal) => {
        this.#over = true;
        this.#look();
        resolve(new Ran(code ?? -1, out, `${lines.join('\n')}${signal === null ? '' : `\n${signal}`}`));
      });
    });
  }

  /** Waits for a line of the journal, whether it was written already or comes. Throws where the process ends without. */
  async told(event: string, record?: string): Promise<JournalLine> {
    for (;;) {
      const line = this.#journal.find((each) => each.event === event && (record ?? each.record) === each.record);
      if (line !== undefined) return line;
      if (this.#over) throw new Error(`it ended without ${event}: ${(await this.#ended).stderr}`);
      await new Promise<void>((resolve) => {
        this.#look = resolve;
      });
    }
  }

  get journal(): readonly JournalLine[] {
    return this.#journal;
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ran> {
    this.#child.kill(signal);
    return this.#ended;
  }

  get ended(): Promise<Ran> {
    return this.#ended;
  }
}
