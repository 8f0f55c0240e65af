import type { Oid } from '../../ports/git.ts';
import { changesOf } from './changes-of.ts';
import type { LineCommit } from './first-parent-line.ts';
import type { GitRunner } from './run-git.ts';
import { touching } from './touching.ts';

/** A commit of the first-parent line, and what it made of a path. */
export interface LineChange {
  commit: LineCommit;
  blob: Oid | undefined;
  before: Oid | undefined;
}

/** What is asked of one path: every change after the commit that added it, which lies `depth` commits back. */
interface Question {
  newest: Oid;
  oldest: Oid;
  depth: number;
  path: string;
  answer: (changes: readonly LineChange[]) => void;
  fail: (error: unknown) => void;
}

/**
 * The changes of paths on the first-parent line, newest first. Questions that come while Git works are asked together:
 * one walk tells of all records of a folder in about the time that it tells of one.
 */
export class LineChanges {
  private readonly git: GitRunner;
  private waiting: Question[] = [];
  private isBusy = false;

  constructor(git: GitRunner) {
    this.git = git;
  }

  of(asked: Omit<Question, 'answer' | 'fail'>): Promise<readonly LineChange[]> {
    return new Promise((answer, fail) => {
      this.waiting.push({ ...asked, answer, fail });
      void this.work();
    });
  }

  private async work(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    for (let first = this.waiting[0]; first !== undefined; first = this.waiting[0]) {
      const { newest } = first;
      const together = this.waiting.filter((each) => each.newest === newest);
      this.waiting = this.waiting.filter((each) => each.newest !== newest);
      await this.ask(newest, together).catch((error) => {
        for (const { fail } of together) fail(error);
      });
    }
    this.isBusy = false;
  }

  private async ask(newest: Oid, questions: readonly Question[]): Promise<void> {
    const deepest = questions.reduce((one, other) => (other.depth > one.depth ? other : one));
    const paths = new Set(questions.map(({ path }) => path));
    const found = new Map<string, LineChange[]>();
    const folders = foldersOf(paths);
    const commits = await touching(this.git, ['--first-parent', newest, `^${deepest.oldest}`], folders);
    const pairs = commits.map(({ commit, parents: [parent] }) =>
      parent === undefined ? commit : `${commit} ${parent}`,
    );
    let at = 0;
    for await (const { files } of pairs.length === 0 ? [] : changesOf(this.git, pairs, folders)) {
      const commit = commits[at++];
      for (const { path, before, after: blob } of files) {
        if (commit === undefined || !paths.has(path) || blob === before) continue;
        found.set(path, [...(found.get(path) ?? []), { commit, blob, before }]);
      }
    }
    for (const { path, oldest, answer } of questions) {
      const changes = found.get(path) ?? [];
      const end = changes.findIndex(({ commit }) => commit.commit === oldest);
      answer(end === -1 ? changes : changes.slice(0, end));
    }
  }
}

/** Git is asked for one path as it is, and for several by the folders that hold them. */
function foldersOf(paths: ReadonlySet<string>): readonly string[] {
  if (paths.size === 1) return [...paths];
  return [...new Set([...paths].map((path) => path.split('/', 1)[0] ?? path))];
}
