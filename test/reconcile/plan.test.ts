import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../src/domain/record.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { work } from '../../src/kinds/promotion/work.ts';
import { noteAnswer, reachOf } from '../../src/reconcile/answers.ts';
import { attemptOf, restsUntil, retriesOf } from '../../src/reconcile/attempt.ts';
import { afterCall, callableAt, type Desk, type Note, newDeployerNote } from '../../src/reconcile/desk.ts';
import { plan } from '../../src/reconcile/plan.ts';
import { type Item, isMyShare, type Snapshot } from '../../src/reconcile/snapshot.ts';
import { draft, event, holder, policyOf, situationOf, withHistory } from '../domain/example.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
const policy = policyOf([holder('pierre@example.com', 'devops'), holder('jean@example.com', 'cpi')]);
const by = 'controller@example.com';
const claim = {
  action: 'deploying',
  at: at(-10),
  by,
  attempt: 'A-1',
  controller: 'one',
  instance: 'x',
  lease: at(170),
};
const launched = { action: 'launched', at: at(-9), by, attempt: 'A-1', jobId: 'job/1' };

function itemOf(state: string, ...more: HistoryEvent[]): Item {
  const plain = draft();
  const record = withHistory(plain, event(plain, 'created'), event(plain, 'approved'), ...more);
  const situation = { ...situationOf(record, policy), launch: { reviews: [] } };
  const { id } = record.metadata;
  return { path: id, id, kind: promotion, work, record, state, situation, deployer: 'awx', quarantined: undefined };
}

const manners = {
  controller: 'one',
  instance: 'x',
  startedAt: now - 60_000,
  shard: undefined,
  claims: 4,
  leaseMs: 180_000,
  deadlineMs: 3_600_000,
};
const snapshotOf = (items: readonly Item[], more: Partial<Snapshot> = {}): Snapshot => ({
  items,
  order: ['staging', 'prod'],
  manners,
  lineHeld: undefined,
  occupied: new Map(),
  ...more,
});
const ready = { ...newDeployerNote, readiness: { kind: 'ready' as const }, checkedAt: now };
const deskOf = (note?: Note, deployer = ready): Desk => ({
  attempts: new Map(note === undefined ? [] : [['A-1', note]]),
  deployers: new Map([['awx', deployer]]),
});
const planned = (item: Item, desk: Desk, moment = now, more: Partial<Snapshot> = {}) =>
  plan(snapshotOf([item], more), desk, moment, 'mark');
const told = (made: ReturnType<typeof planned>) =>
  made.effects.map((each) =>
    each.effect === 'write' ? each.steps.map(({ action }) => action).join('+') : each.effect,
  );

describe('an approved record', () => {
  const item = itemOf('approved');
  test('is claimed where the deployer is ready', () => expect(told(planned(item, deskOf()))).toEqual(['deploying']));
  test('is not claimed where nothing tells what its launch is judged by', () => {
    expect(told(planned({ ...item, situation: undefined }, deskOf()))).toEqual([]);
    const claimed = { ...itemOf('deploying', claim), situation: undefined };
    expect(told(planned(claimed, deskOf({ mine: true, holding: at(170) })))).toEqual([]);
  });
  test('has its deployer asked first', () => {
    expect(told(planned(item, { attempts: new Map(), deployers: new Map() }))).toEqual(['probe']);
    const busy = { ...newDeployerNote, busy: true as const };
    expect(planned(item, deskOf(undefined, busy as typeof ready)).effects).toEqual([]);
  });
  test('waits for a deployer that is broken, and has it asked again later', () => {
    const broken = {
      ...newDeployerNote,
      readiness: { kind: 'broken' as const, reason: 'no template', remedy: 'name one' },
    };
    const made = planned(item, deskOf(undefined, { ...broken, checkedAt: now } as unknown as typeof ready));
    expect(made.held[0]?.closed).toMatchObject([
      { gate: 'deployer', because: 'awx: no template', remedy: ['name one'] },
    ]);
    expect(made.wakeAt).toBeGreaterThan(now);
  });
  test('waits while its deployer is away', () => {
    const away = {
      ...ready,
      readiness: { kind: 'unreachable' as const, reason: 'no route' },
      failures: 2,
      notBefore: now + 5_000,
    };
    const made = planned(item, deskOf(undefined, away as unknown as typeof ready));
    expect(made.held[0]?.closed).toMatchObject([{ gate: 'deployer', opensAt: expect.any(String) }]);
    expect(made.wakeAt).toBe(now + 5_000);
    const odd = planned(item, deskOf(undefined, { ...ready, failures: 2, notBefore: now + 5_000 }));
    expect(odd.held[0]?.closed[0]?.because).toContain('it did not answer');
  });
  test('needs a deployer, room, its turn and a trail', () => {
    expect(planned({ ...item, deployer: undefined }, deskOf()).held[0]?.closed).toMatchObject([{ gate: 'deployer' }]);
    expect(planned(item, deskOf(), now, { manners: { ...manners, claims: 0 } }).effects).toEqual([]);
    expect(planned({ ...item, quarantined: 'forged' }, deskOf()).held[0]?.closed).toMatchObject([
      { because: 'forged' },
    ]);
    expect(planned(item, deskOf(), now, { lineHeld: 'no policy' }).held[0]?.closed).toMatchObject([
      { because: 'no policy' },
    ]);
    const other = {
      ...itemOf('unknown', claim, launched, { action: 'unknown', at: at(-1), by }),
      id: 'PR-2026-0002',
      path: 'b',
    };
    expect(plan(snapshotOf([item, other]), deskOf(), now, 'm').held[0]?.closed).toMatchObject([{ gate: 'target' }]);
    expect(told(planned(item, deskOf(), now, { order: [] }))).toEqual(['deploying']);
  });
  test('is another controller’s where the tenants are shared', () => {
    const shares = [0, 1, 2].filter((index) => isMyShare([index, 3], 'tenant-finance'));
    expect(shares).toHaveLength(1);
    expect(
      planned(item, deskOf(), now, { manners: { ...manners, shard: [((shares[0] ?? 0) + 1) % 3, 3] } }).effects,
    ).toEqual([]);
  });
});

describe('a claim', () => {
  const item = itemOf('deploying', claim);
  const holding = claim.lease;
  const noted = (note: Note, moment = now) => told(planned(item, deskOf({ holding, ...note }), moment));
  test('is launched by who made it', () => expect(noted({ mine: true })).toEqual(['launch']));
  test('is prolonged before it runs out', () => expect(noted({ mine: true }, now + 120_000)).toEqual(['taken-over']));
  test('is looked for after a restart', () => {
    expect(told(planned(item, deskOf()))).toEqual(['find']);
    expect(noted({})).toEqual(['find']);
    expect(noted({ notBefore: now + 1 })).toEqual([]);
  });
  test('is followed by what was said of it', () => {
    expect(noted({ busy: true })).toEqual([]);
    expect(noted({ launch: { kind: 'started', jobId: 'j', url: 'https://awx/j' } })).toEqual(['launched']);
    expect(noted({ launch: { kind: 'refused', error: 'no', retry: false } })).toEqual(['failed']);
    expect(noted({ launch: { kind: 'refused', error: 'no', retry: true } })).toEqual(['released']);
    expect(noted({ launch: { kind: 'unsure', reason: '?', lookAfter: 1 } })).toEqual(['find']);
    expect(noted({ found: { kind: 'found', jobId: 'j' } })).toEqual(['launched']);
    expect(noted({ found: { kind: 'absent' } })).toEqual(['launch']);
    expect(noted({ found: { kind: 'lost', reason: 'gone' } })).toEqual(['unknown']);
    expect(noted({ found: { kind: 'unsure', reason: '?', lookAfter: 1 } })).toEqual(['find']);
    expect(noted({ found: { kind: 'unsure', reason: '?', lookAfter: 1 } }, now + 4_000_000)).toEqual(['unknown']);
    expect(noted({ found: { kind: 'unsure', reason: '?', lookAfter: 1 }, notBefore: now + 9 })).toEqual([]);
  });
  test('is put back where the trail or the line does not hold any more', () => {
    const mine = deskOf({ holding, mine: true });
    expect(told(planned({ ...item, quarantined: 'forged' }, mine))).toEqual(['released']);
    expect(told(planned(item, mine, now, { lineHeld: 'no policy' }))).toEqual(['released']);
    expect(planned(item, deskOf({ holding, mine: true }, { ...ready, notBefore: now + 7 })).wakeAt).toBe(now + 7);
  });
  test('rests longer each time that it is put back in a row, and five minutes at most', () => {
    const released = { action: 'released', at: at(-1), by, attempt: 'A-1' };
    const rest = (...before: Parameters<typeof itemOf>[1][]) => {
      const [effect] = planned(itemOf('deploying', ...before, claim), deskOf({ holding, mine: true }), now, {
        lineHeld: 'no policy',
      }).effects;
      const after = effect?.effect === 'write' ? effect.steps[0]?.fields.after : undefined;
      return Date.parse(`${after}`) - now;
    };
    const requeued = { action: 'requeued', at: at(-1), by };
    expect(rest()).toBe(1_000);
    expect(rest(claim, released)).toBe(2_000);
    expect(rest(claim, released, claim, released)).toBe(4_000);
    expect(rest(claim, released, requeued)).toBe(1_000);
    expect(rest(...Array.from({ length: 40 }, () => released))).toBe(300_000);
  });
  test('of another controller is left to it until its lease is over', () => {
    const theirs = itemOf('deploying', { ...claim, controller: 'two' });
    expect(planned(theirs, deskOf()).wakeAt).toBe(Date.parse(claim.lease) + 1);
    expect(told(planned(theirs, deskOf(), now + 171_000))).toEqual(['taken-over']);
  });
  test('is launched and looked for where it was claimed for, whatever the environment names by now', () => {
    const another = { deployer: 'another' };
    const named = { ...itemOf('deploying', { ...claim, deployer: 'awx' }), ...another };
    for (const note of [{ holding, mine: true as const }, { holding }])
      expect(planned(named, deskOf(note)).effects).toMatchObject([{ deployer: 'awx' }]);
    const running = { ...itemOf('deploying', { ...claim, deployer: 'awx' }, launched), ...another };
    expect(planned(running, deskOf({})).effects).toMatchObject([{ effect: 'poll', deployer: 'awx' }]);
    expect(planned(itemOf('approved'), deskOf()).effects).toMatchObject([{ steps: [{ fields: { deployer: 'awx' } }] }]);
  });
  test('that names no attempt, or whose deployer is gone, is told', () => {
    const { attempt: _, ...nameless } = claim;
    expect(planned(itemOf('deploying', nameless), deskOf()).held[0]?.closed[0]?.because).toContain('does not name');
    expect(planned({ ...item, deployer: undefined }, deskOf()).held[0]?.closed[0]?.because).toContain('any more');
  });
});

describe('a job', () => {
  const item = itemOf('deploying', claim, launched);
  const noted = (note: Note, moment = now) => told(planned(item, deskOf(note), moment));
  test('is polled, and left alone in between', () => {
    expect(noted({})).toEqual(['poll']);
    expect(noted({ busy: true })).toEqual([]);
    expect(noted({ notBefore: now + 5 })).toEqual([]);
    const theirs = itemOf('deploying', { ...claim, controller: 'two' }, launched);
    expect(told(planned(theirs, deskOf()))).toEqual([]);
  });
  test('settles its record', () => {
    expect(noted({ progress: { kind: 'running' } })).toEqual(['poll']);
    expect(noted({ progress: { kind: 'succeeded', deploymentId: 'd' } })).toEqual(['deployed']);
    expect(noted({ progress: { kind: 'failed', error: 'exit 1', log: 'x' } })).toEqual(['failed']);
    expect(noted({ progress: { kind: 'unknown', reason: 'reaped' } })).toEqual(['unknown']);
    const retried = { ...item, situation: item.situation && { ...item.situation, policy: { ...policy, retries: 1 } } };
    expect(told(planned(retried, deskOf({ progress: { kind: 'failed', error: 'e' } })))).toEqual(['failed+requeued']);
    expect(
      told(planned({ ...item, situation: undefined }, deskOf({ progress: { kind: 'failed', error: 'e' } }))),
    ).toEqual(['failed']);
  });
  test('is cancelled at its deadline, and held when that does not help', () => {
    const late = now + manners.deadlineMs;
    const running: Note = { progress: { kind: 'running' } };
    expect(noted(running, late)).toEqual(['cancel']);
    expect(noted({ cancelled: { kind: 'cancelling' } }, late)).toEqual(['poll']);
    expect(noted({ cancelled: { kind: 'cancelling' } }, late + 700_000)).toEqual(['unknown']);
    const failed: Note = { progress: { kind: 'failed', error: 'exit code 1' } };
    const errorOf = (note: Note) => planned(item, deskOf(note), late).effects;
    expect(errorOf({ ...failed, cancelled: { kind: 'cancelling' } })).toMatchObject([
      { steps: [{ fields: { error: 'cancelled after its deadline: exit code 1' } }] },
    ]);
    expect(errorOf(failed)).toMatchObject([{ steps: [{ fields: { error: 'exit code 1' } }] }]);
  });
  test('that ended while no controller ran is asked for before it is given up', () => {
    const late = now + manners.deadlineMs + 3_600_000;
    const started = { manners: { ...manners, startedAt: late } };
    const from = (note: Note, moment = late) => told(planned(item, deskOf(note), moment, started));
    expect(from({})).toEqual(['poll']);
    expect(from({ progress: { kind: 'succeeded' } })).toEqual(['deployed']);
    expect(from({ progress: { kind: 'running' } })).toEqual(['cancel']);
    expect(from({ progress: { kind: 'running' }, cancelled: { kind: 'cancelling' } })).toEqual(['unknown']);
    expect(from({}, late + 700_000)).toEqual(['unknown']);
  });
  test('is not cancelled over and over while its deployer is away', () => {
    const late = now + manners.deadlineMs;
    const away = { ...ready, failures: 1, notBefore: late + 1_500 };
    const made = planned(item, deskOf({ progress: { kind: 'running' } }, away), late);
    expect([told(made), made.wakeAt]).toEqual([[], late + 1_500]);
  });
  test('that runs beside another clone is left to it, and held when nobody tells how it ended', () => {
    const theirs = itemOf('deploying', { ...claim, controller: 'two', instance: 'y' }, launched);
    const note: Note = {
      progress: { kind: 'elsewhere', reason: 'it ran beside another clone' },
      notBefore: now + 90_000,
    };
    expect(told(planned(theirs, deskOf(note)))).toEqual([]);
    expect(told(planned(theirs, deskOf(note), now + 91_000))).toEqual(['poll']);
    const made = planned(theirs, deskOf(note), now + manners.deadlineMs + 700_000);
    expect(made.effects).toMatchObject([
      { steps: [{ action: 'unknown', fields: { reason: expect.stringContaining('nobody told how it ended') } }] },
    ]);
  });
});

describe('what the history says of an attempt', () => {
  test('is told from whatever is there', () => {
    expect(attemptOf(work, [])).toBeUndefined();
    const bare = { action: 'deploying', at: at(0), by, attempt: 'A-2' };
    const numbered = { action: 'launched', at: at(1), by, jobId: 7 };
    expect(attemptOf(work, [bare, numbered])).toMatchObject({
      controller: by,
      lease: at(0),
      jobId: '7',
      instances: [],
    });
    const over = { action: 'taken-over', at: at(2), by, controller: 'two', instance: 'y', lease: at(9) };
    expect(attemptOf(work, [claim, over])).toMatchObject({ controller: 'two', instances: ['x', 'y'], heldAt: at(2) });
  });
  test('counts retries since a person decided, and tells a wait', () => {
    const failed = { action: 'failed', at: at(1), by };
    const again = { action: 'requeued', at: at(1), by, after: at(60) };
    expect(retriesOf(work, [claim, failed, again, claim, failed, again])).toBe(2);
    expect(restsUntil(work, [again])).toBe(at(60));
    expect(restsUntil(work, [{ action: 'released', at: at(1), by }])).toBeUndefined();
    expect(restsUntil(work, [failed])).toBeUndefined();
    expect(restsUntil(work, [])).toBeUndefined();
  });
});

describe('answers', () => {
  test('are noted with when to ask again', () => {
    const unreachable = { kind: 'unreachable' as const, reason: 'x' };
    expect(
      noteAnswer({ failures: 1 }, { to: 'poll', answer: { ...unreachable, retryAfter: 60 }, again: 0 }, now, 0.5),
    ).toMatchObject({ failures: 2, notBefore: now + 60_000 });
    expect(noteAnswer({}, { to: 'poll', answer: unreachable, again: 0 }, now, 0.5).notBefore).toBeGreaterThan(now);
    expect(noteAnswer({}, { to: 'cancel', answer: unreachable }, now, 0.5).cancelled).toBeUndefined();
    expect(noteAnswer({ failures: 2 }, { to: 'cancel', answer: unreachable }, now, 0.5).notBefore).toBeGreaterThan(now);
    expect(noteAnswer({}, { to: 'cancel', answer: { kind: 'over' } }, now, 0.5)).toMatchObject({
      cancelled: { kind: 'over' },
    });
  });
  test('tell whether the deployer was there', () => {
    expect(reachOf({ kind: 'unreachable', reason: 'x', retryAfter: 3 })).toEqual({ reached: false, retryAfter: 3 });
    expect(reachOf({ kind: 'refused', error: 'x', retry: true })).toEqual({ reached: false });
    expect(reachOf({ kind: 'refused', error: 'x', retry: false })).toEqual({ reached: true });
    const away = [1, 2, 3].reduce(
      (note) => afterCall(note, { reached: false, retryAfter: 500 }, now, 0.5),
      newDeployerNote,
    );
    expect(away.notBefore).toBe(now + 500_000);
    const back = afterCall({ ...away, lastCallAt: now }, { reached: true }, now, 0.5);
    expect(callableAt(back, now)).toBe(now + 1_000);
  });
});
