import { RgzError } from '../../errors/rgz-error.ts';
import type { Identity, Oid } from '../../ports/git.ts';
import type { SharedText, SharedTexts } from '../../ports/shared-texts.ts';
import { moveRef } from './move-ref.ts';
import type { ObjectStore } from './object-store.ts';
import type { ObjectFormat } from './oid.ts';
import type { RefFiles } from './ref-files.ts';
import type { Remote } from './remote.ts';
import type { GitRunner } from './run-git.ts';
import type { TreeWalk } from './tree-walk.ts';
import { writeCommit } from './write-commit.ts';

export interface Shared {
  git: GitRunner;
  format: ObjectFormat;
  refs: RefFiles;
  remote: Remote | undefined;
  store: ObjectStore;
  trees: TreeWalk;
  /** Unix seconds. */
  now(): number;
}

const space = 'refs/rgz';
const file = 'state.json';
const nobody: Identity = { name: 'rgz', email: 'rgz@localhost' };

/** Texts in refs below refs/rgz, each a commit without a past: what was there before is left to Git to forget. */
export class SharedRefs implements SharedTexts {
  readonly #shared: Shared;
  /** A fetch that has still to begin. */
  #asked: Promise<void> | undefined;
  /** The fetch before that one is over. */
  #fetched: Promise<void> = Promise.resolve();

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /** Whoever asks before Git was started for another shares what it brings. */
  async refresh(): Promise<void> {
    const { remote } = this.#shared;
    if (remote === undefined) return;
    this.#asked ??= this.#fetched.then(wholeTurn).then(() => {
      this.#asked = undefined;
      return remote.fetchAll(space);
    });
    this.#fetched = this.#asked.catch(() => {});
    await this.#asked;
  }

  async read(name: string): Promise<SharedText | undefined> {
    const { refs, trees, store } = this.#shared;
    const at = refs.read(`${space}/${name}`);
    if (at === undefined) return undefined;
    const found = await trees.find(at, file);
    return found === undefined
      ? { at, text: '' }
      : { at, text: (await store.read(found.oid, 'blob')).toString('utf8') };
  }

  async swap(name: string, expected: Oid | undefined, text: string): Promise<Oid | undefined> {
    const { store, remote, git, format, now } = this.#shared;
    const ref = `${space}/${name}`;
    const files = new Map([[file, Buffer.from(text)]]);
    const draft = { parent: undefined, files, message: `${name}\n`, author: nobody, committer: nobody, at: now() };
    const next = await writeCommit(store, refuseSigning, draft, undefined);
    if (remote === undefined)
      return (await moveRef(git, format, { ref, expected, next, why: 'rgz' })) === 'moved' ? next : undefined;
    const { verdict, words } = await remote.pushTo(ref, expected, next);
    if (verdict === 'unclear') await remote.fetchAll(space);
    if (verdict === 'unclear' && this.#shared.refs.read(ref) === next) return next;
    if (verdict === 'declined') throw refused(remote.name, ref, words);
    if (verdict !== 'written') return undefined;
    const here = this.#shared.refs.read(ref);
    if (here !== next) await moveRef(git, format, { ref, expected: here, next, why: 'rgz' });
    return next;
  }
}

/** Channels that begin together ask together. */
function wholeTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function refuseSigning(): Promise<never> {
  throw new RgzError('bug', 'what is shared beside the records is never signed');
}

function refused(remote: string, ref: string, words: string): RgzError {
  return new RgzError('git.push-refused', `The remote ${remote} refused ${ref}: ${words.split('\n')[0]}`, {
    remedy: [`Let those who run the remote ${remote} accept pushes to ${space}/*.`],
    explanations: words.split('\n').map((message) => ({ rule: 'remote', message })),
  });
}
