import { commitByHand, putBack } from '../domain/commit-words.ts';
import { passed, type Verdict } from '../domain/verdict.ts';
import { restsUntil } from './attempt.ts';
import { clockAgrees } from './clock-gate.ts';
import { callableAt, type DeployerNote } from './desk.ts';
import { iso } from './effect.ts';
import type { Item } from './snapshot.ts';

/** What else is known when a record's turn is judged. */
export interface Turn {
  lineHeld: string | undefined;
  /** The record that occupies the target already. */
  occupiedBy: string | undefined;
  note: DeployerNote | undefined;
  now: number;
}

type Trailed = Pick<Item, 'quarantined' | 'id' | 'situation'>;

/** What keeps a record from being taken up though its own gates are open. */
export function judgeTurn(item: Item, turn: Turn): readonly Verdict[] {
  return [trailHolds(item, turn), ...judgePlace(item, turn)];
}

/** The same, but for what was found of commits. */
export function judgePlace(item: Item, turn: Omit<Turn, 'lineHeld'>): readonly Verdict[] {
  return [clockAgrees(item, turn.now), rested(item, turn), targetFree(item, turn), deployerReady(item, turn)];
}

/** What was found of the commits that led to a record, and of those that led to the settings. */
export function trailHolds({ quarantined, id, situation }: Trailed, { lineHeld }: Pick<Turn, 'lineHeld'>): Verdict {
  const claim = 'every commit that led here keeps the rules';
  const because = [lineHeld, quarantined].filter((each) => each !== undefined).join('; ');
  if (because === '') return passed('trail', claim, 'they do');
  const remedy = [
    ...(quarantined === undefined ? [] : [`rgz audit ${id}`]),
    ...(lineHeld === undefined ? [] : putBack(situation?.policy)),
  ];
  return { gate: 'trail', claim, passed: false, because, values: {}, remedy };
}

function rested({ work, record }: Item, { now }: Pick<Turn, 'now'>): Verdict {
  const claim = 'the wait after the last attempt is over';
  const until = restsUntil(work, record.status?.history ?? []);
  if (until === undefined || Date.parse(until) <= now) return passed('rest', claim, 'there is nothing to wait for');
  const because = `the next attempt is made at ${until}`;
  return { gate: 'rest', claim, passed: false, because, values: { until }, opensAt: until };
}

function targetFree({ work, record }: Item, { occupiedBy }: Pick<Turn, 'occupiedBy'>): Verdict {
  const claim = 'nothing else is under way for the target';
  const { type, name } = work.target(record);
  if (occupiedBy === undefined) return passed('target', claim, `${type}/${name} is free`);
  return {
    gate: 'target',
    claim,
    passed: false,
    because: `${occupiedBy} is under way for ${type}/${name}`,
    values: { occupiedBy },
    remedy: [`rgz log ${occupiedBy}`],
  };
}

function deployerReady(
  { deployer, kind, work, record, situation }: Item,
  { note, now }: Pick<Turn, 'note' | 'now'>,
): Verdict {
  const claim = 'a deployer is named, and nothing keeps it from being called';
  const closed = (because: string, remedy: readonly string[], more: Partial<Verdict> = {}): Verdict => {
    return { gate: 'deployer', claim, passed: false, because, values: { deployer: deployer ?? null }, remedy, ...more };
  };
  if (deployer === undefined) {
    const because = `.rgz/config.yaml names no deployer for ${kind.scope(record).environment || `any ${kind.noun}`}`;
    return closed(because, [`set ${work.setting(record)} in .rgz/config.yaml, ${commitByHand(situation?.policy)}`]);
  }
  const { readiness } = note ?? {};
  if (note === undefined || readiness === undefined) return passed('deployer', claim, `${deployer} was not asked yet`);
  if (readiness.kind === 'broken') return closed(`${deployer}: ${readiness.reason}`, [readiness.remedy]);
  const at = callableAt(note, now);
  if (note.failures === 0) return passed('deployer', claim, `${deployer} is ready`);
  if (at <= now) return passed('deployer', claim, `${deployer} did not answer, and is asked again now`);
  const reason = readiness.kind === 'unreachable' ? readiness.reason : 'it did not answer';
  return closed(`${deployer} cannot be reached: ${reason}`, ['rgz controller status'], { opensAt: iso(at) });
}
