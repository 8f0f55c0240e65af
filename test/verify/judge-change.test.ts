import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/adapters/records/load.ts';
import { foldHistory } from '../../src/domain/history.ts';
import type { Version } from '../../src/domain/reading.ts';
import type { HistoryEvent, RecordData } from '../../src/domain/record.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { judgeChange } from '../../src/verify/judge-change.ts';
import { actor, draft, event, holder, now, policyOf, withHistory } from '../domain/example.ts';

const path = 'requests/prod/2026/11/PR-2026-0001.yaml';
const policy = policyOf([holder('jean@example.com', 'cpi'), holder('pierre@example.com', 'devops')]);

function versionOf(record: RecordData): Version {
  const digest = digestOf(record);
  return { record, digest, fold: foldHistory(promotion, record, digest) };
}

/** What is found in the commit in which somebody puts one event on a pending request. */
function judged(added: HistoryEvent) {
  const created = event(draft(), 'created');
  return judgeChange(
    {
      path,
      kind: promotion,
      before: versionOf(withHistory(draft(), created)),
      after: versionOf(withHistory(draft(), created, added)),
      contributions: [{ email: 'pierre@example.com', did: 'requested' }],
      added: { author: 'pierre@example.com', commit: 'c0' },
    },
    { commit: 'c1', actor: actor(added.by), at: Date.parse(now) / 1000, policy },
  ).map(({ rule, pointer, message }) => [rule, pointer, message]);
}

describe('an event', () => {
  const digest = digestOf(draft());
  const { digest: _digest, ...unbound } = event(draft(), 'approved');
  const { quorum: _quorum, ...uncounted } = event(draft(), 'approved');

  test.each(['approved', 'rejected'])('by which somebody %s the spec as it stands is right', (action) => {
    expect(judged(event(draft(), action))).toEqual([]);
  });

  test('by which the requester withdraws names the spec as well', () => {
    expect(judged(event(draft(), 'cancelled', { by: 'pierre@example.com' }))).toEqual([]);
    const { digest: _none, ...loose } = event(draft(), 'cancelled', { by: 'pierre@example.com' });
    expect(judged(loose).map(([rule]) => rule)).toEqual(['history.wrong-digest']);
  });

  test('that names no spec or another one is wrong', () => {
    const pointer = '/status/history/1/digest';
    expect(judged(unbound)).toEqual([
      ['history.wrong-digest', pointer, `the event names no digest, the spec is ${digest}`],
    ]);
    const other = `sha256:${'0'.repeat(64)}`;
    expect(judged(event(draft(), 'approved', { digest: other }))).toEqual([
      ['history.wrong-digest', pointer, `the event names ${other}, the spec is ${digest}`],
    ]);
  });

  test('that names no quorum or another one is wrong', () => {
    const pointer = '/status/history/1/quorum';
    expect(judged(uncounted)).toEqual([
      ['history.wrong-quorum', pointer, 'the event says no quorum, the policy asks for 1'],
    ]);
    expect(judged(event(draft(), 'approved', { quorum: 2 }))).toEqual([
      ['history.wrong-quorum', pointer, 'the event says 2, the policy asks for 1'],
    ]);
  });

  test.each([
    ['deploying', 'state.not-approved'],
    ['deployed', 'state.not-deploying'],
    ['retried', 'state.not-failed'],
  ])('%s in a state it cannot happen in is named like its refusal', (action, rule) => {
    expect(judged({ action, at: now, by: 'jean@example.com' })[0]?.[0]).toBe(rule);
  });
});
