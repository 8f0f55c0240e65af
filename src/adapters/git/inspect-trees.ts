import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid } from '../../ports/git.ts';
import { bulkObjects } from './bulk-objects.ts';
import type { ObjectFormat } from './oid.ts';
import { oidOf } from './raw-object.ts';
import type { GitRunner } from './run-git.ts';
import { faultOfTree, type TreeFault } from './tree-form.ts';

/** Looks once at each tree that the commits of a walk bring: whether it is what its id says, and as Git writes it. */
export class TreeInspector {
  readonly #git: GitRunner;
  readonly #format: ObjectFormat;
  readonly #seen = new Set<Oid>();
  readonly #faults = new Map<Oid, TreeFault>();

  constructor(git: GitRunner, format: ObjectFormat) {
    this.#git = git;
    this.#format = format;
  }

  /** Throws where a tree is missing or not what its id says. */
  async look(oids: readonly Oid[]): Promise<void> {
    const fresh = [...new Set(oids)].filter((oid) => !this.#seen.has(oid));
    if (fresh.length === 0) return;
    let at = 0;
    for await (const batch of bulkObjects(this.#git, fresh)) {
      for (const object of batch) {
        const oid = fresh[at++] ?? '';
        if (object?.type !== 'tree' || oidOf('tree', object.data, this.#format) !== oid) throw unlike(oid);
        const fault = faultOfTree(object.data, this.#format);
        if (fault !== undefined) this.#faults.set(oid, fault);
        this.#seen.add(oid);
      }
    }
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
