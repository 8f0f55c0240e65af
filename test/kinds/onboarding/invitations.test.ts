import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionOf } from '../../../src/domain/kind.ts';
import type { IssuedCode } from '../../../src/domain/one-time-code.ts';
import type { HistoryEvent, RecordData } from '../../../src/domain/record.ts';
import type { Verdict } from '../../../src/domain/verdict.ts';
import { onboarding } from '../../../src/kinds/onboarding/index.ts';
import { judgeCode, mostCodes, nudges, standingCode } from '../../../src/kinds/onboarding/invitations.ts';
import { actor, policyOf } from '../../domain/example.ts';
import { awa, codeFor, invited, omar, sessionWith } from '../../notices/an-invitation.ts';

const at = '2026-11-20T09:30:00Z';
const robot = 'controller@example.com';
const asked = (...users: string[]): HistoryEvent => ({ action: 'invitation-asked', at, by: 'nina@example.com', users });
const used = (...users: string[]): HistoryEvent => ({ action: 'invitation-used', at, by: robot, users });
const after = (...events: HistoryEvent[]) => sessionWith({ events });
const due = (record: RecordData) => nudges(record).flatMap(({ issues = [] }) => issues.map(({ user }) => user));
const both = [awa.phone, omar.email];

describe('codes are due', () => {
  test('to all users at once when the session is complete, by their own address', () => {
    expect(nudges(after())).toEqual([
      {
        action: 'invited',
        fields: {},
        dueAt: at,
        issues: [
          { user: awa.phone, address: 'phone' },
          { user: omar.email, address: 'email' },
        ],
      },
    ]);
  });

  test('to nobody who has one, until another is asked for', () => {
    expect(due(after(invited(...both)))).toEqual([]);
    expect(due(after(invited(awa.phone)))).toEqual([omar.email]);
    expect(due(after(invited(...both), asked(omar.email)))).toEqual([omar.email]);
    expect(due(after(invited(...both), asked(omar.email), invited(omar.email)))).toEqual([]);
    expect(due(after(invited(...both), used(omar.email)))).toEqual([]);
    expect(due(after(invited(...both), used(omar.email), asked(omar.email)))).toEqual([omar.email]);
  });

  test('in no other state', () => {
    for (const state of onboarding.states.filter((each) => each !== 'completed')) {
      const record = after();
      expect(nudges({ ...record, status: { history: record.status?.history ?? [], state } })).toEqual([]);
    }
  });

  test('no more often than so many times', () => {
    const many = (count: number) =>
      Array.from({ length: count }, () => [invited(omar.email), asked(omar.email)]).flat();
    expect(due(after(...many(mostCodes - 1)))).toContain(omar.email);
    expect(due(after(...many(mostCodes)))).not.toContain(omar.email);
  });
});

describe('whoever comes with a code', () => {
  const isIt = (code: IssuedCode) => code.nonce === 'mine';
  const mine = (user: string): HistoryEvent => ({ action: 'invited', at, by: robot, codes: [codeFor(user, 'mine')] });
  const early = '2026-11-27T09:29:59Z';
  const late = '2026-11-27T09:30:00Z';
  const judge = (record: RecordData, now = early, named: string = omar.email) => judgeCode(record, named, isIt, now);

  test('may sign in with the newest until it expires, is used, or another is asked for', () => {
    expect(judge(after(mine(omar.email)))).toBe('ok');
    expect(judge(after(mine(omar.email)), late)).toBe('expired');
    expect(judge(after(mine(omar.email), used(omar.email)))).toBe('used');
    expect(judge(after(mine(omar.email), used(omar.email)), late)).toBe('used');
    expect(judge(after(mine(omar.email), used(awa.phone), asked(awa.phone)))).toBe('ok');
    expect(judge(after(mine(omar.email), asked(omar.email)))).toBe('unknown');
    expect(judge(after(mine(omar.email), asked(omar.email), invited(omar.email)))).toBe('unknown');
    expect(judge(after(invited(omar.email), asked(omar.email), mine(omar.email)))).toBe('ok');
  });

  test('is known by their address however it is written, and nobody by that of another', () => {
    expect(judge(after(mine(omar.email)), early, 'OMAR@Boutique.Example')).toBe('ok');
    expect(judge(after(mine(awa.phone)), early, awa.phone)).toBe('ok');
    expect(judge(after(mine(awa.phone)))).toBe('unknown');
    expect(judge(after(mine(omar.email)), early, 'nobody@boutique.example')).toBe('unknown');
    expect(judge(after(mine(omar.email)), early, '')).toBe('unknown');
  });

  test('learns nothing of the code that there is from one that is wrong', () => {
    for (const record of [after(), after(invited(omar.email)), after(invited(omar.email), used(omar.email))])
      expect([judge(record), judge(record, late)]).toEqual(['unknown', 'unknown']);
  });

  test('has a code that stands just as long as it is neither used nor void, whatever happens', () => {
    const events = fc.array(
      fc.constantFrom(
        mine(omar.email),
        invited(...both),
        asked(omar.email),
        asked(awa.phone),
        used(omar.email),
        used(awa.phone),
      ),
    );
    fc.assert(
      fc.property(events, (history) => {
        const record = after(...history);
        const stands = standingCode(record, omar.email);
        expect(judge(record) === 'ok').toBe(stands?.nonce === 'mine');
      }),
    );
  });
});

describe('an event of invitations', () => {
  const judge = (action: string, record: RecordData, fields: Partial<HistoryEvent>, now = at): Verdict | undefined => {
    const definition = actionOf(onboarding, action);
    if (definition === undefined) throw new Error(`no ${action}`);
    const policy = policyOf([]);
    const facts = { record, policy, now, actor: actor(robot), action: definition, fields };
    const [verdict] = onboarding.gates?.(facts) ?? [];
    return verdict;
  };
  const codes = (...users: string[]) => ({ codes: users.map((user) => codeFor(user)) });
  const full = Array.from({ length: mostCodes }, () => [invited(omar.email), asked(omar.email)])
    .flat()
    .slice(0, -1);

  test.each([
    ['invited', after(), codes(...both)],
    ['invited', after(), codes(omar.email)],
    ['invited', after(invited(...both), asked(awa.phone)), codes(awa.phone)],
    ['invitation-asked', after(invited(...both)), { users: both }],
    ['invitation-asked', after(invited(...both), used(omar.email)), { users: [omar.email] }],
    ['invitation-used', after(invited(...both)), { users: [awa.phone] }],
  ])('is taken: %s', (action, record, fields) => {
    expect(judge(action, record, fields)).toMatchObject({ passed: true });
  });

  test.each([
    ['invited', after(), {}, 'nobody is named'],
    ['invited', after(), codes('eve@example.com'), 'eve@example.com is none of its users'],
    ['invited', after(), codes(omar.email, omar.email), 'named twice'],
    ['invited', after(invited(...both)), codes(omar.email), 'nobody asked for another'],
    ['invited', after(invited(...both), asked(awa.phone)), codes(...both), 'nobody asked for another'],
    ['invitation-asked', after(), { users: [] }, 'nobody is named'],
    ['invitation-asked', after(), { users: ['eve@example.com'] }, 'none of its users'],
    ['invitation-asked', after(), { users: both }, 'is due already'],
    ['invitation-asked', after(invited(...both), asked(awa.phone)), { users: [awa.phone] }, 'is due already'],
    ['invitation-asked', after(...full), { users: [omar.email] }, `was given ${mostCodes} codes`],
    ['invitation-used', after(), { users: [omar.email] }, 'has no code'],
    ['invitation-used', after(invited(...both), used(omar.email)), { users: [omar.email] }, 'has no code'],
    ['invitation-used', after(invited(...both), asked(omar.email)), { users: [omar.email] }, 'has no code'],
  ])('is refused: %s, %#', (action, record, fields, because) => {
    expect(judge(action, record, fields)).toMatchObject({
      passed: false,
      code: 'onboarding.not-invitable',
      because: expect.stringContaining(because),
    });
  });

  test('is refused once the code has expired', () => {
    const record = after(invited(...both));
    const expiresAt = String(codeFor(omar.email).expiresAt);
    const before = new Date(Date.parse(expiresAt) - 1000).toISOString();
    expect(judge('invitation-used', record, { users: [omar.email] }, before)).toMatchObject({ passed: true });
    expect(judge('invitation-used', record, { users: [omar.email] }, expiresAt)).toMatchObject({
      passed: false,
      because: expect.stringContaining('has expired'),
    });
  });
});
