import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { plainLine } from '../../domain/plain-text.ts';
import { mostKept } from './evidence.ts';
import { endMarked, markName } from './marked-processes.ts';

export interface Program {
  program: string;
  args: readonly string[];
  /** Beside the search path and the language. */
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  timeoutMs: number;
  signal: AbortSignal;
}

interface Output {
  stdout: Buffer;
  stderr: Buffer;
}

export type ProgramRun =
  | ({ kind: 'ended'; code: number } & Output)
  /** It was ended, or ended otherwise than by itself. */
  | ({ kind: 'cut-off'; reason: string } & Output)
  | { kind: 'not-started'; reason: string };

export type RunProgram = (program: Program) => Promise<ProgramRun>;

export interface ProgramSurroundings {
  env: Readonly<Record<string, string | undefined>>;
  /** Sends a signal to a process, or to a group by its negative number. Throws where there is none. */
  send(pid: number, signal: NodeJS.Signals): unknown;
}

/** How long what was killed may go on holding the pipes of its output. */
const graceMs = 2000;

/**
 * Runs programs without a shell, each in a process group of its own, of which nothing is left when it has ended. A program
 * sees the search path and what it is given, none of the secrets around it.
 */
export function programRunner({ env, send }: ProgramSurroundings): RunProgram {
  return async ({ program, args, timeoutMs, signal, ...more }) => {
    if (signal.aborted) return { kind: 'not-started', reason: 'it was stopped' };
    const mark = randomUUID();
    const bounded = { PATH: env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', ...more.env, [markName]: mark };
    const child = start(program, args, { env: bounded, cwd: more.cwd ?? '/' });
    if ('reason' in child) return child;
    const { pid } = child;
    if (pid === undefined) return { kind: 'not-started', reason: whyNot(program, await errorOf(child)) };

    let reason: string | undefined;
    let giveUp: NodeJS.Timeout | undefined;
    let onEnd: (end: { code: number | null; by: string | null }) => void = () => undefined;
    const endGroup = () => {
      try {
        send(-pid, 'SIGKILL');
      } catch {
        // nothing is left of it
      }
    };
    const cutOff = (why: string) => {
      reason ??= why;
      endGroup();
      // What runs as somebody else cannot be ended; nobody waits for it.
      giveUp ??= setTimeout(() => onEnd({ code: null, by: null }), graceMs);
    };
    const [stdout, stderr] = [new Kept(child.stdout), new Kept(child.stderr)];
    for (const kept of [stdout, stderr])
      kept.onFlood = () => cutOff(`it wrote more than ${mostKept / 1024} KiB, and was ended`);
    const timer = setTimeout(() => cutOff(`it did not end within ${timeoutMs / 1000} s`), timeoutMs);
    const stop = () => cutOff('it was stopped');
    signal.addEventListener('abort', stop, { once: true });
    const closed = new Promise<void>((settle) => child.once('close', () => settle()));
    const ended = await new Promise<{ code: number | null; by: string | null }>((settle) => {
      onEnd = settle;
      child.once('exit', (code, by) => settle({ code, by }));
    });
    clearTimeout(timer);
    clearTimeout(giveUp);
    signal.removeEventListener('abort', stop);
    endGroup();
    await endMarked(mark, send);
    let patience: NodeJS.Timeout | undefined;
    const gone = new Promise<void>((settle) => {
      patience = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        settle();
      }, graceMs);
    });
    await Promise.race([closed, gone]);
    clearTimeout(patience);

    const output = { stdout: stdout.bytes, stderr: stderr.bytes };
    if (reason === undefined && ended.code === null) reason = `it was ended by ${ended.by}`;
    return reason === undefined
      ? { kind: 'ended', code: ended.code ?? 0, ...output }
      : { kind: 'cut-off', reason, ...output };
  };
}

function start(program: string, args: readonly string[], options: { env: Record<string, string>; cwd: string }) {
  try {
    const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('error', () => undefined);
    child.stderr.on('error', () => undefined);
    return child;
  } catch (error) {
    return { kind: 'not-started' as const, reason: whyNot(program, error) };
  }
}

function errorOf(child: { once(event: 'error', listener: (error: Error) => void): unknown }): Promise<Error> {
  return new Promise((settle) => child.once('error', settle));
}

function whyNot(program: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return `the program ${program} is not installed here`;
  if (code === 'EACCES') return `the program ${program} cannot be executed here`;
  return `the program ${program} cannot be started: ${code || String(error)}`;
}

/** The beginning of a stream. */
class Kept {
  onFlood: () => void = () => undefined;
  readonly #chunks: Buffer[] = [];
  #size = 0;

  constructor(stream: NodeJS.ReadableStream) {
    stream.on('data', (chunk: Buffer) => {
      const room = mostKept - this.#size;
      if (room > 0) this.#chunks.push(chunk.subarray(0, room));
      this.#size += chunk.length;
      if (this.#size > mostKept) this.onFlood();
    });
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** What a program said of its trouble, on one short line. */
export function complaintOf({ stderr, stdout }: Output): string {
  const said = [stderr, stdout].map((each) => plainLine(each.toString())).find((each) => each !== '');
  return (said ?? 'it says nothing').slice(0, 300);
}
