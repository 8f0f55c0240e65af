import { withEvent } from '../domain/apply.ts';
import { faultOfHand } from '../domain/hands.ts';
import { foldHistory } from '../domain/history.ts';
import { rightToCreate } from '../domain/kind.ts';
import { mayDo, personOf } from '../domain/policy.ts';
import type { HistoryEvent, RecordData } from '../domain/record.ts';
import type { Situation } from '../domain/situation.ts';
import type { TrailEntry } from '../domain/trail.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { View } from '../ports/records.ts';
import type { Acting } from './acting.ts';
import { commitMessage } from './commit-message.ts';
import type { Deps } from './deps.ts';
import { filesBeside } from './files-beside.ts';
import type { Gathered } from './gather.ts';
import { editsBetween } from './record-edits.ts';
import { refuseClaimed } from './refuse-claimed.ts';
import { refuseProblems, worldOf } from './world.ts';
import type { Step } from './write-until-won.ts';

export interface Adoption {
  first: Step;
  /** What is decided on afterwards. */
  adopted: Gathered;
}

/** A draft that somebody added by hand gets its first event, in the name of the commit's author, who must be one that may create. */
export async function planAdoption(deps: Deps, view: View, gathered: Gathered, { actor }: Acting): Promise<Adoption> {
  const { loaded, trail, situation } = gathered;
  const { kind, record, path, id } = loaded;
  const { policy, now } = situation;
  const [added] = trail;
  if (added === undefined) throw new RgzError('git.failed', `no commit that added ${path} can be found`);
  const { tenant } = record.metadata;
  const author = personOf(policy, added.author);
  if (author === undefined || !mayDo(author, rightToCreate(kind), tenant)) {
    throw new RgzError(
      'policy.not-allowed',
      `${id} is a draft by ${added.author}, who may not open ${kind.noun}s for ${tenant}`,
      {
        remedy: [`somebody who may opens it anew: ${kind.commands.open} -f ${path}`],
      },
    );
  }
  const fault = situation.hands
    ?.map((hand) => faultOfHand(hand, tenant, rightToCreate(kind)))
    .find((each) => each !== undefined);
  if (fault !== undefined)
    throw new RgzError(fault.code, fault.message, { remedy: [`${kind.commands.open} -f ${path}`] });
  refuseProblems(
    kind.validate(record, await worldOf(view, now)).filter((each) => each.code !== 'input.schedule-past'),
    path,
  );
  const after = onceAdopted(gathered);
  await refuseClaimed(view, kind, after.record);
  const text = await deps.store.edit(loaded.text, editsBetween(record, after.record));
  const beside = await filesBeside(deps, view, kind, after.record, 'created');
  const message = commitMessage(`${id}: draft by ${added.author} adopted`, {
    record: id,
    action: 'created',
    actor: actor.email,
  });
  return {
    first: { files: new Map([...beside, [path, Buffer.from(text)]]), message },
    adopted: { loaded: { ...loaded, text, record: after.record, fold: after.fold }, trail, situation: after },
  };
}

/** The draft with its first event, in the name of who added it. */
function adoptedRecord({ kind, record, digest, now }: Situation, added: TrailEntry): RecordData {
  const event: HistoryEvent = { action: 'created', at: now, by: added.author, digest, adopted: added.commit };
  return withEvent({ kind, record }, event, undefined, digest);
}

/** What a decision will look at: a draft as it is once adopted, anything else as it is. */
export function onceAdopted({ situation, trail }: Gathered): Situation {
  const [added] = trail;
  if (situation.record.status !== undefined || added === undefined) return situation;
  const record = adoptedRecord(situation, added);
  return { ...situation, record, fold: foldHistory(situation.kind, record, situation.digest) };
}
