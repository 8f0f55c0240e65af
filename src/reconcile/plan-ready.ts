import { judgeLaunch } from '../domain/launch-gates.ts';
import type { Verdict } from '../domain/verdict.ts';
import { nextAttempt } from './attempt.ts';
import { callableAt, newDeployerNote } from './desk.ts';
import { iso, later, type Move, nothing, writes } from './effect.ts';
import type { Item, Manners } from './snapshot.ts';
import { judgeTurn, type Turn } from './turn-gates.ts';

/** How old an answer about readiness may be. */
const freshMs = 300_000;

export interface ReadyTurn extends Turn {
  manners: Manners;
  /** Makes the attempt's name like no other. */
  mark: string;
  /** Claims that may still be made now. */
  room: number;
}

/** Takes up a record whose gates are all open; otherwise says which are not. */
export function planReady(item: Item, turn: ReadyTurn): Move {
  const { manners, now } = turn;
  const { deployer } = item;
  const note = turn.note ?? newDeployerNote;
  if (item.situation === undefined) return nothing;
  const verdicts = [...judgeLaunch(item.situation), ...judgeTurn(item, turn)];
  const closed = verdicts.filter((verdict) => !verdict.passed);
  const own = closed.filter(({ gate }) => gate !== 'deployer');
  if (own.length > 0 || deployer === undefined) return { ...nothing, closed, wakeAt: opening(closed) };
  const { readiness, checkedAt = 0, busy } = note;
  if (readiness?.kind !== 'ready' || now - checkedAt > freshMs || note.failures > 0) {
    const at = Math.max(callableAt(note, now), readiness?.kind === 'broken' ? checkedAt + freshMs / 5 : 0);
    if (busy) return { ...nothing, closed };
    return at > now ? later(at, closed) : { effects: [{ effect: 'probe', deployer }], closed };
  }
  const at = callableAt(note, now);
  if (at > now) return later(at, closed);
  if (turn.room <= 0) return nothing;
  const history = item.record.status?.history ?? [];
  const attempt = nextAttempt(item.work, item.id, history, turn.mark);
  const { controller, instance, leaseMs } = manners;
  return writes(item, attempt, {
    action: item.work.claim,
    fields: { attempt, controller, instance, deployer, lease: iso(now + leaseMs) },
  });
}

/** The last of the moments at which closed gates open by themselves; undefined where one never does. */
function opening(closed: readonly Verdict[]): number | undefined {
  const moments = closed.map(({ opensAt }) => (opensAt === undefined ? Number.NaN : Date.parse(opensAt)));
  const last = Math.max(...moments);
  return Number.isNaN(last) ? undefined : last;
}
