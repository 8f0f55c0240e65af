import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/adapters/records/load.ts';
import { apply, withEvent } from '../../src/domain/apply.ts';
import { ownContribution } from '../../src/domain/contributors.ts';
import { judgeDecision } from '../../src/domain/decision-gates.ts';
import { foldHistory } from '../../src/domain/history.ts';
import { actionOf } from '../../src/domain/kind.ts';
import { personOf } from '../../src/domain/policy.ts';
import type { RecordData } from '../../src/domain/record.ts';
import type { Situation } from '../../src/domain/situation.ts';
import { contributionsOf, type TrailEntry } from '../../src/domain/trail.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { bringTo, startsOf } from '../kinds/routes.ts';
import { actor, draft, type Entry, event, holder, now, policyOf, situationOf, withHistory } from './example.ts';

const anyone = policyOf([holder('ada@example.com', 'admin')], { promotions: { quorum: { critical: 2 } } });
const laws = promotion.actions.flatMap((action) => startsOf(action).map((from) => ({ action, from })));

describe.each(laws)('$action.action from $from', ({ action, from }) => {
  const before = bringTo(promotion, draft(), from, anyone);
  const { record, event: added } = apply(situationOf(before, anyone), actor('jean@example.com'), action, {
    fields: { reason: 'because it is so' },
  });

  test(`leads to ${action.to}, as the fold sees it`, () => {
    const fold = foldHistory(promotion, record, digestOf(record));
    expect(fold).toMatchObject({ state: action.to, written: action.to, drifted: false, problems: [] });
    expect(record.status?.state).toBe(action.to);
  });

  test('adds one event and keeps the others', () => {
    const history = before.status?.history ?? [];
    expect(record.status?.history).toEqual([...history, added]);
    expect(added).toMatchObject({ action: action.action, at: now, by: 'jean@example.com', reason: 'because it is so' });
    expect(added.digest).toBe(action.binds ? digestOf(before) : undefined);
    expect(added.quorum).toBe(action.vote ? 1 : undefined);
  });

  test('leaves everything people wrote as it was', () => {
    expect({ ...record, status: undefined }).toEqual({ ...before, status: undefined });
  });
});

describe('an event that changes the spec', () => {
  const before = withHistory(draft(), event(draft(), 'created'));
  const edited = actionOf(promotion, 'edited');

  test('names the new digest', () => {
    const after = { ...before, spec: draft({}, { impactAssessment: 'high' }).spec };
    const spec = { value: after.spec, digest: digestOf(after) };
    const applied = edited && apply(situationOf(before, anyone), actor('pierre@example.com'), edited, { spec });
    expect(applied?.event.digest).toBe(digestOf(after));
    expect(applied?.record.spec).toEqual(after.spec);
    expect(applied && foldHistory(promotion, applied.record, digestOf(applied.record)).problems).toEqual([]);
  });
});

test('a field that says nothing is written only where the file has it', () => {
  const bare = withEvent({ kind: promotion, record: draft() }, event(draft(), 'created'), undefined, digestOf(draft()));
  expect(Object.keys(bare.status ?? {})).toEqual(['state', 'history']);
  const full: RecordData = { ...bare, status: { state: 'pending', history: [], approvedBy: null, deployedAt: null } };
  const kept = withEvent({ kind: promotion, record: full }, event(draft(), 'created'), undefined, digestOf(draft()));
  expect(kept.status).toMatchObject({ approvedBy: null, deployedAt: null });
});

test('an event that the kind does not know leaves the state at the beginning', () => {
  const odd = withEvent({ kind: promotion, record: draft() }, event(draft(), 'blessed'), undefined, digestOf(draft()));
  expect(odd.status?.state).toBe('pending');
});

describe('whatever people do, in any order, by commands and by hand', () => {
  const people: Entry[] = [
    { emails: ['jean@example.com', 'jdupont@home.example'], roles: [{ role: 'cpi' }] },
    holder('marie@example.com', 'cpi-admin'),
    holder('pierre@example.com', 'devops', 'tenant-finance'),
    holder('vera@example.com', 'viewer'),
    holder('ctl@example.com', 'controller'),
  ];
  const emails = [...people.flatMap((each) => each.emails), 'JEAN@example.com', 'stranger@y.example'];
  const command = fc.record({
    by: fc.constantFrom(...emails),
    action: fc.constantFrom(...promotion.actions.map((each) => each.action)),
  });
  const byHand = fc.record({ by: fc.constantFrom(...emails), version: fc.constantFrom('1', '2', '3') });
  const policies = [1, 2].map((low) => policyOf(people, { promotions: { quorum: { low } } }));

  interface World {
    record: RecordData;
    trail: TrailEntry[];
  }

  function committed(world: World, record: RecordData, author: string): World {
    const changedSpec = world.trail.length === 0 || digestOf(record) !== digestOf(world.record);
    const entry: TrailEntry = {
      commit: `c${world.trail.length}`,
      at: 0,
      author,
      committer: author,
      coAuthors: [],
      key: undefined,
      signature: 'none',
      digest: digestOf(record),
      changedSpec,
      events: record.status?.history.length ?? 0,
    };
    return { record, trail: [...world.trail, entry] };
  }

  function look({ record, trail }: World, policy: Situation['policy']): Situation {
    return { ...situationOf(record, policy), contributions: contributionsOf(record, trail, promotion) };
  }

  test('what every gate lets through never leaves a history that does not add up', () => {
    let allowed = 0;
    fc.assert(
      fc.property(fc.array(fc.oneof(command, byHand), { maxLength: 25 }), fc.nat({ max: 1 }), (steps, which) => {
        const policy = policies[which] ?? anyone;
        let world: World = { record: draft(), trail: [] };
        for (const step of [{ by: 'pierre@example.com', action: 'created' }, ...steps]) {
          if ('version' in step) {
            const spec = draft({ version: step.version }).spec;
            if (['pending', 'approved'].includes(world.record.status?.state ?? ''))
              world = committed(world, { ...world.record, spec }, step.by);
            continue;
          }
          const situation = look(world, policy);
          const action = actionOf(promotion, step.action);
          if (action === undefined) continue;
          const verdicts = judgeDecision(situation, actor(step.by), action);
          if (!verdicts.every((verdict) => verdict.passed)) continue;
          allowed += 1;
          const { record } = apply(situation, actor(step.by), action, {
            fields: action.explains ? { reason: 'not this week' } : {},
          });
          const fold = foldHistory(promotion, record, digestOf(record));
          expect(fold.problems).toEqual([]);
          expect(fold.drifted).toBe(false);
          expect([fold.written, record.status?.state]).toEqual([fold.state, fold.state]);
          expect(personOf(policy, step.by)).toBeDefined();
          if (action.decides) expect(ownContribution(policy, actor(step.by), situation.contributions)).toBeUndefined();
          world = committed(world, record, step.by);
        }
        const voters = look(world, policy).fold.votes.filter((vote) => vote.standing === 'valid');
        const persons = new Set(voters.map((vote) => personOf(policy, vote.by)));
        expect(persons.size).toBe(voters.length);
      }),
      { numRuns: 500 },
    );
    expect(allowed).toBeGreaterThan(500);
  });
});
