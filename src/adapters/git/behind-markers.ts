import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Oid } from '../../ports/git.ts';

const forgottenAfterMs = 24 * 60 * 60 * 1000;

/** One step of the branch that a checkout may not have followed yet; `from` undefined: there was no commit. */
export interface Step {
  from: Oid | undefined;
  next: Oid;
}

/**
 * Remembers, in the checkout's own Git folder, the steps of the branch that its index and files have still to follow.
 * A step is noted before the branch moves and struck out after the files have moved, so whatever is killed in between,
 * the next write finds the note. One file a step, named by the commit it leads to: writers never share a note.
 * A note counts only if the branch really contains that commit.
 */
export class BehindMarkers {
  private readonly folder: string;

  constructor(gitDir: string) {
    this.folder = join(gitDir, 'rgz', 'checkout-behind');
  }

  add(step: Step): void {
    mkdirSync(this.folder, { recursive: true });
    const temporary = join(this.folder, `.${step.next}.${randomBytes(6).toString('hex')}`);
    writeFileSync(temporary, `${step.from ?? 'nothing'}\n`);
    renameSync(temporary, join(this.folder, step.next));
  }

  remove(steps: readonly Step[]): void {
    for (const step of steps) rmSync(join(this.folder, step.next), { force: true });
  }

  list(): Step[] {
    const steps: Step[] = [];
    for (const name of this.names()) {
      const text = this.read(name);
      if (text === undefined) continue;
      steps.push({ next: name, from: text === 'nothing' ? undefined : text });
    }
    return steps;
  }

  /** Drops the notes of writers that were killed before their commit reached the branch. */
  dropForgotten(steps: readonly Step[]): void {
    for (const step of steps) {
      const stat = statSync(join(this.folder, step.next), { throwIfNoEntry: false });
      if (stat !== undefined && Date.now() - stat.mtimeMs > forgottenAfterMs) this.remove([step]);
    }
  }

  private names(): string[] {
    try {
      return readdirSync(this.folder).filter((name) => /^[0-9a-f]{40,64}$/.test(name));
    } catch {
      return [];
    }
  }

  private read(name: string): string | undefined {
    try {
      const text = readFileSync(join(this.folder, name), 'utf8').trim();
      return text === 'nothing' || /^[0-9a-f]{40,64}$/.test(text) ? text : undefined;
    } catch {
      return undefined;
    }
  }
}
