import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A part of a measurement as a process of its own, so that its memory and its time are told apart. */
export class Part {
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  readonly #said: AsyncIterator<string>;

  /** `name` is a function that the bundle of the benchmark exports. */
  constructor(name: string, wish: unknown, env: Readonly<Record<string, string>>) {
    const code = `import(process.argv[1]).then((part) => part[process.argv[2]](JSON.parse(process.argv[3])))`;
    const args = ['-e', code, fileURLToPath(import.meta.url), name, JSON.stringify(wish)];
    const options = { env, stdio: ['pipe', 'pipe', 'inherit'] as ('pipe' | 'inherit')[] };
    this.#child = spawn(process.execPath, args, options);
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('a part says nothing');
    this.#lines = createInterface({ input: stdout });
    this.#said = this.#lines[Symbol.asyncIterator]();
  }

  /** The next thing that it says. */
  async told<Told>(): Promise<Told> {
    const { value, done } = await this.#said.next();
    if (done === true) throw new Error('a part ended before it said what was asked');
    return JSON.parse(value) as Told;
  }

  /** Asks it something. */
  async ask<Told>(question: string): Promise<Told> {
    this.#child.stdin?.write(`${question}\n`);
    return this.told<Told>();
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const over = once(this.#child, 'close');
    this.#child.stdin?.end();
    await over;
  }
}

/** What one part tells the other side. */
export function say(what: unknown): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
