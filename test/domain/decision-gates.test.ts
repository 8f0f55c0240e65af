import { describe, expect, test } from 'vitest';
import { judgeDecision, judgeKey } from '../../src/domain/decision-gates.ts';
import { type ActionDefinition, actionOf } from '../../src/domain/kind.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { RecordData } from '../../src/domain/record.ts';
import type { Situation } from '../../src/domain/situation.ts';
import { firstClosed, passed, type Verdict } from '../../src/domain/verdict.ts';
import { catalogue } from '../../src/errors/catalogue.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { actor, draft, type Entry, event, holder, policyOf, situationOf, withHistory } from './example.ts';

function named(action: string): ActionDefinition {
  const found = actionOf(promotion, action);
  if (found === undefined) throw new Error(`no action ${action}`);
  return found;
}

/** An emergency, so that every action is possible at some time. */
const request = { ...draft(), spec: { ...draft().spec, emergency: true } };
const created = event(request, 'created');
const approved = event(request, 'approved', { by: 'other-approver@example.com' });
const bare = (action: string) => ({ action, at: created.at, by: 'controller@example.com' });
const histories: Record<string, RecordData> = {
  draft: request,
  pending: withHistory(request, created),
  approved: withHistory(request, created, approved),
  rejected: withHistory(request, created, event(request, 'rejected', { reason: 'not this week' })),
  cancelled: withHistory(request, created, event(request, 'cancelled')),
  deploying: withHistory(request, created, approved, bare('deploying')),
  deployed: withHistory(request, created, approved, bare('deploying'), bare('deployed')),
  failed: withHistory(request, created, approved, bare('deploying'), bare('failed')),
  unknown: withHistory(request, created, approved, bare('deploying'), bare('unknown')),
};

/** From the source's table of rights, and the states in which each action makes sense. */
const inStates: Record<string, readonly string[]> = {
  created: ['draft'],
  edited: ['pending'],
  approved: ['pending'],
  rejected: ['pending'],
  cancelled: ['pending', 'approved'],
  retried: ['failed'],
  deploying: ['approved'],
  'taken-over': ['deploying'],
  launched: ['deploying'],
  released: ['deploying'],
  deployed: ['deploying'],
  failed: ['deploying'],
  requeued: ['failed'],
  unknown: ['deploying'],
  'found-deployed': ['unknown'],
  'found-failed': ['unknown'],
  reviewed: ['deployed'],
};
const asRequester = ['created', 'edited', 'cancelled', 'retried'];
const asDecider = ['approved', 'rejected', 'found-deployed', 'found-failed', 'reviewed'];
const asController = ['deploying', 'taken-over', 'launched', 'released', 'deployed', 'failed', 'requeued', 'unknown'];
const mayByRole: Record<string, readonly string[]> = {
  devops: asRequester,
  cpi: [...asRequester, ...asDecider],
  'cpi-admin': [...asRequester, ...asDecider],
  viewer: [],
  reseller: [],
  noc: [],
  'noc-admin': [],
  admin: [],
  controller: asController,
};

function verdictsOf(policy: Policy, record: RecordData, own: boolean, action: string): readonly Verdict[] {
  const contributions = [{ email: own ? 'me@example.com' : 'pierre@example.com', did: 'requested' as const }];
  return judgeDecision(situationOf(record, policy, contributions), actor('me@example.com'), named(action));
}

describe.each(Object.entries(mayByRole))('a %s', (role, may) => {
  const scopes = { 'of all tenants': [], 'of this tenant': ['tenant-finance'], 'of another tenant': ['tenant-retail'] };

  test.each(Object.entries(scopes))('%s does what the table says, and nothing else', (scope, tenants) => {
    const policy = policyOf([holder('me@example.com', role, ...tenants)]);
    const wrong: string[] = [];
    for (const [state, record] of Object.entries(histories)) {
      for (const [action, from] of Object.entries(inStates)) {
        for (const own of [true, false]) {
          const inScope = scope !== 'of another tenant';
          const expected = [
            from.includes(state) ? undefined : named(action).refusal,
            asDecider.includes(action) && own ? 'policy.own-request' : undefined,
            may.includes(action) && inScope ? undefined : 'policy.not-allowed',
          ].filter((code) => code !== undefined);
          const closed = verdictsOf(policy, record, own, action).filter((verdict) => !verdict.passed);
          const found = closed.map((verdict) => verdict.code);
          if (found.join() !== expected.join())
            wrong.push(
              `${state} ${action} own=${own}: ${found.join() || 'allowed'}, not ${expected.join() || 'allowed'}`,
            );
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('the table above speaks of every action and state there is', () => {
  expect(Object.keys(inStates)).toEqual(promotion.actions.map((each) => each.action));
  expect(Object.keys(histories)).toEqual(expect.arrayContaining([...promotion.states]));
  expect(
    Object.values(histories).every(
      (record) => situationOf(record, policyOf([holder('a@x.example', 'admin')])).fold.problems.length === 0,
    ),
  ).toBe(true);
});

describe('every refusal', () => {
  const people: Entry[] = [
    holder('me@example.com', 'cpi'),
    holder('marie@example.com', 'cpi'),
    holder('ada@example.com', 'admin'),
  ];
  const all = (identity: Policy['identity']) =>
    [...Object.values(histories), { ...histories.pending, status: { state: 'approved', history: [created] } }].flatMap(
      (record) =>
        ['me@example.com', 'nobody@example.com', 'other-approver@example.com'].flatMap((email) =>
          promotion.actions.flatMap((action) => {
            const situation = situationOf(record as RecordData, policyOf(people, { identity }), [
              { email: 'ME@example.com', did: 'edited', commit: 'c0ffee' },
            ]);
            return judgeDecision(situation, actor(email, 'ssh-ed25519 NONE'), action);
          }),
        ),
    );

  test.each(['author', 'signed'] as const)('explains itself (identity: %s)', (identity) => {
    const closed = all(identity).filter((verdict) => !verdict.passed);
    expect(closed.length).toBeGreaterThan(100);
    for (const verdict of closed) {
      expect(Object.keys(catalogue)).toContain(verdict.code);
      expect(verdict.claim).toMatch(/^\S.{5,}/);
      expect(verdict.because).toMatch(/^\S.{5,}/);
      expect(Object.keys(verdict.values).length).toBeGreaterThan(0);
      expect(verdict.remedy?.length).toBeGreaterThan(0);
      const isPast = verdict.gate === 'vote' && !verdict.because.includes('another person has to');
      if (['own-request', 'right', 'vote', 'key'].includes(verdict.gate) && !isPast)
        expect(verdict.unblock).toBeDefined();
    }
  });

  test('is told apart from what holds', () => {
    for (const verdict of all('signed')) expect(verdict.passed).toBe(verdict.code === undefined);
  });
});

describe('the own request', () => {
  const people: Entry[] = [
    { emails: ['jean@example.com', 'jdupont@home.example'], keys: ['ssh-ed25519 JEAN'], roles: [{ role: 'cpi' }] },
    holder('marie@example.com', 'cpi'),
    holder('paul@example.com', 'cpi', 'tenant-retail'),
  ];
  const policy = policyOf(people);
  const judged = (contribution: Situation['contributions'][number], action = 'approved') =>
    judgeDecision(
      situationOf(histories.pending ?? request, policy, [contribution]),
      actor('jean@example.com'),
      named(action),
    ).find((verdict) => verdict.gate === 'own-request');

  test('is one by any address of the same person, and who else may is told', () => {
    expect(judged({ email: 'JDupont@home.example', did: 'edited', commit: 'c0ffee' })).toEqual({
      gate: 'own-request',
      claim: 'the decider had no hand in the request',
      passed: false,
      code: 'policy.own-request',
      because: 'jean@example.com edited PR-2026-0001 as JDupont@home.example, and nobody decides on their own request',
      values: { actor: 'jean@example.com', did: 'edited', as: 'JDupont@home.example', commit: 'c0ffee' },
      unblock: ['marie@example.com'],
      remedy: ['ask marie@example.com', 'rgz explain PR-2026-0001'],
    });
  });

  test('is one for rejecting as well, and not for withdrawing', () => {
    expect(judged({ email: 'jean@example.com', did: 'co-authored' }, 'rejected')?.code).toBe('policy.own-request');
    expect(judged({ email: 'jean@example.com', did: 'requested' }, 'cancelled')).toBeUndefined();
  });

  test('of somebody else is none', () => {
    expect(judged({ email: 'pierre@example.com', did: 'requested' })).toMatchObject({
      passed: true,
      gate: 'own-request',
    });
  });
});

describe('who else may', () => {
  const refused = (people: readonly Entry[], email: string, action: string, record = histories.pending ?? request) => {
    const verdicts = judgeDecision(situationOf(record, policyOf(people)), actor(email), named(action));
    return verdicts.find((verdict) => verdict.gate === 'right' && !verdict.passed);
  };

  test('leaves out who had a hand in it and who has voted already', () => {
    const record = withHistory(request, created, event(request, 'approved', { by: 'MARIE@example.com', quorum: 2 }));
    const people: Entry[] = [
      { emails: ['marie@example.com', 'marie@home.example'], roles: [{ role: 'cpi' }] },
      ...['pierre', 'paul', 'lea', 'tom', 'zoe'].map((name) => holder(`${name}@example.com`, 'cpi')),
      holder('vera@example.com', 'viewer'),
    ];
    const verdict = refused(people, 'vera@example.com', 'approved', record);
    expect(verdict?.unblock).toEqual(['paul', 'lea', 'tom', 'zoe'].map((name) => `${name}@example.com`));
    expect(verdict?.remedy?.[0]).toBe('ask paul@example.com, lea@example.com, tom@example.com or 1 more');
    expect(verdict?.because).toBe('vera@example.com has no role that allows request.approve for tenant-finance');
    const fewer = refused(people.slice(0, -2), 'vera@example.com', 'approved', record);
    expect(fewer?.remedy?.[0]).toBe('ask paul@example.com, lea@example.com, tom@example.com');
  });

  test.each([
    ['approved', 'cpi'],
    ['cancelled', 'devops'],
    ['deploying', 'controller'],
  ])('is nobody: an admin is told which role would do for %s', (action, role) => {
    const verdict = refused([holder('ada@example.com', 'admin')], 'nobody@example.com', action);
    expect(verdict?.because).toBe('nobody@example.com is nobody the policy knows');
    expect(verdict?.unblock).toEqual([]);
    expect(verdict?.remedy?.[0]).toBe(
      `nobody else may: an admin can grant the role with rgz policy grant <email> --role ${role} --tenant tenant-finance`,
    );
  });
});

describe('a second vote', () => {
  const people: Entry[] = [
    { emails: ['jean@example.com', 'jdupont@home.example'], roles: [{ role: 'cpi' }] },
    holder('marie@example.com', 'cpi'),
  ];
  const voteOf = (record: RecordData, email: string, policy = policyOf(people)) =>
    judgeDecision(situationOf(record, policy), actor(email), named('approved')).find((each) => each.gate === 'vote');
  const half = withHistory(request, created, event(request, 'approved', { by: 'jdupont@home.example', quorum: 2 }));

  test('of one person is refused, under any address', () => {
    expect(voteOf(half, 'jean@example.com')).toMatchObject({
      passed: false,
      code: 'policy.already-decided',
      because: 'jdupont@home.example has approved PR-2026-0001 already; another person has to',
      unblock: ['marie@example.com'],
    });
  });

  test('of somebody whose vote was enough sends them to nobody else', () => {
    const whole = withHistory(request, created, event(request, 'approved', { by: 'jean@example.com', quorum: 1 }));
    const verdict = voteOf(whole, 'jean@example.com');
    expect(verdict).toMatchObject({
      passed: false,
      because: 'jean@example.com has approved PR-2026-0001 already',
      remedy: ['rgz log PR-2026-0001'],
    });
    expect(verdict?.unblock).toBeUndefined();
  });

  test('of another person is not', () => {
    expect(voteOf(half, 'marie@example.com')?.passed).toBe(true);
  });

  test('of somebody the policy does not know any more is, in any spelling', () => {
    const gone = withHistory(request, created, event(request, 'approved', { by: 'Gone@example.com', quorum: 2 }));
    expect(voteOf(gone, 'GONE@example.com')?.passed).toBe(false);
    expect(voteOf(gone, 'other@example.com')?.passed).toBe(true);
  });

  test('on another spec is a first one', () => {
    const edited = { ...half, spec: draft({}, { impactAssessment: 'high' }).spec };
    expect(voteOf(edited, 'jean@example.com')?.passed).toBe(true);
  });
});

describe('a spec that was changed by hand', () => {
  const policy = policyOf([holder('jean@example.com', 'cpi')]);
  const changed = (record: RecordData) => ({ ...record, spec: draft({}, { impactAssessment: 'high' }).spec });
  const closed = (record: RecordData, action: string) =>
    judgeDecision(situationOf(changed(record), policy), actor('jean@example.com'), named(action)).find(
      (verdict) => !verdict.passed,
    );

  test.each(['approved', 'rejected', 'edited'])('after it was decided on is not built on: not %s', (action) => {
    expect(closed(withHistory(request, created, approved), action)).toMatchObject({
      gate: 'spec',
      code: 'spec.frozen',
      because: 'the spec of PR-2026-0001 was changed after it was approved, so nothing is decided on it any more',
      remedy: ['rgz request cancel PR-2026-0001, and open another: rgz request create'],
    });
    expect(closed(withHistory(request, created), action)).toBeUndefined();
  });

  test('can be withdrawn all the same', () => {
    expect(closed(withHistory(request, created, approved), 'cancelled')).toBeUndefined();
  });
});

describe('a status that its history does not bear out', () => {
  test('stops every action and says what is wrong', () => {
    const forged: RecordData = { ...request, status: { state: 'approved', history: [created] } };
    const verdicts = judgeDecision(
      situationOf(forged, policyOf([holder('ctl@example.com', 'controller')])),
      actor('ctl@example.com'),
      named('deploying'),
    );
    expect(firstClosed(verdicts)?.code).toBe('state.not-approved');
    expect(verdicts.find((verdict) => verdict.gate === 'history')).toMatchObject({
      passed: false,
      code: 'state.disagrees',
      because: 'status.state says approved, the history says pending',
      values: { problems: ['state-differs'] },
    });
  });
});

describe('a signing key', () => {
  const policy = policyOf(
    [
      { emails: ['jean@example.com'], keys: ['ssh-ed25519 JEAN'], roles: [{ role: 'cpi' }] },
      { emails: ['marie@example.com'], keys: ['ssh-ed25519 MARIE'], roles: [] },
      holder('ada@example.com', 'admin'),
    ],
    { identity: 'signed' },
  );

  test('is taken when the policy lists it for the one who acts', () => {
    expect(judgeKey(policy, actor('JEAN@example.com', 'ssh-ed25519 JEAN')).passed).toBe(true);
  });

  test('that Git does not name is a matter of the settings', () => {
    const verdict = judgeKey(policy, actor('jean@example.com', undefined));
    expect(verdict).toMatchObject({ passed: false, code: 'identity.no-signing-key' });
    expect(verdict.remedy).toContain('git config gpg.format ssh');
  });

  test.each<[string, string, string | undefined, string]>([
    [
      'of somebody else',
      'jean@example.com',
      'ssh-ed25519 MARIE',
      'the policy does not list this signing key for jean@example.com',
    ],
    [
      'that nobody lists',
      'jean@example.com',
      'ssh-ed25519 NONE',
      'the policy does not list this signing key for jean@example.com',
    ],
    ['of a stranger', 'x@y.example', 'ssh-ed25519 NONE', 'the policy does not list this signing key for x@y.example'],
  ])('%s is refused', (_what, email, key, because) => {
    expect(judgeKey(policy, actor(email, key))).toMatchObject({
      passed: false,
      code: 'policy.unknown-key',
      because,
      unblock: ['ada@example.com'],
      remedy: [`an admin types: rgz policy grant ${email} --key <public key file>`],
    });
  });

  test('is asked for only where the policy says so', () => {
    const gates = (identity: Policy['identity']) =>
      judgeDecision(
        situationOf(histories.pending ?? request, { ...policy, identity }),
        actor('jean@example.com'),
        named('approved'),
      ).map((verdict) => verdict.gate);
    expect(gates('signed')).toEqual(['state', 'history', 'own-request', 'right', 'vote', 'key']);
    expect(gates('author')).toEqual(['state', 'history', 'own-request', 'right', 'vote']);
  });
});

test('of several closed gates the first is answered with', () => {
  const open = passed('a', 'a holds', 'it does');
  const closed = (gate: string): Verdict => ({ ...open, gate, passed: false });
  expect(firstClosed([open, closed('b'), closed('c')])?.gate).toBe('b');
  expect(firstClosed([open])).toBeUndefined();
  expect(firstClosed([])).toBeUndefined();
});
