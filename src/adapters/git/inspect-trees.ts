import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid } from '../../ports/git.ts';
import { type BatchObject, BatchOutput } from './batch-output.ts';
import type { ObjectFormat } from './oid.ts';
import { QuestionPipe } from './question-pipe.ts';
import type { GitRunner } from './run-git.ts';
import { faultOfTree, type TreeFault } from './tree-form.ts';

/** Looks once at each tree that the commits of a walk bring: whether it is what its id says, and as Git writes it. */
export class TreeInspector {
  readonly #pipe: QuestionPipe<BatchObject>;
  readonly #format: ObjectFormat;
  readonly #seen = new Set<Oid>();
  readonly #faults = new Map<Oid, TreeFault>();

  constructor(git: GitRunner, format: ObjectFormat) {
    const args = ['cat-file', '--batch-command', '--buffer'];
    this.#pipe = new QuestionPipe(git, args, (deliver) => new BatchOutput(format, deliver), 'flush\n');
    this.#format = format;
  }

  /** Throws where a tree is missing or not what its id says. */
  async look(oids: readonly Oid[]): Promise<void> {
    const answers: Promise<void>[] = [];
    for (const oid of new Set(oids)) {
      if (this.#seen.has(oid)) continue;
      answers.push(this.#pipe.ask(`contents ${oid}`).then((object) => this.#judge(oid, object)));
    }
    await Promise.all(answers);
  }

  #judge(oid: Oid, object: BatchObject): void {
    if (object?.type !== 'tree' || object.oid !== oid) throw unlike(oid);
    // What was asked for is cut from a large text, and would hold on to that.
    this.#seen.add(object.oid);
    const fault = faultOfTree(object.data, this.#format);
    if (fault !== undefined) this.#faults.set(object.oid, fault);
  }

  close(): Promise<void> {
    return this.#pipe.close();
  }

  /** Whether nothing was wrong with any. */
  get sound(): boolean {
    return this.#faults.size === 0;
  }

  /** What was wrong with a tree that was looked at. */
  faultOf(oid: Oid): TreeFault | undefined {
    return this.#faults.get(oid);
  }
}

function unlike(oid: Oid): RgzError {
  return new RgzError('git.failed', `The tree ${oid} is missing, or not what its id says.`, { remedy: ['git fsck'] });
}
