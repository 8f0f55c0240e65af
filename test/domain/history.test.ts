import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedTooLate, foldHistory, standingVoters } from '../../src/domain/history.ts';
import type { HistoryEvent, RecordData } from '../../src/domain/record.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { draft, now } from './example.ts';

/** The moves of a request as the design draws them, written down a second time. */
const moves: Record<string, Record<string, string>> = {
  draft: { created: 'pending' },
  pending: { edited: 'pending', approved: 'approved', rejected: 'rejected', cancelled: 'cancelled' },
  approved: { deploying: 'deploying', cancelled: 'cancelled' },
  deploying: {
    'taken-over': 'deploying',
    launched: 'deploying',
    released: 'approved',
    unknown: 'unknown',
    deployed: 'deployed',
    failed: 'failed',
  },
  unknown: { 'found-deployed': 'deployed', 'found-failed': 'failed' },
  failed: { retried: 'approved', requeued: 'approved' },
  rejected: {},
  cancelled: {},
  deployed: {},
};
const names = promotion.actions.map((action) => action.action);
const binding = promotion.actions.filter((action) => action.binds).map((action) => action.action);
const people = [
  'jean@example.com',
  'JEAN@example.com',
  'jean\u200b@example.com',
  'marie@example.com',
  'paul@x.example',
];

const digest = fc.constantFrom('sha256:1', 'sha256:2', 'sha256:3');
const by = fc.constantFrom(...people);
const any: fc.Arbitrary<HistoryEvent> = fc.record(
  {
    action: fc.constantFrom(...names, 'blessed', 'constructor', ''),
    at: fc.constant(now),
    by,
    digest,
    quorum: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: ['action', 'at', 'by'] },
);

function on(history: readonly HistoryEvent[], state = 'pending', more = {}): RecordData {
  return { ...draft(), status: { state, history: [...history], ...more } };
}

/** The fold, with a status that says what the history says. */
function foldOf(history: readonly HistoryEvent[], current = 'sha256:1') {
  const state = foldHistory(promotion, on(history), current).written ?? '';
  return foldHistory(promotion, on(history, state, promotion.derive(history, state)), current);
}

function bound(action: string, more: Partial<HistoryEvent> = {}): HistoryEvent {
  const reason = action === 'rejected' ? { reason: 'not this week' } : {};
  return { action, at: now, by: 'jean@example.com', digest: 'sha256:1', quorum: 1, ...reason, ...more };
}

describe('any sequence of events', () => {
  const history = fc.array(any, { maxLength: 12 });

  test('is folded without a throw, into a state of the kind or none', () => {
    fc.assert(
      fc.property(history, digest, fc.string(), (events, current, state) => {
        const fold = foldHistory(promotion, on(events, state), current);
        const states = [undefined, ...promotion.states];
        expect(states).toContain(fold.state);
        expect(states).toContain(fold.written);
        for (const { index } of fold.problems) expect(index).toBeLessThan(events.length);
        expect(fold.votes.map((vote) => vote.by)).toEqual(
          events.filter((event) => event.action === 'approved').map((event) => event.by),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test('has votes that stand only while every later event, and the spec itself, are of the same digest', () => {
    fc.assert(
      fc.property(history, digest, (events, current) => {
        for (const vote of foldOf(events, current).votes) {
          const cast = events[vote.index]?.digest;
          const later = events
            .slice(vote.index + 1)
            .flatMap((event) => (binding.includes(event.action) && event.digest !== undefined ? [event.digest] : []));
          expect(vote.standing === 'valid').toBe(
            cast !== undefined && [...later, current].every((each) => each === cast),
          );
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('has as many voters as there are people with a standing vote, each under one spelling', () => {
    fc.assert(
      fc.property(history, digest, (events, current) => {
        const { votes } = foldOf(events, current);
        const standing = votes.filter((vote) => vote.standing === 'valid');
        const distinct = new Set(standing.map((vote) => vote.by.replace('\u200b', '').toLowerCase()));
        expect(standingVoters(votes)).toEqual(distinct);
      }),
    );
  });

  test('folds to the same whatever else the record says', () => {
    fc.assert(
      fc.property(history, fc.string(), (events, state) => {
        const { status: _status, ...bare } = on(events);
        const other: RecordData = { ...bare, metadata: { ...bare.metadata, createdBy: 'x@y.example' } };
        const fold = foldHistory(promotion, { ...other, status: { state, history: events } }, 'sha256:1');
        const { state: folded, written, votes, drifted } = foldOf(events);
        expect(fold).toMatchObject({ written, votes, drifted, ...(folded === undefined ? {} : { state: folded }) });
      }),
    );
  });
});

describe('on one spec with a quorum of one', () => {
  const sequence = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 8 });
  const legalStep = fc.nat();

  function walk(actions: readonly string[]): { state: string; firstIllegal: number } {
    let state = 'draft';
    for (const [at, action] of actions.entries()) {
      const next = moves[state]?.[action];
      if (next === undefined) return { state, firstIllegal: at };
      state = next;
    }
    return { state, firstIllegal: -1 };
  }

  test('a sequence has a problem exactly where the design allows no such move', () => {
    fc.assert(
      fc.property(sequence, (actions) => {
        const { state, firstIllegal } = walk(actions);
        const fold = foldOf(actions.map((action) => bound(action)));
        expect(fold.problems[0]?.index ?? -1).toBe(firstIllegal);
        expect(fold.problems[0]?.rule).toBe(firstIllegal === -1 ? undefined : 'illegal-move');
        if (firstIllegal === -1) expect([fold.state, fold.written]).toEqual([state, state]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a sequence that keeps to the moves has none, however long', () => {
    fc.assert(
      fc.property(fc.array(legalStep, { maxLength: 15 }), (choices) => {
        const actions = ['created'];
        for (const choice of choices) {
          const possible = Object.keys(moves[walk(actions).state] ?? {});
          const next = possible[choice % Math.max(1, possible.length)];
          if (next !== undefined) actions.push(next);
        }
        const fold = foldOf(actions.map((action) => bound(action)));
        expect(fold.problems).toEqual([]);
        expect(fold.state).toBe(walk(actions).state);
      }),
    );
  });
});

describe('a quorum', () => {
  test('is of people, not of votes', () => {
    fc.assert(
      fc.property(fc.array(by, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 4 }), (voters, quorum) => {
        const distinct = new Set<string>();
        const votes = voters
          .filter((voter) => {
            const open = distinct.size < quorum;
            if (open) distinct.add(voter.replace('\u200b', '').toLowerCase());
            return open;
          })
          .map((voter) => bound('approved', { by: voter, quorum }));
        const fold = foldOf([bound('created'), ...votes]);
        expect(fold.problems).toEqual([]);
        expect(fold.state).toBe(distinct.size >= quorum ? 'approved' : 'pending');
      }),
    );
  });

  test('is what each vote says that the policy asked for then', () => {
    const first = bound('approved', { quorum: 3 });
    expect(foldOf([bound('created'), first]).state).toBe('pending');
    expect(foldOf([bound('created'), first, bound('approved', { by: 'marie@example.com', quorum: 2 })]).state).toBe(
      'approved',
    );
  });
});

describe('another spec', () => {
  const half = [bound('created'), bound('approved', { quorum: 2 })];

  test('by an edit voids the votes, and a new count begins', () => {
    const edited = bound('edited', { digest: 'sha256:2' });
    const fold = foldOf([...half, edited], 'sha256:2');
    expect(fold).toMatchObject({ state: 'pending', drifted: false, problems: [], votes: [{ standing: 'void' }] });
    const voted = [bound('approved', { digest: 'sha256:2', quorum: 2, by: 'marie@example.com' })];
    expect(foldOf([...half, edited, ...voted], 'sha256:2').state).toBe('pending');
  });

  test('by hand voids the votes at once, and an approved request is pending again', () => {
    const history = [bound('created'), bound('approved')];
    expect(foldOf(history, 'sha256:2')).toMatchObject({
      state: 'pending',
      written: 'approved',
      drifted: true,
      problems: [],
      votes: [{ standing: 'void' }],
    });
  });

  test('that is put back brings the approval back: it named that very spec', () => {
    expect(foldOf([bound('created'), bound('approved')], 'sha256:1')).toMatchObject({
      state: 'approved',
      drifted: false,
      votes: [{ standing: 'valid' }],
    });
  });

  test.each(['approved', 'rejected', 'cancelled'])('may be %s at once, whoever changed it by hand', (action) => {
    const next = bound(action, { digest: 'sha256:2' });
    const fold = foldOf([bound('created'), next], 'sha256:2');
    expect(fold).toMatchObject({ problems: [], state: action, drifted: false });
  });

  test('of what was approved may only be withdrawn', () => {
    const before = [bound('created'), bound('approved')];
    const after = (action: string) => foldOf([...before, bound(action, { digest: 'sha256:2' })], 'sha256:2');
    expect(after('cancelled')).toMatchObject({ problems: [], state: 'cancelled', votes: [{ standing: 'void' }] });
    for (const action of ['approved', 'rejected', 'edited'])
      expect(after(action).problems).toMatchObject([{ index: 2, rule: 'illegal-move' }]);
  });

  test('is too late once something was decided', () => {
    const late = (history: HistoryEvent[]) => changedTooLate(promotion, foldOf(history, 'sha256:2'));
    expect([late([]), late([bound('created')]), late(half)]).toEqual([false, false, false]);
    expect(late([bound('created'), bound('approved')])).toBe(true);
    expect(late([bound('created'), bound('cancelled')])).toBe(true);
    expect(changedTooLate(promotion, foldOf([bound('created'), bound('approved')], 'sha256:1'))).toBe(false);
  });

  test.each([
    ['rejected', [bound('created'), bound('rejected')]],
    ['cancelled', [bound('created'), bound('cancelled')]],
    ['deploying', [bound('created'), bound('approved'), bound('deploying')]],
    ['deployed', [bound('created'), bound('approved'), bound('deploying'), bound('deployed')]],
    ['failed', [bound('created'), bound('approved'), bound('deploying'), bound('failed')]],
  ])('of a %s request is a problem, and its votes are void', (state, history) => {
    const fold = foldOf(history, 'sha256:2');
    expect(fold.state).toBe(state);
    expect(fold.problems).toEqual([
      { index: -1, rule: 'spec-changed', message: `the spec was changed after the record was ${state}` },
    ]);
    expect(fold.votes.every((vote) => vote.standing === 'void')).toBe(true);
  });

  test('of a request that is tried again asks for a new decision', () => {
    const history = ['created', 'approved', 'deploying', 'failed', 'retried'].map((action) => bound(action));
    expect(foldOf(history).state).toBe('approved');
    expect(foldOf(history, 'sha256:2')).toMatchObject({ state: 'pending', problems: [] });
  });
});

describe('a decision that names no spec', () => {
  const { digest: _digest, quorum: _quorum, ...unbound } = bound('approved');

  test('proves nothing', () => {
    const fold = foldOf([bound('created'), unbound]);
    expect(fold.votes).toMatchObject([{ standing: 'unbound' }]);
    expect(standingVoters(fold.votes).size).toBe(0);
    expect(fold.problems).toEqual([
      {
        index: 1,
        rule: 'unbound-decision',
        message: '"approved" names no digest and quorum, so nothing proves what was decided',
      },
    ]);
  });

  test('and no quorum', () => {
    const { quorum: _none, ...vote } = bound('approved');
    expect(foldOf([bound('created'), vote])).toMatchObject({
      state: 'approved',
      problems: [{ index: 1, rule: 'unbound-decision' }],
    });
  });

  test('is told of a rejection as well', () => {
    expect(foldOf([bound('created'), { ...unbound, action: 'rejected', reason: 'not this week' }]).problems).toEqual([
      { index: 1, rule: 'unbound-decision', message: '"rejected" names no digest, so nothing proves what was decided' },
    ]);
  });
});

describe('a rejection', () => {
  test.each([[undefined], [''], ['nine char'], ['   nine char   '], ['😀😀😀😀😀']])(
    'for %j says too little',
    (reason) => {
      expect(foldOf([bound('created'), bound('rejected', { reason })])).toMatchObject({
        state: 'rejected',
        problems: [{ index: 1, rule: 'unexplained', message: '"rejected" gives no reason of at least 10 characters' }],
      });
    },
  );

  test.each(['ten chars.', 'é'.repeat(10)])('for %j says why', (reason) => {
    expect(foldOf([bound('created'), bound('rejected', { reason })]).problems).toEqual([]);
  });
});

describe('a status', () => {
  const created = [bound('created')];
  const rules = (record: RecordData) => foldHistory(promotion, record, 'sha256:1').problems.map((each) => each.rule);

  test('that says another state than the history is told', () => {
    expect(rules(on(created, 'approved'))).toEqual(['state-differs']);
    expect(foldHistory(promotion, on(created, 'deployed'), 'sha256:1').problems[0]?.message).toBe(
      'status.state says deployed, the history says pending',
    );
  });

  test('without any history proves nothing', () => {
    expect(foldHistory(promotion, on([], 'approved'), 'sha256:1').problems).toEqual([
      { index: -1, rule: 'state-differs', message: 'status.state says approved, the history says nothing' },
    ]);
    expect(rules(on([{ ...bound('blessed') }], 'approved'))).toEqual(['unknown-action', 'state-differs']);
  });

  test.each(['approvedBy', 'approvedAt', 'deployedAt', 'rejectedBy', 'rejectedAt', 'rejectionReason'])(
    'that claims %s without an event is told',
    (field) => {
      const { problems } = foldHistory(promotion, on(created, 'pending', { [field]: 'jean@example.com' }), 'sha256:1');
      expect(problems.map(({ rule }) => rule)).toEqual(['field-differs']);
      expect(problems[0]?.message).toBe(`status.${field} says jean@example.com, the history says nothing`);
      expect(rules(on(created, 'pending', { [field]: null }))).toEqual([]);
    },
  );

  test('may leave out a field that says nothing, and none that says something', () => {
    expect(rules(on([...created, bound('approved')], 'approved'))).toEqual(['field-differs', 'field-differs']);
  });
});

test('a draft has no state, no votes and no problems', () => {
  expect(foldHistory(promotion, draft(), 'sha256:1')).toEqual({
    state: undefined,
    written: undefined,
    votes: [],
    drifted: false,
    problems: [],
  });
});

test('an event that no request has is told and moves nothing', () => {
  const fold = foldOf([bound('created'), bound('blessed', { digest: 'sha256:9' })]);
  expect(fold).toMatchObject({ state: 'pending', drifted: false });
  expect(fold.problems).toEqual([{ index: 1, rule: 'unknown-action', message: 'a request has no event "blessed"' }]);
});

test('what cannot happen is told with the state it cannot happen in', () => {
  expect(foldOf([bound('approved')]).problems).toMatchObject([{ message: '"approved" cannot happen at the start' }]);
  expect(foldOf([bound('created'), bound('created')]).problems).toMatchObject([
    { index: 1, message: '"created" cannot happen when pending' },
  ]);
});
