import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/domain/json.ts';
import { rightToCreate, rightToVote } from '../../../src/domain/kind.ts';
import type { HistoryEvent } from '../../../src/domain/record.ts';
import { checklist } from '../../../src/kinds/checklist/index.ts';
import { specOf, valuesOf, wordsIn } from '../../../src/kinds/checklist/spec.ts';
import { now } from '../../domain/example.ts';
import { sampleOf } from '../samples.ts';

const sample = sampleOf('Checklist');
const world = { now, tenants: ['tenant-finance'], environments: [] };
const withHistory = (...history: Partial<HistoryEvent>[]) => ({
  ...sample,
  status: {
    state: 'open',
    history: history.map((each): HistoryEvent => ({ action: 'item-set', at: now, by: 'a@b.c', ...each })),
  },
});

describe('a checklist', () => {
  test.each([
    ['tiny/site-1', 'CL-tiny.site-1'],
    ['CL-tiny.site-1', 'CL-tiny.site-1'],
    [' cl-TINY.Site-1 ', 'CL-tiny.site-1'],
    ['tiny', undefined],
    ['tiny/site/1', undefined],
    ['../tiny/x', undefined],
    ['PR-2026-0001', undefined],
  ])('is meant by %s', (text, id) => {
    expect(checklist.named?.refer(text)).toBe(id);
  });

  test('lies at one place, and evidence beside it is none', () => {
    expect(checklist.recognise('checklists/tiny/site-1.yaml')?.id).toBe('CL-tiny.site-1');
    for (const path of [
      'checklists/evidence/x.yaml',
      'checklists/a.yaml',
      'checklists/A/b.yaml',
      'checklists/a/b/c.yaml',
    ])
      expect(checklist.recognise(path), path).toBeUndefined();
    const digest = 'a'.repeat(64);
    expect(checklist.attachment?.(`checklists/evidence/${digest}.png`)).toBe(digest);
    expect(checklist.attachment?.('checklists/evidence/short.png')).toBeUndefined();
    expect(checklist.place({ ...sample, metadata: { ...sample.metadata, id: 'CL-other.site' } })).not.toBe(
      checklist.place(sample),
    );
  });

  test('takes evidence that is what its ending says, and lists in Markdown', () => {
    const fault = (name: string, content: string) =>
      checklist.attachmentFault?.(`checklists/evidence/${'a'.repeat(64)}.${name}`, Buffer.from(content));
    expect(fault('txt', 'plain')).toBeUndefined();
    expect(fault('json', 'plain')).toBe('it is text/plain');
    expect(fault('png', '<svg/>')).toContain('program');
    expect(fault('md', '<!-- a comment -->\n- [ ] a')).toBeUndefined();
    expect(fault('md', 'x'.repeat(11 * 1024 * 1024))).toBe('it is too large');
  });

  test('goes by its evidence, and by the list that it was read from', () => {
    const [one, two] = ['a'.repeat(64), 'b'.repeat(64)];
    const proof = { item: 'one', sha256: one };
    const record = withHistory(proof, { ...proof, type: 'image/png' }, { action: 'imported', source: two, items: {} });
    expect(checklist.attached?.(record)).toEqual([
      { digest: one },
      { digest: one, type: 'image/png' },
      { digest: two },
    ]);
  });

  test('tells how far it has come', () => {
    const record = withHistory({ item: 'one', status: 'completed' });
    expect(checklist.summary(record)).toEqual({
      target: 'tiny/site-1',
      impact: '1/2',
      progress: {
        total: 2,
        completed: 1,
        blocked: 0,
        percentage: 50,
        color: 'yellow',
        unvalidated: 1,
        unvalidatedSince: record.status?.history.at(-1)?.at,
        byCategory: { all: { total: 2, completed: 1, percentage: 50 } },
      },
    });
    expect(checklist.isReady?.(record)).toBe(false);
    expect(
      checklist.isReady?.(withHistory({ item: 'one', status: 'completed' }, { item: 'two', status: 'completed' })),
    ).toBe(true);
    expect(checklist.brief(record).facts).toContainEqual({ key: 'score', value: '1/2 (50 %)' });
    expect(checklist.proves?.(record, 'approved')).toBe('tiny');
    expect(checklist.proves?.(record, 'open')).toBeUndefined();
    expect(checklist.scope(record)).toEqual({ tenant: 'tenant-finance', environment: '' });
  });

  test('agrees with its template, or with one that lets a list bring points', () => {
    const template = specOf(sample).template as unknown as JsonObject;
    const file = { apiVersion: 'rgz.dev/v1', kind: 'ChecklistTemplate', ...template };
    expect(checklist.copy?.(sample)).toMatchObject({ path: 'templates/checklists/tiny.yaml' });
    expect(checklist.copy?.(sample).agrees(file)).toBe(true);
    expect(checklist.copy?.(sample).agrees(undefined)).toBe(false);
    expect(checklist.copy?.(sample).agrees({ ...file, title: { en: 'Other' } })).toBe(false);
    const listed = { ...sample, spec: { ...sample.spec, template: { ...template, markdown: true } } };
    expect(checklist.copy?.(listed).agrees(file)).toBe(false);
    expect(checklist.copy?.(listed).agrees({ ...file, markdown: true })).toBe(true);
    expect(checklist.copy?.(listed).agrees(undefined)).toBe(true);
  });

  test('is refused where its tenant, a parameter or a point is not as it has to be', () => {
    expect(checklist.validate(sample, world)).toEqual([]);
    const codes = (spec: JsonObject, tenants = world.tenants) =>
      checklist
        .validate({ ...sample, spec: { ...sample.spec, ...spec } }, { ...world, tenants })
        .map(({ pointer }) => pointer);
    expect(codes({}, [])).toEqual(['/metadata/tenant']);
    expect(codes({ parameters: { nothing: 'x' } })).toEqual(['/spec/parameters/nothing']);
    const [category] = specOf(sample).template.categories;
    const twice = { ...category, items: [category?.items[0], category?.items[0]] };
    const template = { ...specOf(sample).template, categories: [twice] } as unknown as JsonObject;
    expect(codes({ template })).toEqual(['/spec/template/categories/0/items/1/id']);
    const slow = { ...specOf(sample).template, parameters: { v: { title: { en: 'V' }, pattern: '(a+)+' } } };
    const bad = { template: slow as unknown as JsonObject, parameters: { v: `${'a'.repeat(60)}!` } };
    expect(codes(bad)).toEqual(['/spec/template/parameters/v/pattern']);
    const broken = { ...slow, parameters: { v: { title: { en: 'V' }, pattern: '(a' } } } as unknown as JsonObject;
    expect(codes({ template: broken, parameters: { v: 'a' } })).toEqual(['/spec/template/parameters/v/pattern']);
    expect(valuesOf(specOf({ spec: { ...sample.spec, ...bad } as JsonObject }))).toEqual(bad.parameters);
  });

  test('has its values in its texts, in the language that is there', () => {
    const template = { ...specOf(sample).template, parameters: { vlan: { title: { en: 'V' }, default: '7' } } };
    const spec = { ...specOf(sample), template };
    expect(wordsIn({ en: 'VLAN {vlan} {other}', fr: 'Le VLAN {vlan}' }, 'fr', valuesOf(spec))).toBe('Le VLAN 7');
    expect(wordsIn({ en: 'VLAN {vlan} {other}' }, 'fr', valuesOf({ ...spec, parameters: { vlan: '9' } }))).toBe(
      'VLAN 9 {other}',
    );
    expect(valuesOf({ ...spec, parameters: { odd: 'x' } })).toEqual({ odd: 'x' });
  });

  test('is opened and decided on by those with rights of its own', () => {
    expect([rightToCreate(checklist), rightToVote(checklist)]).toEqual(['checklist.create', 'checklist.approve']);
    expect(rightToVote({ actions: [] })).toBeUndefined();
    expect(() => rightToCreate({ actions: [] })).toThrow(RangeError);
  });
});
