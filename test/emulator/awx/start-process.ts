import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FaultRule } from './faults.ts';
import type { LogLine } from './launch-log.ts';
import type { EmulatorOptions, Pace } from './options.ts';
import type { End } from './world.ts';

const program = fileURLToPath(new URL('run.mjs', import.meta.url));

/** An emulated AWX in a process of its own. Its launch log is a file, and stays whatever becomes of the process. */
export class EmulatorProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, child: ChildProcess, folder: string) {
    this.url = url;
    this.#child = child;
    this.#folder = folder;
  }

  static async start(options: EmulatorOptions = {}): Promise<EmulatorProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'awx-emulator-'));
    const [file, log] = [join(folder, 'options.json'), join(folder, 'launches.jsonl')];
    writeFileSync(file, JSON.stringify(options));
    writeFileSync(log, '');
    const args = [program, '--options', file, '--log', log];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const [line] = await Promise.race([once(lines, 'line'), once(child, 'exit')]);
    if (typeof line !== 'string') throw new Error('the emulator did not start');
    const { url } = JSON.parse(line) as { url: string };
    return new EmulatorProcess(url, child, folder);
  }

  /** Everything that was launched, started and ended so far. */
  log(): readonly LogLine[] {
    const text = readFileSync(join(this.#folder, 'launches.jsonl'), 'utf8');
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as LogLine]));
  }

  addFaults(...rules: readonly FaultRule[]): Promise<void> {
    return this.#tell('POST', 'faults', rules);
  }

  clearFaults(): Promise<void> {
    return this.#tell('DELETE', 'faults');
  }

  finish(attempt: string, end: End): Promise<void> {
    return this.#tell('POST', 'finish', { attempt, ...end });
  }

  setPace(pace: Partial<Pace>): Promise<void> {
    return this.#tell('POST', 'pace', pace);
  }

  async close(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null) {
      const gone = once(this.#child, 'exit');
      this.#child.kill();
      await gone;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #tell(method: string, path: string, body?: unknown): Promise<void> {
    const answer = await fetch(`${this.url}/_control/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  }
}
