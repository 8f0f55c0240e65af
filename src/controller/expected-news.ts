import type { Oid } from '../ports/git.ts';

const most = 64;

/** What the remote is said to have that may not be known here. What was the tip here once is not news. */
export class ExpectedNews {
  #any = true;
  readonly #commits = new Set<Oid>();
  readonly #tips = new Set<Oid>();

  /** Without a commit there is no telling what came. */
  add(commit: Oid | undefined): void {
    if (commit === undefined || this.#commits.size >= most) this.#any = true;
    else if (!this.#tips.has(commit)) this.#commits.add(commit);
  }

  /** The branch is or was at this commit here. */
  see(tip: Oid): void {
    this.#commits.delete(tip);
    this.#tips.delete(tip);
    this.#tips.add(tip);
    for (const oldest of this.#tips) if (this.#tips.size > most) this.#tips.delete(oldest);
  }

  get some(): boolean {
    return this.#any || this.#commits.size > 0;
  }

  /** The remote is looked at now: whatever it has is known afterwards. */
  clear(): void {
    this.#any = false;
    this.#commits.clear();
  }
}
