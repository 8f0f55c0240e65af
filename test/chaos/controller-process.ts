import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/rgz.js', import.meta.url));

/** A controller as a process of its own, started again whenever it is killed. */
export class ControllerProcess {
  readonly name: string;
  readonly #folder: string;
  readonly #env: Record<string, string>;
  readonly #log: string;
  #child: ChildProcess | undefined;
  kills = 0;
  /** How each process ended that nobody killed. */
  readonly ends: { code: number | null; said: string }[] = [];

  constructor(name: string, folder: string, env: Record<string, string>, logFolder: string) {
    this.name = name;
    this.#folder = folder;
    this.#env = env;
    this.#log = join(logFolder, `${name}.log`);
  }

  start(): void {
    const args = [program, 'controller', 'run', '--name', this.name, '--poll', '1', '--log', 'json'];
    const child = spawn(process.execPath, args, {
      cwd: this.#folder,
      env: this.#env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      appendFileSync(this.#log, chunk);
      said = (said + chunk.toString()).slice(-4000);
    });
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') this.ends.push({ code, said });
    });
    this.#child = child;
  }

  async kill(): Promise<void> {
    this.kills += 1;
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill(signal);
    await closed;
  }
}
