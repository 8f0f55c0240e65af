import { describe, expect, test } from 'vitest';
import type { Contribution } from '../../src/domain/contributors.ts';
import { judgeLaunch } from '../../src/domain/launch-gates.ts';
import type { HistoryEvent, RecordData } from '../../src/domain/record.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import type { Policy as PolicyFile } from '../../src/generated/types/policy.v1.ts';
import { draft, type Entry, event, holder, policyOf, situationOf, withHistory } from './example.ts';

const people: Entry[] = [
  { emails: ['jean@example.com', 'jdupont@home.example'], roles: [{ role: 'cpi' }] },
  holder('marie@example.com', 'cpi'),
  holder('paul@example.com', 'cpi', 'tenant-retail'),
  holder('vera@example.com', 'viewer'),
  holder('ada@example.com', 'admin'),
];

interface Case {
  record?: RecordData;
  votes?: readonly Partial<HistoryEvent>[];
  more?: Partial<PolicyFile>;
  hands?: readonly Contribution[];
  among?: readonly Entry[];
  lapsed?: readonly string[];
}

function gateOf(
  gate: string,
  { record = draft(), votes = [], more, hands, among = people, lapsed = [] }: Case,
): Verdict | undefined {
  const cast = votes.map((vote) => event(record, 'approved', vote));
  const full = withHistory(record, event(record, 'created'), ...cast);
  const situation = { ...situationOf(full, policyOf(among, more), hands), lapsed };
  return judgeLaunch(situation).find((verdict) => verdict.gate === gate);
}

const quorum = (wanted: Case) => gateOf('quorum', wanted);
const two = { promotions: { quorum: { low: 2 } } };

describe('approvals', () => {
  test('are enough when as many people as the policy asks for have approved', () => {
    expect(quorum({ votes: [{}] })).toEqual({
      gate: 'quorum',
      claim: '1 person has approved this very spec',
      passed: true,
      because: '1 of 1 approvals',
      values: { needed: 1, approvals: 1, void: 0 },
    });
    expect(quorum({ votes: [{}, { by: 'marie@example.com' }], more: two })).toMatchObject({
      passed: true,
      claim: '2 people have approved this very spec',
    });
  });

  test('are not enough without anybody', () => {
    expect(quorum({})).toMatchObject({
      passed: false,
      because: '0 of 1 approvals',
      unblock: ['jean@example.com', 'marie@example.com'],
      remedy: ['rgz approve PR-2026-0001'],
    });
  });

  test('are for an admin to make possible where nobody may approve', () => {
    expect(quorum({ among: [holder('ada@example.com', 'admin')] })).toMatchObject({
      unblock: [],
      remedy: ['an admin types: rgz policy grant <email> --role cpi --tenant tenant-finance'],
    });
  });

  test('of one person under two addresses are one', () => {
    const votes = [{ quorum: 2 }, { by: 'jdupont@home.example', quorum: 2 }];
    expect(quorum({ votes, more: two })).toMatchObject({
      passed: false,
      because: '1 of 2 approvals',
      unblock: ['marie@example.com'],
    });
  });

  test.each<[string, string]>([
    ['somebody without the right', 'vera@example.com'],
    ['somebody of another tenant', 'paul@example.com'],
    ['a stranger', 'x@y.example'],
  ])('of %s do not count', (_who, by) => {
    expect(quorum({ votes: [{ by }] })).toMatchObject({ passed: false, values: { approvals: 0 } });
  });

  test('of who lost the right since do not count, and what can be done then is told', () => {
    const among = [holder('jean@example.com', 'viewer'), holder('marie@example.com', 'cpi')];
    const anew = 'rgz request cancel PR-2026-0001, and open another: rgz request create';
    expect(quorum({ votes: [{}], among, lapsed: ['jean@example.com'] })).toMatchObject({
      passed: false,
      unblock: ['marie@example.com'],
      remedy: ['give the right to approve back to jean@example.com', anew],
    });
    expect(quorum({ votes: [{}], among })).toMatchObject({ passed: false, remedy: [anew] });
  });

  test.each(['rejected', 'cancelled'])('cannot be had once it is %s', (action) => {
    const record = withHistory(draft(), event(draft(), 'created'), event(draft(), action));
    expect(judgeLaunch(situationOf(record, policyOf(people)))[0]).toMatchObject({
      passed: false,
      remedy: ['open another: rgz request create'],
    });
  });

  test('of who turns out to have had a hand in it do not count', () => {
    const hands: Contribution[] = [{ email: 'JDUPONT@home.example', did: 'edited' }];
    expect(quorum({ votes: [{}], hands })).toMatchObject({ passed: false, unblock: ['marie@example.com'] });
  });

  test('that name no spec do not count', () => {
    const request = draft();
    const { digest: _digest, ...unbound } = event(request, 'approved');
    const record = withHistory(request, event(request, 'created'), unbound);
    const verdict = judgeLaunch(situationOf(record, policyOf(people)))[0];
    expect(verdict).toMatchObject({ passed: false, values: { approvals: 0, void: 0 } });
  });

  test('of another spec are void, and that is said', () => {
    const request = draft();
    const approvedRecord = withHistory(request, event(request, 'created'), event(request, 'approved'));
    const changed = { ...approvedRecord, spec: draft({ version: '6.6.6' }).spec };
    const verdict = judgeLaunch(situationOf(changed, policyOf(people)))[0];
    expect(verdict).toMatchObject({
      passed: false,
      because: '0 of 1 approvals; 1 void, because the spec was changed afterwards',
      remedy: ['rgz request cancel PR-2026-0001, and open another: rgz request create'],
    });
    const half = withHistory(request, event(request, 'created'), event(request, 'approved', { quorum: 2 }));
    const edited = { ...half, spec: draft({ version: '6.6.6' }).spec };
    expect(judgeLaunch(situationOf(edited, policyOf(people)))[0]).toMatchObject({
      because: '0 of 1 approvals; 1 void, because the spec was changed afterwards',
      remedy: ['rgz approve PR-2026-0001'],
    });
  });

  test('are never enough below a quorum of one', () => {
    const request = withHistory(draft(), event(draft(), 'created'));
    const policy = { ...policyOf(people), quorum: { low: 0, medium: 0, high: 0, critical: 0 } };
    expect(judgeLaunch(situationOf(request, policy))[0]).toMatchObject({ passed: false, values: { needed: 0 } });
  });

  test('are asked for by impact, as the policy stands now', () => {
    const critical = draft({}, { impactAssessment: 'critical' });
    expect(quorum({ record: critical, votes: [{ quorum: 1 }] })).toMatchObject({
      passed: false,
      because: '1 of 2 approvals',
    });
  });
});

describe('the date', () => {
  const schedule = (scheduledDate: string | null) => gateOf('schedule', { record: draft({}, { scheduledDate }) });

  test('may be left out', () => {
    expect(gateOf('schedule', {})).toMatchObject({ passed: true, because: 'none is set: as soon as possible' });
    expect(schedule(null)?.passed).toBe(true);
  });

  test.each([
    ['2026-11-21T11:59:59Z', true],
    ['2026-11-21T12:00:00Z', true],
    ['2026-11-21T13:00:00+01:00', true],
    ['2026-11-21T12:00:01Z', false],
    ['2026-11-21T12:00:00-01:00', false],
  ])('%s has come at noon: %s', (date, come) => {
    const verdict = schedule(date);
    expect(verdict?.passed).toBe(come);
    expect(verdict?.opensAt).toBe(come ? undefined : date);
    expect(verdict?.values).toEqual({ date });
  });

  test('that cannot be read has not come', () => {
    expect(schedule('soon')?.passed).toBe(false);
  });

  test('is not asked for where a spec has none', () => {
    const record = { ...draft(), spec: { target: draft().spec.target ?? null } };
    const situation = situationOf({ ...record, spec: draft().spec }, policyOf(people));
    expect(judgeLaunch({ ...situation, record, kind: { ...situation.kind, quorum: () => 1 } })[1]?.passed).toBe(true);
  });
});

describe('the line', () => {
  const halt = (reason: string) => ({ reason, by: 'ada@example.com', at: '2026-11-21T08:00:00Z' });
  const line = (stop: PolicyFile['stop']) => gateOf('stop', { more: stop === undefined ? {} : { stop } });

  test('runs while nobody stops it', () => {
    expect(line(undefined)).toMatchObject({ passed: true, because: 'no stop is set' });
  });

  test('runs while only others are stopped', () => {
    const stop = { environments: { staging: halt('a') }, tenants: { 'tenant-retail': halt('b') } };
    expect(line(stop)?.passed).toBe(true);
  });

  test.each<[string, NonNullable<PolicyFile['stop']>, string, string]>([
    ['everything', { global: halt('fire') }, 'everything', 'rgz resume'],
    ['this environment', { environments: { prod: halt('fire') } }, 'environment prod', 'rgz resume --environment prod'],
    [
      'this tenant',
      { tenants: { 'tenant-finance': halt('fire') } },
      'tenant tenant-finance',
      'rgz resume --tenant tenant-finance',
    ],
  ])('is stopped for %s', (_what, stop, what, command) => {
    expect(line(stop)).toEqual({
      gate: 'stop',
      claim: 'the line is not stopped',
      passed: false,
      because: `ada@example.com stopped ${what} at 2026-11-21T08:00:00Z: fire`,
      values: { stops: [{ what, by: 'ada@example.com', at: '2026-11-21T08:00:00Z', reason: 'fire' }] },
      unblock: ['ada@example.com'],
      remedy: [command],
    });
  });

  test('tells every stop, so that none comes as a surprise', () => {
    const verdict = line({ global: halt('one'), environments: { prod: halt('two') } });
    expect(verdict?.because).toMatch(/: one; .*: two$/);
    expect(verdict?.remedy).toEqual(['rgz resume', 'rgz resume --environment prod']);
  });

  test('is not stopped by what objects have by themselves', () => {
    const record = { ...draft({ targetEnvironment: 'constructor' }) };
    expect(gateOf('stop', { record, more: { stop: { environments: {}, tenants: {} } } })?.passed).toBe(true);
  });
});
