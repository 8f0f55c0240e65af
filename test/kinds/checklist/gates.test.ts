import { describe, expect, test } from 'vitest';
import { judgeEvent } from '../../../src/domain/decision-gates.ts';
import { actionOf } from '../../../src/domain/kind.ts';
import type { HistoryEvent } from '../../../src/domain/record.ts';
import { firstClosed } from '../../../src/domain/verdict.ts';
import { checklist } from '../../../src/kinds/checklist/index.ts';
import { actor, holder, now, policyOf } from '../../domain/example.ts';
import { situationFor } from '../routes.ts';
import { sampleOf } from '../samples.ts';

const policy = policyOf([
  { ...holder('res@example.com', 'reseller'), emails: ['res@example.com', 'res@home.example'] },
  holder('noc@example.com', 'noc'),
  holder('boss@example.com', 'noc-admin'),
]);

type Event = Partial<HistoryEvent>;

/** The first closed gate of an event after others. */
function closed(before: readonly Event[], action: string, who: string, fields: Event = {}) {
  const sample = sampleOf('Checklist');
  const created: HistoryEvent = { action: 'created', at: now, by: 'pierre@example.com' };
  const history = [
    created,
    ...before.map((each): HistoryEvent => ({ action: 'item-set', at: now, by: 'res@example.com', ...each })),
  ];
  const record = { ...sample, status: { state: 'open', history } };
  const wanted = actionOf(checklist, action);
  if (wanted === undefined) throw new Error(action);
  const verdict = firstClosed(judgeEvent(situationFor(checklist, record, policy, now), actor(who), wanted, fields));
  return verdict?.code;
}

const one = { item: 'one', status: 'completed' };
const two = { item: 'two', status: 'completed' };

describe('an approval', () => {
  test('needs every point', () => {
    expect(closed([], 'approved', 'boss@example.com')).toBe('checklist.incomplete');
    expect(closed([one], 'approved', 'boss@example.com')).toBe('checklist.incomplete');
    expect(closed([one, two], 'approved', 'boss@example.com')).toBeUndefined();
  });

  test('takes no validation by who did it, under any of their addresses', () => {
    const own = { action: 'validated', item: 'two', by: 'res@home.example' };
    expect(closed([one, two, own], 'approved', 'boss@example.com')).toBe('checklist.incomplete');
  });
});

describe('a list', () => {
  const imported = (change: object, fields: Event) => {
    const sample = sampleOf('Checklist');
    const template = { ...(sample.spec.template as object), ...change };
    const record = { ...sample, spec: { ...sample.spec, template } as never };
    const action = actionOf(checklist, 'imported');
    if (action === undefined) throw new Error('imported');
    return firstClosed(
      judgeEvent(situationFor(checklist, record, policy, now), actor('res@example.com'), action, fields),
    )?.code;
  };
  const source = 'a'.repeat(64);

  test('says what its marks can say, where points come from one', () => {
    expect(imported({ markdown: true }, { items: { one: 'completed' }, source })).toBeUndefined();
    expect(imported({ markdown: true }, { source })).toBeUndefined();
    expect(imported({ markdown: true }, { items: { one: 'not_applicable' }, source })).toBe('checklist.foreign-points');
    expect(imported({ markdown: true }, { items: { one: 'completed' } })).toBe('checklist.foreign-points');
    expect(imported({}, { items: { one: 'completed' }, source })).toBe('checklist.foreign-points');
  });

  test('in which nothing is required is not approved', () => {
    const sample = sampleOf('Checklist');
    const template = { ...(sample.spec.template as object), approve: 'critical' };
    const record = { ...sample, spec: { ...sample.spec, template } as never };
    const action = actionOf(checklist, 'approved');
    if (action === undefined) throw new Error('approved');
    const verdicts = judgeEvent(situationFor(checklist, record, policy, now), actor('boss@example.com'), action);
    expect(firstClosed(verdicts)?.because).toContain('nothing in CL-tiny.site-1 is required');
  });
});

describe('a validation', () => {
  test.each([
    ['of what is not done', [], 'noc@example.com', 'checklist.incomplete'],
    ['by who did it', [one], 'res@example.com', 'checklist.own-item'],
    ['by who did it under another address', [one], 'res@home.example', 'checklist.own-item'],
    ['by another person', [one], 'noc@example.com', undefined],
  ] as const)('%s', (_what, before, who, code) => {
    expect(closed(before, 'validated', who, { item: 'one' })).toBe(code);
  });
});

test('nobody validates their own work by committing in the name of another', () => {
  const sample = sampleOf('Checklist');
  const done: HistoryEvent = { action: 'item-set', at: now, by: 'res@example.com', item: 'one', status: 'completed' };
  const created: HistoryEvent = { action: 'created', at: now, by: 'pierre@example.com' };
  const record = { ...sample, status: { state: 'open', history: [created, done] } };
  const validated = actionOf(checklist, 'validated');
  if (validated === undefined) throw new Error('no such action');
  const situation = situationFor(checklist, record, policy, now);
  const behind = { ...actor('noc@example.com'), committer: 'res@home.example' };
  expect(firstClosed(judgeEvent(situation, behind, validated, { item: 'one' }))?.code).toBe('checklist.own-item');
});

describe('a change of a point', () => {
  test('needs a point that is there, and a reason where it does not apply', () => {
    const set = (fields: Event) => closed([], 'item-set', 'res@example.com', fields);
    expect(set({ item: 'nothing', status: 'completed' })).toBe('checklist.unknown-item');
    expect(set({ item: 'one', status: 'not_applicable' })).toBe('checklist.needs-reason');
    expect(set({ item: 'one', status: 'not_applicable', reason: '   short   ' })).toBe('checklist.needs-reason');
    expect(set({ item: 'one', status: 'not_applicable', reason: 'there is none here' })).toBeUndefined();
    expect(set({ item: 'one', status: 'partial' })).toBeUndefined();
    expect(closed([], 'imported', 'res@example.com', { items: {} })).toBe('checklist.foreign-points');
  });
});

describe('a move to another template', () => {
  const point = (id: string, title = `Point ${id}`) => ({ id, title: { en: title } });
  const before = sampleOf('Checklist');
  const template = (items: readonly object[]) => ({
    name: 'tiny',
    title: { en: 'Tiny' },
    categories: [{ id: 'all', title: { en: 'All' }, items }],
  });
  const moved = (items: readonly object[], fields: Partial<HistoryEvent>) => {
    const edited = actionOf(checklist, 'edited');
    if (edited === undefined) throw new Error('edited');
    const spec = { ...before.spec, template: template(items) } as never;
    const situation = situationFor(checklist, before, policy, now);
    return firstClosed(judgeEvent(situation, actor('boss@example.com'), edited, fields, spec))?.because;
  };

  test.each([
    ['nothing', [point('one'), point('two')], [], undefined],
    ['a new point', [point('one'), point('two'), point('three')], ['three'], undefined],
    ['another demand', [{ ...point('one'), evidence: 'image' }, point('two')], ['one'], undefined],
    ['a point taken out', [point('two')], [], undefined],
    ['another order', [point('two'), point('one')], [], undefined],
    ['another word', [point('one', 'Other'), point('two')], [], 'one changed and would stay as done as before'],
    ['too much', [point('one'), point('two')], ['two'], 'two did not change and would lose what was done'],
  ] as const)('that changes %s opens again just that', (_what, items, reopened, because) => {
    expect(moved(items, { reopened: [...reopened] })).toBe(because);
  });

  test('says which points are open again, also where none is', () => {
    expect(moved([point('one'), point('two')], {})).toBe('the event does not say which points are open again');
  });
});
