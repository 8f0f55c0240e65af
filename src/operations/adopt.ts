import { withEvent } from '../domain/apply.ts';
import { mayDo, personOf } from '../domain/policy.ts';
import type { HistoryEvent } from '../domain/record.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { View } from '../ports/records.ts';
import { whoActs } from './acting.ts';
import { commitMessage } from './commit-message.ts';
import type { Deps } from './deps.ts';
import type { Gathered } from './gather.ts';
import { editsBetween } from './record-edits.ts';
import { refuseProblems, worldOf } from './world.ts';
import type { Plan } from './write-until-won.ts';

/** A draft that somebody added by hand gets its first event, in the name of the commit's author, who must be one that may create. */
export async function planAdoption(
  deps: Deps,
  view: View,
  { loaded, trail, situation }: Gathered,
): Promise<Plan<'adopted'>> {
  const { kind, record, digest, path, id } = loaded;
  const { policy, now } = situation;
  const [added] = trail;
  if (added === undefined) throw new RgzError('git.failed', `no commit that added ${path} can be found`);
  const { tenant } = record.metadata;
  const author = personOf(policy, added.author);
  if (author === undefined || !mayDo(author, 'request.create', tenant)) {
    throw new RgzError(
      'policy.not-allowed',
      `${id} is a draft by ${added.author}, who may not create requests for ${tenant}`,
      {
        remedy: [`somebody who may opens it anew: rgz request create -f ${path}`],
      },
    );
  }
  refuseProblems(
    kind.validate(record, await worldOf(view, now)).filter((each) => each.code !== 'input.schedule-past'),
    path,
  );
  const acting = await whoActs(deps, policy);
  const event: HistoryEvent = { action: 'created', at: now, by: added.author, digest, adopted: added.commit };
  const adopted = withEvent({ kind, record }, event, undefined, digest);
  const text = await deps.store.edit(loaded.text, editsBetween(record, adopted));
  return {
    files: new Map([[path, Buffer.from(text)]]),
    message: commitMessage(`${id}: draft by ${added.author} adopted`, {
      record: id,
      action: 'created',
      actor: acting.actor.email,
    }),
    acting,
    result: 'adopted',
  };
}
