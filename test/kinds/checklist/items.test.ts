import { describe, expect, test } from 'vitest';
import { normaliseEmail } from '../../../src/domain/email.ts';
import type { HistoryEvent } from '../../../src/domain/record.ts';
import { foldItems } from '../../../src/kinds/checklist/items.ts';
import { isProven, lackOf } from '../../../src/kinds/checklist/lacks.ts';
import { scoreOf } from '../../../src/kinds/checklist/score.ts';
import type { ChecklistSpec, TemplateItem } from '../../../src/kinds/checklist/spec.ts';
import { sampleOf } from '../samples.ts';

const same = (one: string, other: string) => normaliseEmail(one) === normaliseEmail(other);
const point = (id: string, more: Partial<TemplateItem> = {}): TemplateItem => ({ id, title: { en: id }, ...more });

function listOf(items: readonly TemplateItem[], more: Partial<ChecklistSpec['template']> = {}) {
  const template = {
    name: 'tiny',
    title: { en: 'T' },
    categories: [{ id: 'all', title: { en: 'All' }, items }],
    ...more,
  };
  const spec: ChecklistSpec = { subject: 'site-1', template };
  const told = (events: readonly Partial<HistoryEvent>[]) => {
    const history = events.map(
      (event): HistoryEvent => ({ action: 'item-set', at: '2026-11-26T08:00:00Z', by: 'res@example.com', ...event }),
    );
    const sample = sampleOf('Checklist');
    return foldItems({ ...sample, spec: { ...spec } as never, status: { state: 'open', history } });
  };
  return { spec, told };
}

const done = (item: string, more: Partial<HistoryEvent> = {}) => ({ item, status: 'completed', ...more });
const picture = { sha256: 'a'.repeat(64), type: 'image/png', size: 9, name: 'a.png' };

describe('a point', () => {
  const { told } = listOf([point('photo', { evidence: 'image' }), point('plain'), point('last', { after: ['plain'] })]);
  const lack = (events: readonly Partial<HistoryEvent>[], at = 0) => lackOf(told(events)[at] as never, same);

  test.each([
    ['is not started at first', [], 'not started'],
    ['is done without what is asked for', [done('photo')], 'no picture proves it, and nobody else has validated it'],
    ['is proven by a picture', [done('photo'), { action: 'evidence-added', item: 'photo', ...picture }], undefined],
    [
      'is not proven by a text',
      [done('photo', { ...picture, type: 'text/plain' })],
      'no picture proves it, and nobody else has validated it',
    ],
    [
      'is taken on the word of a second person',
      [done('photo'), { action: 'validated', item: 'photo', by: 'noc@example.com' }],
      undefined,
    ],
    [
      'is not, where that is the same one',
      [done('photo'), { action: 'validated', item: 'photo', by: 'RES@example.com' }],
      'validated by RES@example.com, who did it',
    ],
    [
      'has to be validated again once it changes',
      [done('photo'), { action: 'validated', item: 'photo', by: 'noc@example.com' }, { item: 'photo', notes: 'moved' }],
      'no picture proves it, and nobody else has validated it',
    ],
    ['is pointed to by an address', [done('photo', { url: 'https://example.com/a.jpg' })], undefined],
    [
      'is not proven by what says that it is blocked',
      [{ item: 'photo', status: 'blocked', ...picture }, done('photo')],
      'no picture proves it, and nobody else has validated it',
    ],
    [
      'does not apply without a second person',
      [{ item: 'photo', status: 'not_applicable', reason: 'no mast here' }],
      'nobody else agreed that it does not apply',
    ],
    ['partly done is not done', [{ item: 'photo', status: 'partial' }], 'partial'],
  ] as const)('%s', (_what, events, expected) => {
    expect(lack(events)).toBe(expected);
  });

  test('waits for those before it', () => {
    expect(lack([done('last')], 2)).toBe('waits for plain');
    expect(lack([done('last'), done('plain')], 2)).toBeUndefined();
  });

  test('that is done again has a new doer, and keeps its evidence', () => {
    const [state] = told([
      done('photo', picture),
      { item: 'photo', status: 'not_started' },
      done('photo', { by: 'other@example.com' }),
    ]);
    expect(state).toMatchObject({ completedBy: 'other@example.com', evidence: [{ name: 'a.png' }] });
    expect(isProven(state as never)).toBe(true);
  });

  test('that nobody knows is passed over', () => {
    expect(told([done('nothing'), { action: 'validated', item: 'nothing' }]).map(({ status }) => status)).toEqual(
      Array(3).fill('not_started'),
    );
  });
});

test.each([
  ['document', 'application/pdf', true],
  ['document', 'text/plain', true],
  ['document', 'application/json', false],
  ['measurement', 'application/json', true],
  ['measurement', 'text/plain', true],
  ['measurement', 'image/png', false],
  ['any', 'image/png', true],
] as const)('a %s is proven by %s: %s', (evidence, type, proven) => {
  const { told } = listOf([point('a', { evidence })]);
  const [state] = told([done('a', { ...picture, type })]);
  expect(isProven(state as never)).toBe(proven);
});

test('an assignment is taken back, and what an upgrade opens again keeps no proof', () => {
  const { told } = listOf([point('a', { evidence: 'image' })]);
  const given = { action: 'assigned', item: 'a', assignee: 'x@y.z' };
  expect(told([given])[0]?.assignee).toBe('x@y.z');
  expect(told([given, { action: 'assigned', item: 'a', assignee: null }])[0]?.assignee).toBeUndefined();
  const reopened = { action: 'edited', reopened: ['a'] };
  expect(told([done('a', picture), reopened])[0]).toMatchObject({ status: 'not_started', evidence: [] });
  const items = { a: 'partial', other: 'completed' };
  expect(told([{ action: 'imported', items }])[0]).toMatchObject({ status: 'partial' });
  expect(told([{ action: 'item-set', item: 'a', status: 'odd', notes: 'n', reason: 'r' }])[0]).toMatchObject({
    status: 'not_started',
    notes: 'n',
  });
});

describe('the score', () => {
  test('of nothing is nothing', () => {
    const { spec } = listOf([]);
    expect(scoreOf(spec, [])).toMatchObject({ total: 0, percentage: 0 });
    const { spec: bare } = listOf([point('a')], { colors: [{ from: 5, color: 'green' }] });
    expect(scoreOf(bare, []).color).toBe('red');
  });

  test('counts points by weight, and colours by how many are done', () => {
    const { spec, told } = listOf([point('a', { weight: 3 }), point('b'), point('c', { required: false })]);
    const at = (events: readonly Partial<HistoryEvent>[]) => scoreOf(spec, told(events));
    expect(at([])).toMatchObject({ total: 3, completed: 0, percentage: 0, color: 'red', blocked: 0 });
    expect(at([done('a'), { item: 'b', status: 'blocked' }])).toMatchObject({
      percentage: 60,
      color: 'red',
      blocked: 1,
    });
    expect(at([done('a'), done('b')])).toMatchObject({ percentage: 80, color: 'yellow' });
    expect(at([done('a'), done('b'), done('c')])).toMatchObject({ percentage: 100, color: 'green', proven: 3 });
  });

  test('takes the colours of the template', () => {
    const colors = [
      { from: 0, color: 'red' as const },
      { from: 1, color: 'orange' as const },
    ];
    const { spec, told } = listOf([point('a'), point('b')], { colors });
    expect(scoreOf(spec, told([done('a')])).color).toBe('orange');
  });

  test('needs only what is critical where the template says so', () => {
    const { told } = listOf([point('a', { critical: true }), point('b')], { approve: 'critical' });
    expect(told([]).map(({ needed }) => needed)).toEqual([true, false]);
  });
});
