import { aNoun } from '../domain/a-noun.ts';
import { apply } from '../domain/apply.ts';
import { judgeDecision, judgeEvent } from '../domain/decision-gates.ts';
import { foldHistory } from '../domain/history.ts';
import type { Json } from '../domain/json.ts';
import { actionOf } from '../domain/kind.ts';
import type { Policy } from '../domain/policy.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { type Acting, whoActs } from '../operations/acting.ts';
import { commitMessage } from '../operations/commit-message.ts';
import { filesBeside } from '../operations/files-beside.ts';
import { carryProof } from '../operations/prove-policy.ts';
import { editsBetween } from '../operations/record-edits.ts';
import { refuseClosed } from '../operations/refuse-closed.ts';
import type { Oid } from '../ports/git.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import type { ControllerDeps } from './controller-deps.ts';

/** One event as it is put on a record. */
interface WriteStep {
  action: string;
  fields: Readonly<Record<string, Json>>;
}

export interface Write {
  record: LoadedRecord;
  steps: readonly WriteStep[];
  /** Left out where the steps belong to no attempt. */
  attempt?: string;
}

export interface WrittenSteps<W extends Write> {
  /** undefined: somebody else moved the branch first, and nothing of this counts. */
  tip: Oid | undefined;
  written: readonly { write: W; commit: Oid }[];
  refused: readonly { write: W; error: RgzError }[];
}

/** A closed gate, or a record that could not be read any more afterwards: others have nothing to do with it. */
const ofTheRecord: ReadonlySet<number> = new Set([3, 4]);

export function isOfTheRecord(error: unknown): error is RgzError {
  return error instanceof RgzError && ofTheRecord.has(error.exitCode);
}

/** Puts every step on its record, one commit each, and moves the branch once: all of them, or none. */
export async function writeSteps<W extends Write>(
  deps: ControllerDeps,
  view: View,
  writes: readonly W[],
): Promise<WrittenSteps<W>> {
  const policy = await view.policy();
  const acting = await whoActs(deps, policy);
  const batch = new Batch(deps, acting, policy, view);
  const written: { write: W; commit: Oid }[] = [];
  const refused: { write: W; error: RgzError }[] = [];
  for (const write of writes) {
    try {
      written.push({ write, commit: await batch.add(write) });
    } catch (error) {
      if (!isOfTheRecord(error)) throw error;
      refused.push({ write, error });
    }
  }
  if (written.length === 0) return { tip: view.tip.commit, written, refused };
  const advanced = (await deps.git.advance(view.tip.commit, batch.tip)) === 'advanced';
  if (advanced) carryProof(deps, view.tip.commit, batch.tip);
  return { tip: advanced ? batch.tip : undefined, written, refused };
}

/** Commits on top of one another that no ref names yet. */
class Batch {
  readonly #deps: ControllerDeps;
  readonly #acting: Acting;
  readonly #policy: Policy;
  readonly #view: View;
  readonly #now: string;
  readonly #mark: string;
  tip: Oid;

  constructor(deps: ControllerDeps, acting: Acting, policy: Policy, view: View) {
    this.#deps = deps;
    this.#acting = acting;
    this.#policy = policy;
    this.#now = deps.clock.now();
    this.#mark = Math.floor(deps.clock.chance() * 2 ** 48)
      .toString(16)
      .padStart(12, '0');
    this.#view = view;
    this.tip = view.tip.commit;
  }

  /** All steps of one record or, where a gate is closed, none of them. */
  async add(write: Write): Promise<Oid> {
    const before = this.tip;
    let { record } = write;
    try {
      for (const step of write.steps) record = await this.#step(record, step, write.attempt);
      return this.tip;
    } catch (error) {
      this.tip = before;
      throw error;
    }
  }

  async #step(loaded: LoadedRecord, step: WriteStep, attempt: string | undefined): Promise<LoadedRecord> {
    const { git, store } = this.#deps;
    const { kind, record, digest, fold } = loaded;
    const { actor, identity, signer } = this.#acting;
    const action = actionOf(kind, step.action);
    if (action === undefined) throw new RgzError('bug', `${aNoun(kind)} cannot be ${step.action}`);
    const situation = { kind, record, digest, fold, policy: this.#policy, contributions: [], now: this.#now };
    refuseClosed([...judgeDecision(situation, actor, action), ...judgeEvent(situation, actor, action, step.fields)]);
    const after = apply(situation, actor, action, { fields: step.fields }).record;
    await store.validate(kind.kind, after);
    const text = await store.edit(loaded.text, editsBetween(record, after));
    const subject = `${loaded.id}: ${action.phrase} by ${actor.email}`;
    const trailers = {
      record: loaded.id,
      action: action.action,
      actor: actor.email,
      ...(attempt && { effect: attempt }),
    };
    this.tip = await git.writeCommit(
      {
        parent: this.tip,
        files: new Map([
          ...(await filesBeside(this.#deps, this.#view, kind, after, action.action)),
          [loaded.path, Buffer.from(text)],
        ]),
        message: `${commitMessage(subject, trailers).trimEnd()}\nRgz-Write: ${this.#mark}\n`,
        author: identity.author,
        committer: identity.committer,
        at: Math.floor(Date.parse(this.#now) / 1000),
      },
      signer,
    );
    return { ...loaded, text, record: after, fold: foldHistory(kind, after, digest) };
  }
}
