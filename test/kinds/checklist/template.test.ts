import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSchema } from '../../../src/adapters/schemas/index.ts';
import type { ChecklistTemplate, Item } from '../../../src/generated/types/checklist-template.v1.ts';
import { readTemplate } from '../../../src/kinds/checklist/template.ts';
import { asData, itemOf, templateOf } from './example.ts';

/** What is wrong with a template that fits the schema. */
function problemsOf(items: Item[], more: Partial<ChecklistTemplate> = {}) {
  const data = asData(templateOf(items, more));
  expect(checkSchema('ChecklistTemplate', data)).toEqual([]);
  const reading = readTemplate(data);
  return reading.ok ? [] : reading.problems;
}

const host = { title: { en: 'Host' }, pattern: '[a-z0-9.]+' };
const ping = (host: string): Item['probe'] => ({ run: 'ping', with: { host }, claim: { latencyMs: '< 100' } });

test('a template that is sound is given back', () => {
  const template = templateOf([itemOf('one', { role: 'noc', critical: true }), itemOf('two', { after: ['one'] })], {
    parameters: { host, spare: { title: { en: 'Spare' } } },
    colors: [
      { from: 0, color: 'red' },
      { from: 2, color: 'green' },
    ],
    approve: 'critical',
  });
  expect(readTemplate(asData(template))).toEqual({ ok: true, template });
});

describe('ids', () => {
  test('of items are taken once, over all categories', () => {
    const categories = [
      { id: 'a', title: { en: 'A' }, items: [itemOf('one')] },
      { id: 'b', title: { en: 'B' }, items: [itemOf('two'), itemOf('one')] },
    ];
    expect(problemsOf([], { categories })).toEqual([
      { pointer: '/categories/1/items/1/id', message: 'the id "one" is taken by /categories/0/items/0/id' },
    ]);
  });

  test('of categories are taken once', () => {
    const category = (id: string) => ({ id: 'a', title: { en: 'A' }, items: [itemOf(id)] });
    expect(problemsOf([], { categories: [category('one'), category('two')] })).toEqual([
      { pointer: '/categories/1/id', message: 'the id "a" is taken by /categories/0/id' },
    ]);
  });
});

describe('dependencies', () => {
  test('are items that there are', () => {
    expect(problemsOf([itemOf('one', { after: ['two', 'constructor'] })])).toEqual([
      { pointer: '/categories/0/items/0/after/0', message: 'there is no item "two"' },
      { pointer: '/categories/0/items/0/after/1', message: 'there is no item "constructor"' },
    ]);
  });

  test.each([
    [[itemOf('a', { after: ['a'] })], 0, 'a after a'],
    [
      [itemOf('a', { after: ['c'] }), itemOf('b', { after: ['a'] }), itemOf('c', { after: ['b'] })],
      0,
      'a after c after b after a',
    ],
    [
      [itemOf('x'), itemOf('a', { after: ['x', 'b'] }), itemOf('b', { after: ['c'] }), itemOf('c', { after: ['b'] })],
      2,
      'b after c after b',
    ],
  ])('make no circle', (items, at, message) => {
    expect(problemsOf(items)).toEqual([
      { pointer: `/categories/0/items/${at}/after`, message: `${message}: they wait for each other for ever` },
    ]);
  });

  test('are sound exactly when the items can be put in an order', () => {
    const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const after = Array.from({ length: 8 }, (_, at) => [
          ...new Set(pairs.filter(([from]) => from === at).map(([, to]) => to)),
        ]);
        const reaches = (from: number, to: number, seen = new Set<number>()): boolean =>
          (after[from] ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
        const circular = after.some((_, at) => reaches(at, at));
        const items = after.map((each, at) => itemOf(`i${at}`, { after: each.map((to) => `i${to}`) }));
        expect(readTemplate(asData(templateOf(items))).ok).toBe(!circular);
      }),
    );
  });

  test('of as many items as the schema allows are seen through', () => {
    const categories = Array.from({ length: 100 }, (_, at) => ({
      id: `c${at}`,
      title: { en: 'C' },
      items: Array.from({ length: 500 }, (_, index) => {
        const id = at * 500 + index;
        return itemOf(`i${id}`, { after: [`i${(id + 1) % 50_000}`] });
      }),
    }));
    const reading = readTemplate(asData(templateOf([], { categories })));
    expect(reading).toMatchObject({ ok: false, problems: [{ pointer: '/categories/0/items/0/after' }] });
  });
});

test('a role is one of those that there are', () => {
  expect(problemsOf([itemOf('one', { role: 'captain' })])).toEqual([
    {
      pointer: '/categories/0/items/0/role',
      message:
        'there is no role "captain"; the roles are devops, cpi, cpi-admin, viewer, reseller, noc, noc-admin, admin, controller',
    },
  ]);
});

describe('what has to be done', () => {
  test('is at least one item', () => {
    expect(problemsOf([itemOf('one', { required: false })])).toMatchObject([{ pointer: '/categories' }]);
  });

  test('is at least one critical item where only those hold back an approval', () => {
    expect(problemsOf([itemOf('one')], { approve: 'critical' })).toMatchObject([{ pointer: '/approve' }]);
    expect(problemsOf([itemOf('one')], { approve: 'required' })).toEqual([]);
  });

  test('is required when it is critical', () => {
    expect(problemsOf([itemOf('one', { critical: true, required: false }), itemOf('two')])).toMatchObject([
      { pointer: '/categories/0/items/0/required' },
    ]);
  });
});

describe('parameters', () => {
  test.each<[string, Partial<ChecklistTemplate>, string]>([
    ['titles', { title: { en: 'For {vlan}' } }, '/title/en'],
    ['descriptions', { description: { en: 'x', fr: '{vlan}' } }, '/description/fr'],
    [
      'categories',
      { categories: [{ id: 'a', title: { en: '{vlan}' }, items: [itemOf('one')] }] },
      '/categories/0/title/en',
    ],
  ])('that %s use are declared', (_what, more, pointer) => {
    expect(problemsOf([itemOf('one')], { parameters: { host }, ...more })).toEqual([
      { pointer, message: 'there is no parameter "vlan"; there are host' },
    ]);
  });

  test('that items and probes use are declared, whatever objects have of themselves', () => {
    const items = [
      itemOf('one', { help: { en: '{toString}' } }),
      itemOf('two', { probe: { run: 'dns', with: { name: ['{vlan}'] }, claim: { answer: '= {vlan}' } } }),
    ];
    expect(problemsOf(items)).toEqual([
      { pointer: '/categories/0/items/0/help/en', message: 'there is no parameter "toString"; there are none' },
      { pointer: '/categories/0/items/1/probe/with/name/0', message: 'there is no parameter "vlan"; there are none' },
      { pointer: '/categories/0/items/1/probe/claim/answer', message: 'there is no parameter "vlan"; there are none' },
    ]);
  });

  test('in braces of a query are told from the braces', () => {
    const query = 'up{job="{host}", x=~"a{2}"}';
    const probe: Item['probe'] = { run: 'prometheus', with: { query, port: 1, tls: true }, claim: { value: '= 1' } };
    expect(problemsOf([itemOf('one', { probe })], { parameters: { host } })).toEqual([]);
  });

  test('need a pattern where a probe uses them', () => {
    const parameters = { host: { title: { en: 'Host' } } };
    expect(problemsOf([itemOf('one', { title: { en: '{host}' }, probe: ping('{host}') })], { parameters })).toEqual([
      { pointer: '/categories/0/items/0/probe/with/host', message: '{host} needs a pattern, for a probe uses it' },
    ]);
  });

  test.each<[Record<string, string | string[]>, string | undefined]>([
    [{ command: ['{host}', 'x'] }, 'command/0'],
    [{ command: '{host}' }, 'command'],
    [{ command: ['look', '{host}'] }, undefined],
    [{ tokenVariable: 'RGZ_{host}' }, 'tokenVariable'],
  ])('choose neither a program nor a secret: %j', (given, place) => {
    const probe: Item['probe'] = { run: 'command', with: given, claim: { exitCode: '= 0' } };
    const pointers = problemsOf([itemOf('one', { probe })], { parameters: { host } }).map(({ pointer }) => pointer);
    expect(pointers).toEqual(place === undefined ? [] : [`/categories/0/items/0/probe/with/${place}`]);
  });

  test.each([
    ['< {host}', true],
    ['>= soon', true],
    ['> 1e3', true],
    ['>= 8.7.8', false],
    ['< -1.5', false],
    ['= {host}', false],
    ['starts SSH-2.0-', false],
  ])('never move a bar, which is a number or a version: %s', (latencyMs, wrong) => {
    const probe: Item['probe'] = { run: 'ping', with: { host: 'a' }, claim: { latencyMs } };
    const problems = problemsOf([itemOf('one', { probe })], { parameters: { host } });
    expect(problems.map(({ pointer }) => pointer)).toEqual(
      wrong ? ['/categories/0/items/0/probe/claim/latencyMs'] : [],
    );
  });

  test.each<[string, string | undefined, string]>([
    ['[a-z', undefined, 'it cannot be read: '],
    ['a)|(b', undefined, 'it cannot be read: '],
    ['(a+)+', undefined, 'holding a value against it could take for ever'],
    ['(?=a)a', undefined, 'holding a value against it could take for ever'],
    ['[a-z]+', 'Big', 'the default of "name" has to fit [a-z]+'],
    ['[a-z]+', 'a b', 'the default of "name" has to fit [a-z]+'],
  ])('have a pattern and a default that are sound: %s, %s', (pattern, standard, message) => {
    const name = { title: { en: 'Name' }, pattern, ...(standard === undefined ? {} : { default: standard }) };
    const problems = problemsOf([itemOf('one')], { parameters: { name } });
    expect(problems).toEqual([
      {
        pointer: `/parameters/name/${standard === undefined ? 'pattern' : 'default'}`,
        message: expect.stringContaining(message),
      },
    ]);
  });

  test('have defaults that name parameters which name none', () => {
    const title = { en: 'P' };
    const parameters = {
      vlan: { title },
      address: { title, default: '10.{vlan}.0.1' },
      url: { title, default: 'https://{address}/{moon}' },
    };
    expect(problemsOf([itemOf('one')], { parameters })).toEqual([
      {
        pointer: '/parameters/url/default',
        message: '{address} has a default that names parameters itself; only one level is filled',
      },
      {
        pointer: '/parameters/url/default',
        message: 'there is no parameter "moon"; there are vlan, address, url',
      },
    ]);
  });
});

describe('colors', () => {
  const red = { from: 0, color: 'red' } as const;
  test.each<[NonNullable<ChecklistTemplate['colors']>, string | undefined]>([
    [[red], undefined],
    [[red, { from: 1, color: 'yellow' }, { from: 2, color: 'green' }], undefined],
    [[{ from: 1, color: 'red' }], '/colors/0/from'],
    [[red, { from: 0, color: 'green' }], '/colors/1/from'],
    [[red, { from: 3, color: 'green' }], '/colors/1/from'],
    [[red, { from: 1, color: 'red' }], '/colors/1/color'],
    [
      [
        { from: 0, color: 'green' },
        { from: 1, color: 'orange' },
      ],
      '/colors/1/color',
    ],
  ])('rise: %j', (colors, pointer) => {
    const problems = problemsOf([itemOf('one'), itemOf('two')], { colors });
    expect(problems.map((problem) => problem.pointer)).toEqual(pointer === undefined ? [] : [pointer]);
  });
});
