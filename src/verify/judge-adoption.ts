import { rightToCreate } from '../domain/kind.ts';
import { mayDo, personOf } from '../domain/policy.ts';
import type { HistoryEvent } from '../domain/record.ts';
import type { Maker, RecordChange } from './change.ts';
import { type Finding, finding, type Place } from './finding.ts';

/** A draft is adopted in the name of who added it, who must be one that may create. */
export function judgeAdoption(change: RecordChange, maker: Maker, event: HistoryEvent, place: Place): Finding[] {
  const { before, after, added } = change;
  if (event.action !== 'created' || before === undefined || before.record.status !== undefined || added === undefined) {
    return [finding('history.false-adoption', 'only a draft of an earlier commit can be adopted', place)];
  }
  if (event.adopted !== added.commit || event.by !== added.author) {
    return [
      finding(
        'history.false-adoption',
        `the event names ${event.by} and ${event.adopted}; ${added.author} added the draft with ${added.commit}`,
        place,
      ),
    ];
  }
  if (before.digest !== after.digest) {
    const message = `the spec was changed in the commit that adopts the draft of ${added.author}`;
    return [finding('history.false-adoption', message, { ...place, pointer: '/spec' })];
  }
  if (event.digest !== after.digest) {
    return [
      finding(
        'history.wrong-digest',
        `the event names ${event.digest ?? 'no digest'}, the spec is ${after.digest}`,
        place,
      ),
    ];
  }
  const author = personOf(maker.policy, added.author);
  const { tenant } = after.record.metadata;
  const known = personOf(maker.policy, maker.actor.email) !== undefined;
  if (known && author !== undefined && mayDo(author, rightToCreate(change.kind), tenant)) return [];
  const who = known ? added.author : maker.actor.email;
  return [finding('policy.not-allowed', `${who} may not bring in requests for ${tenant}`, place)];
}
