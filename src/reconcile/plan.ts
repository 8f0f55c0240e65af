import type { Verdict } from '../domain/verdict.ts';
import { attemptOf } from './attempt.ts';
import { clockAgrees } from './clock-gate.ts';
import { type Desk, newDeployerNote } from './desk.ts';
import { type Effect, type Held, later, type Move, nothing, type Plan } from './effect.ts';
import { planJob } from './plan-job.ts';
import { planLaunch } from './plan-launch.ts';
import { planReady } from './plan-ready.ts';
import { type Item, isMyShare, type Snapshot, targetKey } from './snapshot.ts';

/** What to do now. The same snapshot, desk and moment always give the same plan; `mark` names the attempts of this pass. */
export function plan(snapshot: Snapshot, desk: Desk, now: number, mark: string): Plan {
  const board = new Board(snapshot, desk, now);
  const effects: Effect[] = [];
  const held: Held[] = [];
  const wakes: number[] = [];
  const take = (item: Item, { effects: more, closed, wakeAt }: Move) => {
    for (const effect of more) if (board.admit(effect)) effects.push(effect);
    if (closed.length > 0) held.push({ item, closed });
    if (wakeAt !== undefined) wakes.push(wakeAt);
  };
  const mine = snapshot.items.filter(({ record }) => isMyShare(snapshot.manners.shard, record.metadata.tenant));
  for (const item of mine.filter(({ state, work }) => state === work.doing)) take(item, planDoing(item, board, now));
  for (const item of inTurn(mine, snapshot)) {
    const move = planReady(item, { ...board.turn(item), manners: snapshot.manners, mark, now, room: board.room });
    take(item, move);
    if (move.effects.some(({ effect }) => effect === 'write')) board.occupy(item);
  }
  return { effects, held, wakeAt: wakes.length === 0 ? undefined : Math.min(...wakes) };
}

function planDoing(item: Item, board: Board, now: number): Move {
  const { snapshot, desk } = board;
  const clock = clockAgrees(item, now);
  if (clock.opensAt !== undefined) return later(Date.parse(clock.opensAt), [clock]);
  const attempt = attemptOf(item.work, item.record.status?.history ?? []);
  const deployer = attempt?.deployer ?? item.deployer;
  if (attempt === undefined || deployer === undefined) return { ...nothing, closed: [stranded(item, deployer)] };
  const turn = {
    attempt,
    note: desk.attempts.get(attempt.attempt) ?? {},
    deployer,
    deployerNote: desk.deployers.get(deployer) ?? newDeployerNote,
    manners: snapshot.manners,
    lineHeld: snapshot.lineHeld,
    now,
  };
  return attempt.jobId === undefined ? planLaunch(item, turn) : planJob(item, attempt.jobId, turn);
}

/** First environments first, then who was decided first. */
function inTurn(items: readonly Item[], { order }: Snapshot): readonly Item[] {
  const rank = (item: Item) => {
    const at = order.indexOf(item.kind.scope(item.record).environment);
    return at < 0 ? order.length : at;
  };
  const since = ({ record }: Item) => record.status?.history.at(-1)?.at ?? record.metadata.createdAt;
  return items
    .filter(({ state, work }) => state === work.ready)
    .sort(
      (left, right) =>
        rank(left) - rank(right) || Date.parse(since(left)) - Date.parse(since(right)) || (left.id < right.id ? -1 : 1),
    );
}

function stranded({ id, record, kind, work }: Item, deployer: string | undefined): Verdict {
  const { environment } = kind.scope(record);
  const because =
    deployer === undefined
      ? `.rgz/config.yaml names no deployer for ${environment || `any ${kind.noun}`} any more`
      : `the claim of ${id} does not name its attempt`;
  const remedy = deployer === undefined ? [`set ${work.setting(record)} again`] : [`rgz log ${id}`];
  return { gate: 'deployer', claim: 'the attempt can be followed', passed: false, because, values: {}, remedy };
}

/** Which targets are occupied, which deployers were called, and how much may still be taken up. */
class Board {
  readonly snapshot: Snapshot;
  readonly desk: Desk;
  readonly #now: number;
  readonly #occupied = new Map<string, string>();
  readonly #called = new Set<string>();
  room: number;

  constructor(snapshot: Snapshot, desk: Desk, now: number) {
    this.snapshot = snapshot;
    this.desk = desk;
    this.#now = now;
    const busy = snapshot.items.filter(({ state, work }) => state === work.doing || state === work.held);
    for (const [target, id] of snapshot.occupied) this.#occupied.set(target, id);
    for (const item of busy) this.occupy(item);
    const waiting = busy.filter((item) => {
      const attempt = attemptOf(item.work, item.record.status?.history ?? []);
      return attempt !== undefined && attempt.jobId === undefined && desk.attempts.get(attempt.attempt)?.mine;
    });
    this.room = snapshot.manners.claims - waiting.length;
  }

  occupy(item: Item): void {
    this.#occupied.set(targetKey(item), item.id);
    if (item.state === item.work.ready) this.room -= 1;
  }

  turn(item: Item) {
    const { deployer } = item;
    return {
      lineHeld: this.snapshot.lineHeld,
      occupiedBy: this.#occupied.get(targetKey(item)),
      note: deployer === undefined ? undefined : this.desk.deployers.get(deployer),
    };
  }

  /** A deployer is probed once, and one that was away gets one call or claim at a time. */
  admit(effect: Effect): boolean {
    const deployer = effect.effect === 'write' ? this.#claimed(effect) : effect.deployer;
    if (deployer === undefined) return true;
    const note = this.desk.deployers.get(deployer) ?? newDeployerNote;
    const single = effect.effect === 'probe' || note.failures > 0 || note.pacedUntil > this.#now;
    if (single && this.#called.has(deployer)) return false;
    this.#called.add(deployer);
    return true;
  }

  #claimed({ item, steps }: Extract<Effect, { effect: 'write' }>): string | undefined {
    const claims = steps.some(({ action }) => action === item.work.claim);
    return claims ? item.deployer : undefined;
  }
}
