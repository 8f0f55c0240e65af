import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Worker } from './company.ts';

export interface ImportedCommit {
  actor: Worker;
  /** Unix seconds. */
  at: number;
  message: string;
  files: ReadonlyMap<string, string>;
}

const bytesPerWrite = 1 << 20;

/** Feeds commits to `git fast-import`, no faster than it takes them. */
export class FastImport {
  private readonly child: ChildProcess & { stdin: NodeJS.WritableStream };
  private readonly ended: Promise<unknown[]>;
  private pending: string[] = [];
  private size = 0;

  constructor(gitDir: string, env: Readonly<Record<string, string>>) {
    const args = ['fast-import', '--quiet', '--done', '--force', '--depth=50'];
    const child = spawn('git', args, { cwd: gitDir, env: { ...env }, stdio: ['pipe', 'ignore', 'inherit'] });
    this.child = child;
    this.ended = once(child, 'close');
  }

  async commit({ actor, at, message, files }: ImportedCommit): Promise<void> {
    this.add(`commit refs/heads/main\ncommitter ${actor.name} <${actor.email}> ${at} +0000\n${data(message)}`);
    for (const [path, text] of files) this.add(`M 100644 inline ${path}\n${data(text)}`);
    if (this.size >= bytesPerWrite) await this.flush();
  }

  async end(): Promise<void> {
    this.add('done\n');
    await this.flush();
    this.child.stdin.end();
    const [code] = await this.ended;
    if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
  }

  private add(text: string): void {
    this.pending.push(text);
    this.size += text.length;
  }

  private async flush(): Promise<void> {
    const text = this.pending.join('');
    this.pending = [];
    this.size = 0;
    if (!this.child.stdin.write(text)) await once(this.child.stdin, 'drain');
  }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
