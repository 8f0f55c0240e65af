import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Socket } from 'node:net';
import { gitFailure } from './git-failure.ts';
import type { GitRunner } from './run-git.ts';

interface Waiting<Answer> {
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** Turns a process's output into answers; one answer for each line written to it, in order. */
export type AnswerReader<Answer> = (deliver: (answer: Answer) => void) => { push(chunk: Buffer): void };

/**
 * A long-lived Git that answers one line with one answer. It starts with the first question, takes any number of
 * questions ahead of the answers, and keeps the program alive only while an answer is due.
 */
export class QuestionPipe<Answer> {
  private child: ChildProcessWithoutNullStreams | undefined;
  private waiting: Waiting<Answer>[] = [];
  private next = 0;
  private outbox: string[] = [];
  private readonly git: GitRunner;
  private readonly args: readonly string[];
  private readonly reader: AnswerReader<Answer>;
  private readonly end: string;

  /** `end`: what is written after a handful of questions, where Git would otherwise keep the answers back. */
  constructor(git: GitRunner, args: readonly string[], reader: AnswerReader<Answer>, end = '') {
    this.git = git;
    this.args = args;
    this.reader = reader;
    this.end = end;
  }

  get running(): boolean {
    return this.child !== undefined;
  }

  /** Asks one question, which must be one line. */
  ask(line: string): Promise<Answer> {
    this.child ??= this.begin();
    return new Promise((resolve, reject) => {
      if (this.next === this.waiting.length) this.hold(true);
      this.waiting.push({ resolve, reject });
      if (this.outbox.push(line) === 1) queueMicrotask(() => this.send());
    });
  }

  /** Ends the process; questions that are still open fail. */
  async close(): Promise<void> {
    const child = this.child;
    if (child === undefined) return;
    this.child = undefined;
    this.hold(true, child);
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.stdin.end();
    if (this.next < this.waiting.length) child.kill();
    await ended;
  }

  private begin(): ChildProcessWithoutNullStreams {
    const child = this.git.start(this.args);
    const output = this.reader((answer) => this.deliver(answer));
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      if (said.length < 10_000) said += chunk.toString();
    });
    child.stdin.on('error', () => {});
    child.on('error', (cause) => this.fail(child, this.git.notStarted(cause)));
    child.on('close', () => this.fail(child, gitFailure(this.args, said, this.git.folder)));
    return child;
  }

  private send(): void {
    const lines = this.outbox;
    this.outbox = [];
    this.child?.stdin.write(`${lines.join('\n')}\n${this.end}`);
  }

  private deliver(answer: Answer): void {
    this.waiting[this.next++]?.resolve(answer);
    if (this.next < this.waiting.length) return;
    this.waiting = [];
    this.next = 0;
    this.hold(false);
  }

  private fail(child: ChildProcessWithoutNullStreams, error: unknown): void {
    if (this.child !== undefined && this.child !== child) return;
    this.child = undefined;
    const open = this.waiting.slice(this.next);
    this.waiting = [];
    this.next = 0;
    for (const each of open) each.reject(error);
  }

  /** A pipe nobody waits for must not keep the program from ending. */
  private hold(keep: boolean, child = this.child): void {
    if (child === undefined) return;
    for (const each of [child, child.stdin as Socket, child.stdout as Socket, child.stderr as Socket]) {
      if (keep) each.ref();
      else each.unref();
    }
  }
}
