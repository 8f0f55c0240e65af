import type { Oid } from '../../ports/git.ts';
import { changesOf } from './changes-of.ts';
import type { NearCommits } from './near-commits.ts';
import type { GitRunner } from './run-git.ts';
import { type LineCommit, touching } from './touching.ts';

/** A commit of the first-parent line, and what it made of a path. */
export interface LineChange extends LineCommit {
  blob: Oid | undefined;
  before: Oid | undefined;
}

/** A path that is there at a commit, and the changes of it that were found. */
interface Question {
  tip: Oid;
  path: string;
  blob: Oid | undefined;
  found: LineChange[];
  answer: (changes: readonly LineChange[]) => void;
  fail: (error: unknown) => void;
}

/**
 * The changes of paths on the first-parent line, newest first, back to the commits that added them. Every commit is looked
 * at: a change that was undone again leaves no trace in what lies there, but somebody made it. Questions that come while
 * Git works are asked together: one walk tells of all records of a folder in about the time that it tells of one.
 */
export class LineChanges {
  private readonly git: GitRunner;
  private readonly near: NearCommits;
  private waiting: Question[] = [];
  private isBusy = false;

  constructor(git: GitRunner, near: NearCommits) {
    this.git = git;
    this.near = near;
  }

  /** `blob` is what lies at the path now. */
  of(tip: Oid, path: string, blob: Oid): Promise<readonly LineChange[]> {
    return new Promise((answer, fail) => {
      this.waiting.push({ tip, path, blob, found: [], answer, fail });
      void this.work();
    });
  }

  private async work(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    for (let [first] = this.waiting; first !== undefined; [first] = this.waiting) {
      const { tip } = first;
      const together = this.waiting.filter((each) => each.tip === tip);
      this.waiting = this.waiting.filter((each) => each.tip !== tip);
      try {
        await this.ask(tip, together);
        for (const { answer, found } of together) answer(found);
      } catch (error) {
        for (const { fail } of together) fail(error);
      }
    }
    this.isBusy = false;
  }

  private async ask(tip: Oid, questions: readonly Question[]): Promise<void> {
    const [only] = questions;
    if (questions.length > 1 || only === undefined) return this.together(tip, questions);
    const from = await this.nearTip(only);
    if (from === undefined) return;
    for await (const commits of touching(this.git, ['--first-parent', from], [only.path])) {
      for (const commit of commits) if (await this.step(only, commit)) return;
    }
  }

  /** Follows one path along the newest commits without Git. Gives the commit to go on from, if there is more. */
  private async nearTip(question: Question): Promise<Oid | undefined> {
    let at = question.tip;
    for (let count = 0; count < few; count += 1) {
      const commit = await this.near.commit(at);
      if (commit === undefined) return at;
      const [parent] = commit.parents;
      if ((await this.step(question, { commit: at, parents: commit.parents })) || parent === undefined)
        return undefined;
      at = parent;
    }
    return at;
  }

  /** Notes what a commit made of a path. True where it added it. */
  private async step(question: Question, { commit, parents }: LineCommit): Promise<boolean> {
    const [parent] = parents;
    const { path, blob, found } = question;
    const before = parent === undefined ? undefined : await this.near.at(parent, path);
    if (before !== blob) found.push({ commit, parents, blob, before });
    question.blob = before;
    return before === undefined;
  }

  private async together(tip: Oid, questions: readonly Question[]): Promise<void> {
    const open = new Map<string, readonly Question[]>();
    for (const question of questions) open.set(question.path, [...(open.get(question.path) ?? []), question]);
    const folders = [...new Set([...open.keys()].map((path) => path.split('/', 1)[0] ?? path))];
    for await (const commits of touching(this.git, ['--first-parent', tip], folders)) {
      const pairs = commits.map(({ commit, parents: [parent] }) => (parent ? `${commit} ${parent}` : commit));
      let at = 0;
      for await (const batch of changesOf(this.git, pairs, folders)) {
        for (const { files } of batch) {
          const commit = commits[at++];
          for (const { path, before, after: blob } of files) {
            if (commit === undefined || blob === before) continue;
            for (const { found } of open.get(path) ?? []) found.push({ ...commit, blob, before });
            if (before === undefined) open.delete(path);
          }
        }
      }
      if (open.size === 0) return;
    }
  }
}

/** So many commits are sooner read one by one than asked of Git. */
const few = 24;
