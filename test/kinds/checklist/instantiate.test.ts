import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isObject } from '../../../src/domain/json.ts';
import { readTemplate } from '../../../src/kinds/checklist/template.ts';
import { asData, itemOf, templateOf } from './example.ts';
import { instantiate } from './instantiate.ts';

const title = { en: 'P' };
const template = templateOf(
  [
    itemOf('one', {
      title: { en: 'VLAN {vlan}', fr: 'Le VLAN {vlan}' },
      probe: {
        run: 'prometheus',
        with: { query: 'up{job="{job}"}', hosts: ['{address}', 'fixed'], port: 22, tls: false },
        claim: { answer: '= {address}' },
      },
    }),
    itemOf('two', { help: { en: '{note}' }, after: ['one'] }),
  ],
  {
    title: { en: 'Site {vlan}' },
    description: { en: 'About {address}' },
    approve: 'required',
    colors: [{ from: 0, color: 'red' }],
    parameters: {
      vlan: { title, pattern: '[1-9][0-9]{0,3}' },
      address: { title, pattern: '[0-9.]+', default: '10.{vlan}.0.2' },
      job: { title, pattern: '[a-z-]+', default: 'site' },
      note: { title },
    },
  },
);

test('the sample is sound', () => expect(readTemplate(asData(template)).ok).toBe(true));

describe('a copy', () => {
  test('has the values in its texts and probes, and all else as it is', () => {
    const { categories, title, description, colors, approve } = template;
    expect(instantiate(template, { vlan: '42', note: 'Tell $& {nobody' })).toMatchObject({ ok: false });
    expect(instantiate(template, { vlan: 42, note: 'Tell $& nobody' })).toEqual({
      ok: true,
      parameters: { vlan: '42', job: 'site', note: 'Tell $& nobody', address: '10.42.0.2' },
      missing: [],
      content: {
        title: { en: 'Site 42' },
        description: { en: 'About 10.42.0.2' },
        colors,
        approve,
        categories: [
          {
            ...categories[0],
            items: [
              {
                id: 'one',
                title: { en: 'VLAN 42', fr: 'Le VLAN 42' },
                probe: {
                  run: 'prometheus',
                  with: { query: 'up{job="site"}', hosts: ['10.42.0.2', 'fixed'], port: 22, tls: false },
                  claim: { answer: '= 10.42.0.2' },
                },
              },
              { id: 'two', title: { en: 'Do two' }, help: { en: 'Tell $& nobody' }, after: ['one'] },
            ],
          },
        ],
      },
    });
    expect(title.en).toBe('Site {vlan}');
    expect(description?.en).toBe('About {address}');
  });

  test('of a template without parameters is the template', () => {
    const { categories, title } = templateOf([itemOf('one')]);
    expect(instantiate(templateOf([itemOf('one')]), {})).toEqual({
      ok: true,
      content: { title, categories },
      parameters: {},
      missing: [],
    });
  });

  test('without every value tells which are missing, and keeps their places', () => {
    expect(instantiate(template, {})).toMatchObject({
      ok: true,
      parameters: { job: 'site' },
      missing: ['vlan', 'note'],
      content: {
        title: { en: 'Site {vlan}' },
        description: { en: 'About 10.{vlan}.0.2' },
        categories: [{ items: [{ probe: { with: { query: 'up{job="site"}' } } }, { help: { en: '{note}' } }] }],
      },
    });
  });
});

describe('a value', () => {
  test.each<[string, string | number | boolean, string]>([
    ['moon', 'x', 'there is no parameter "moon"; there are vlan, address, job, note'],
    ['constructor', 'x', 'there is no parameter "constructor"; there are vlan, address, job, note'],
    ['vlan', true, 'the parameter "vlan" has to be a text'],
    ['vlan', '', 'the parameter "vlan" is "", and has to be one line, without blanks around it or in a row'],
    ['vlan', '0', 'the parameter "vlan" is "0", and has to fit [1-9][0-9]{0,3}'],
    ['vlan', '42x', 'the parameter "vlan" is "42x", and has to fit [1-9][0-9]{0,3}'],
    ['vlan', -1, 'the parameter "vlan" is "-1", and may not begin with a dash'],
    ['note', 'a\nb', 'the parameter "note" is "a\\nb", and has to be one line, without blanks around it or in a row'],
    ['note', ' a', 'the parameter "note" is " a", and has to be one line, without blanks around it or in a row'],
    [
      'note',
      '\u202ea',
      'the parameter "note" is "\u202ea", and has to be one line, without blanks around it or in a row',
    ],
    ['note', '{vlan}', 'the parameter "note" is "{vlan}", and may hold no braces'],
    ['note', '--exec', 'the parameter "note" is "--exec", and may not begin with a dash'],
    [
      'note',
      'é'.repeat(201),
      `the parameter "note" is "${'é'.repeat(80)}", and has 201 characters, and may have 200 at most`,
    ],
  ])('is refused: %s = %j', (name, value, message) => {
    expect(instantiate(template, { [name]: value })).toEqual({
      ok: false,
      problems: [{ pointer: `/parameters/${name}`, message }],
    });
  });

  test('that makes a default unfit is told at the default', () => {
    const parameters = {
      site: { title },
      address: { title, pattern: '[a-z.]+', default: '{site}.example.com' },
    };
    const sample = templateOf([itemOf('one')], { parameters });
    expect(instantiate(sample, { site: 'Five' })).toMatchObject({
      ok: false,
      problems: [{ pointer: '/parameters/address' }],
    });
    expect(instantiate(sample, { site: 'five' })).toMatchObject({ parameters: { address: 'five.example.com' } });
  });

  test('and its like are told all at once', () => {
    expect(instantiate(template, { vlan: 'x', moon: 'x' })).toMatchObject({
      problems: [{ pointer: '/parameters/vlan' }, { pointer: '/parameters/moon' }],
    });
  });
});

describe('whatever the values', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9$][\w$&`'"\\.-]{0,20}$/);
  const names = ['one', 'two', 'three'];
  const text = fc
    .array(fc.oneof(fc.constantFrom('{one}', '{two}', '{three}', '{', '}', '{{', '{One}', '{ one }'), word), {
      minLength: 1,
    })
    .map((parts) => parts.join(''));
  const parameters = Object.fromEntries(names.map((name) => [name, { title, pattern: '[^{}]+' }]));
  const sampleOf = (en: string) =>
    templateOf([itemOf('a', { title: { en }, probe: { run: 'tcp', with: { host: en }, claim: { open: '= true' } } })], {
      parameters,
    });
  const filledIn = (en: string, values: Record<string, string>) => {
    const made = instantiate(sampleOf(en), values);
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    return made;
  };

  test('every name is replaced by its value once, and nothing else is', () => {
    fc.assert(
      fc.property(text, word, word, word, (en, one, two, three) => {
        const { content, missing } = filledIn(en, { one, two, three });
        const expected = en
          .split(/(\{(?:one|two|three)\})/)
          .map((part, at) => (at % 2 === 0 ? part : { one, two, three }[part.slice(1, -1) as 'one']))
          .join('');
        expect(content.categories[0]?.items[0]).toMatchObject({
          title: { en: expected },
          probe: { with: { host: expected } },
        });
        expect(missing).toEqual([]);
      }),
    );
  });

  test('values that come later end in the same copy as all at once', () => {
    fc.assert(
      fc.property(text, word, word, word, (en, one, two, three) => {
        const first = filledIn(en, { two });
        expect(first.missing).toEqual(['one', 'three']);
        const half = first.content.categories[0]?.items[0]?.title.en ?? '';
        expect(filledIn(half, { one, two, three }).content.categories).toEqual(
          filledIn(en, { one, two, three }).content.categories,
        );
      }),
    );
  });

  test('it answers any JSON with a copy or with problems, and never both', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), fc.jsonValue()), (given) => {
        const data = JSON.parse(JSON.stringify(given));
        if (!isObject(data)) return;
        const made = instantiate(sampleOf('{one}'), data);
        if (!made.ok) expect(made.problems.length).toBeGreaterThan(0);
        else expect(Object.keys(data).every((name) => names.includes(name))).toBe(true);
      }),
    );
  });
});
