import { isOpen, type KindDefinition, rightToCreate, waysBack } from '../domain/kind.ts';
import { mayDo, type Policy, personOf, samePerson } from '../domain/policy.ts';
import { rejections } from '../domain/sent-back.ts';
import { newestFirst, type Summary } from '../domain/summary.ts';
import type { Deps } from './deps.ts';
import { gatherEmergencies } from './gather-reviews.ts';
import { awaits, isUndecided, undecided } from './list-records.ts';
import { lookAtRemote } from './look-at-remote.ts';

export interface Waiting extends Summary {
  /** What the person can do about it. */
  waitsFor: 'decision' | 'review' | 'retry' | 'rework';
  /** What to type then. */
  next: string;
}

export interface Inbox {
  waiting: readonly Waiting[];
  /** false: the remote did not answer, so this is what was known before. */
  upToDate: boolean;
}

/**
 * What waits for the person at the keyboard: emergencies to review, records to decide on, and what they had a hand in
 * that failed or was sent back. Oldest first.
 */
export async function readInbox(deps: Pick<Deps, 'git' | 'store' | 'kinds'>): Promise<Inbox> {
  const upToDate = deps.git.remote === undefined || (await lookAtRemote(deps.git)).seen;
  const view = await deps.store.view('read');
  const policy = await view.policy();
  const { email } = (await deps.git.identity()).author;
  const open = undecided(deps.kinds);
  const waiting: Waiting[] = [];
  const stuck = new Set(deps.kinds.flatMap(statesStuck));
  for await (const batch of view.summaries({ states: [...new Set([...open, ...stuck])] })) {
    for (const each of batch) {
      if (isUndecided(deps.kinds, each) && awaits(deps.kinds, policy, email, each))
        waiting.push({ ...each, waitsFor: 'decision', next: `rgz approve ${each.id}` });
      const kind = deps.kinds.find((one) => one.kind === each.kind);
      if (kind === undefined || !statesStuck(kind).includes(each.state)) continue;
      const [next] = waysBack(kind, each.state, each.id);
      if (next !== undefined && isTheirs(policy, email, each, kind)) waiting.push({ ...each, waitsFor: 'retry', next });
    }
  }
  for (const kind of deps.kinds) {
    for (const { to, event } of rejections(kind).filter((each) => isOpen(kind, each.to))) {
      const next = (id: string) => (event.commands[0] ?? kind.commands.list).replace('{id}', id);
      for await (const batch of view.summaries({ kind: kind.kind, states: [to] }))
        for (const each of batch)
          if (each.sentBack && isTheirs(policy, email, each, kind))
            waiting.push({ ...each, waitsFor: 'rework', next: next(each.id) });
    }
  }
  const due = (await gatherEmergencies(view, ['due'])).filter((each) => awaits(deps.kinds, policy, email, each));
  const review = ({ id }: Summary) => `rgz request review ${id} --comment <text>`;
  waiting.push(...due.map((each) => ({ ...each, waitsFor: 'review' as const, next: review(each) })));
  return { waiting: waiting.sort(newestFirst).reverse(), upToDate };
}

/** The states in which a record was not carried out, or nobody knows. */
function statesStuck({ actions, work }: KindDefinition): readonly string[] {
  return actions.filter(({ action }) => action === work?.fail || action === work?.hold).map(({ to }) => to);
}

/** Whoever had a hand in it, and may still have one. */
function isTheirs(policy: Policy, email: string, { createdBy, editors = [], tenant }: Summary, kind: KindDefinition) {
  const person = personOf(policy, email);
  if (person === undefined || !mayDo(person, rightToCreate(kind), tenant)) return false;
  return [createdBy, ...editors].some((hand) => samePerson(policy, email, hand));
}
