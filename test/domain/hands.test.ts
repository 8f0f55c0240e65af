import { describe, expect, test } from 'vitest';
import { judgeDecision } from '../../src/domain/decision-gates.ts';
import { faultOfHand, type Hand } from '../../src/domain/hands.ts';
import { type ActionDefinition, actionOf } from '../../src/domain/kind.ts';
import { firstClosed } from '../../src/domain/verdict.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { actor, draft, event, holder, policyOf, situationOf, withHistory } from './example.ts';

const keyed = { ...holder('pierre@example.com', 'devops', 'tenant-finance'), keys: ['ssh-ed25519 PIERRE'] };
const people = [holder('ada@example.com', 'admin'), keyed, holder('jean@example.com', 'cpi')];
const signed = policyOf(people, { identity: 'signed' });
const author = policyOf(people);
const hand: Hand = {
  author: 'pierre@example.com',
  commit: 'c0ffee'.repeat(6),
  key: 'ssh-ed25519 PIERRE',
  signature: 'good',
  policy: signed,
};

function actionNamed(name: string): ActionDefinition {
  const action = actionOf(promotion, name);
  if (action === undefined) throw new Error(`no action ${name}`);
  return action;
}

describe('who made a spec', () => {
  test.each<[string, Partial<Hand>, string | undefined]>([
    ['signed by its author', {}, undefined],
    ['unsigned', { signature: 'none', key: undefined }, 'policy.unproven-author'],
    ['signed by another key', { key: 'ssh-ed25519 JEAN' }, 'policy.unproven-author'],
    ['with a bad signature', { signature: 'bad', key: undefined }, 'policy.unproven-author'],
    ['made while no policy could be used', { policy: 'unusable' }, 'policy.unproven-author'],
    ['unsigned where nothing is signed', { signature: 'none', key: undefined, policy: author }, undefined],
    ['by somebody who may not create', { author: 'ada@example.com', policy: author }, 'policy.foreign-edit'],
    ['by a stranger', { author: 'x@y.example', policy: author }, 'policy.foreign-edit'],
    ['that came with the adoption', { author: 'x@y.example', policy: undefined, signature: 'none' }, undefined],
  ])('%s', (_what, change, code) => {
    expect(faultOfHand({ ...hand, ...change }, 'tenant-finance', 'request.create')?.code).toBe(code);
  });

  test('counts for the tenant of the record alone', () => {
    expect(faultOfHand(hand, 'tenant-retail', 'request.create')?.code).toBe('policy.foreign-edit');
  });

  test('closes a decision, and not a change of the request', () => {
    const record = draft();
    const situation = {
      ...situationOf(withHistory(record, event(record, 'created')), author),
      hands: [{ ...hand, author: 'x@y.example', policy: author }],
    };
    const judged = (action: string) =>
      firstClosed(judgeDecision(situation, actor('jean@example.com'), actionNamed(action)));
    expect(judged('approved')).toMatchObject({ gate: 'hands', code: 'policy.foreign-edit' });
    expect(judged('cancelled')).toBeUndefined();
  });
});
