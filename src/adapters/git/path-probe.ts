import type { Oid } from '../../ports/git.ts';
import { QuestionPipe } from './question-pipe.ts';
import type { GitRunner } from './run-git.ts';

/** Asks which object lies at a path of a commit: one line out, one line back, nothing read but the trees on the way. */
export class PathProbe {
  private readonly pipe: QuestionPipe<string>;

  constructor(git: GitRunner) {
    this.pipe = new QuestionPipe(git, ['cat-file', '--batch-check'], lines);
  }

  /** The object at the path; undefined when the commit does not have it. */
  async at(commit: Oid, path: string): Promise<Oid | undefined> {
    const answer = await this.pipe.ask(`${commit}:${path}`);
    return /^([0-9a-f]{40,64}) (?:blob|tree|commit) \d+$/.exec(answer)?.[1];
  }

  close(): Promise<void> {
    return this.pipe.close();
  }
}

function lines(deliver: (line: string) => void): { push(chunk: Buffer): void } {
  let rest = '';
  return {
    push(chunk) {
      const all = (rest + chunk.toString('latin1')).split('\n');
      rest = all.pop() ?? '';
      for (const line of all) deliver(line);
    },
  };
}
