import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Host } from '../../src/cli/host.ts';

export const program = fileURLToPath(new URL('../../bin/rgz.js', import.meta.url));
type Main = (args: readonly string[], host: Host) => Promise<number>;
const main = (createRequire(import.meta.url)('../../bin/load.js') as () => Main)();

/** What rgz says on stderr with `--json` when it refuses. */
export interface ToldError {
  code: string;
  message: string;
  remedy: string[];
  where?: { file: string; line?: number; column?: number; pointer?: string };
  explanations?: {
    rule: string;
    message: string;
    pointer?: string;
    was?: unknown;
    given?: unknown;
    cell?: { sheet: string; cell: string };
  }[];
}

/** How one run of the built program ended. */
export class Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;

  constructor(code: number, stdout: string, stderr: string) {
    this.code = code;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Standard output as the one JSON document that it has to be. */
  get json(): unknown {
    return this.parse(this.stdout);
  }

  /** Standard error as the one JSON document that it has to be. */
  get error(): ToldError {
    return (this.parse(this.stderr) as { error: ToldError }).error;
  }

  /** Throws with everything that was said unless the run succeeded. */
  orThrow(): this {
    if (this.code !== 0) throw new Error(this.told);
    return this;
  }

  private get told(): string {
    return `rgz ended with ${this.code}\n${this.stdout}\n${this.stderr}`;
  }

  private parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new Error(`this is not one JSON document: ${JSON.stringify(text)}\n${this.told}`, { cause });
    }
  }
}

export interface RunOptions {
  cwd: string;
  env: Record<string, string>;
  /** Standard input; empty when absent. */
  input?: string | Buffer;
}

/** Runs the built program in this process, without a terminal: what it does is the same, and no Node has to start for it. */
export async function runRgz(args: readonly string[], { cwd, env, input = '' }: RunOptions): Promise<Ran> {
  const [stdout, stderr] = [new Heard(), new Heard()];
  const host = {
    stdin: Readable.from(input.length === 0 ? [] : [Buffer.from(input)]) as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
    env,
    cwd: () => cwd,
    once: () => undefined,
    exit: (code: number): never => {
      throw new Error(`rgz ${args.join(' ')} ended at once with ${code}`);
    },
  };
  const code = await main(args, host);
  return new Ran(code, stdout.text, stderr.text);
}

class Heard extends Writable {
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }
}

/** Runs `bin/rgz.js` as a process of its own, without a terminal. */
export function spawnRgz(args: readonly string[], { cwd, env, input = '' }: RunOptions): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, env });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === null) reject(new Error(`rgz ${args.join(' ')} was ended by ${signal}`));
      else resolve(new Ran(code, Buffer.concat(out).toString(), Buffer.concat(err).toString()));
    });
    child.stdin.end(input);
  });
}
