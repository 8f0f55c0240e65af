import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yaml } from '../../../src/adapters/yaml/index.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { YamlEdit, YamlPath } from '../../../src/ports/yaml.ts';
import { handWritten } from './documents.ts';
import { anyEdit, faultOf } from './edit-check.ts';
import { nearYaml } from './grammar.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';

const runs = Number(process.env.RGZ_FUZZ ?? 300);
const example = readFileSync(new URL('../../fixtures/yaml/promotion-request.yaml', import.meta.url), 'utf8');

const set = (path: YamlPath, value: Json): YamlEdit => ({ op: 'set', path, value });
const append = (path: YamlPath, value: Json): YamlEdit => ({ op: 'append', path, value });
const remove = (path: YamlPath): YamlEdit => ({ op: 'remove', path });

describe('edit of the example', () => {
  it('appends an event and sets fields, and touches those lines only', () => {
    const event = { action: 'failed', at: '2024-12-23T15:00:00Z', by: 'system', error: 'timeout\nno answer\n' };
    const result = yaml.edit(example, [
      append(['status', 'history'], event),
      set(['status', 'state'], 'failed'),
      set(['status', 'approvedBy'], 'amelie.martin@cab-i.com'),
      set(['status', 'rejectionReason'], null),
    ]);
    const lines = example.split('\n');
    const at = lines.findIndex((line) => line.includes('deploymentId'));
    lines.splice(
      at + 1,
      0,
      '',
      '    - action: failed',
      '      at: "2024-12-23T15:00:00Z"',
      '      by: system',
      '      error: |',
      '        timeout',
      '        no answer',
    );
    const wanted = lines
      .join('\n')
      // The comment keeps its column.
      .replace('state: pending                   #', 'state: failed                    #')
      .replace('approvedBy: jean.dupont@cab-i.com', 'approvedBy: amelie.martin@cab-i.com');
    expect(result).toBe(wanted);
  });

  it('changes nothing where nothing changes', () => {
    const value = yaml.readFast(Buffer.from(example)) ?? null;
    expect(yaml.edit(example, [set([], value), remove(['status', 'nothing'])])).toBe(example);
  });

  it('makes the status of a draft', () => {
    const draft = example.slice(0, example.indexOf('# Status'));
    const edits = [
      set(['status', 'state'], 'pending'),
      append(['status', 'history'], { action: 'created', by: 'a@b.c' }),
    ];
    const wanted = 'status:\n  state: pending\n  history:\n    - action: created\n      by: a@b.c\n';
    expect(yaml.edit(draft, edits)).toBe(draft.replace(/\n\n$/, `\n${wanted}\n`));
    expect(yaml.edit(`${draft}status:\n`, edits)).toBe(draft + wanted);
    expect(yaml.edit(`${draft}status: null # later\n`, edits)).toBe(
      draft + wanted.replace('status:', 'status: # later'),
    );
    expect(yaml.edit(`${draft}status: {}\n`, edits)).toBe(draft + wanted);
  });
});

describe('edit keeps the style of the file', () => {
  it.each<[string, string, YamlEdit, string]>([
    ['single quotes', "a: 'b' # c\n", set(['a'], "it's"), "a: 'it''s' # c\n"],
    ['double quotes', 'a: "b"\n', set(['a'], 'c'), 'a: "c"\n'],
    ['no quotes', 'a: some text\n', set(['a'], 'other text'), 'a: other text\n'],
    ['no quotes, unless they are needed', 'a: some text\n', set(['a'], '2024-12-23'), 'a: "2024-12-23"\n'],
    ['a block', 'a: |  # c\n  x\n  y\nb: 1\n', set(['a'], 'z\n\nw'), 'a: |- # c\n  z\n\n  w\nb: 1\n'],
    ['a block that ends', 'a: |  # c\n  x\n  y\n\nb: 1\n', set(['a'], 'z'), 'a: z  # c\n\nb: 1\n'],
    [
      'CRLF',
      'a: 1\r\nb:\r\n  - c\r\n',
      append(['b'], { d: 1, e: 2 }),
      'a: 1\r\nb:\r\n  - c\r\n  - d: 1\r\n    e: 2\r\n',
    ],
    ['a byte order mark', '\ufeffa: 1\n', set(['a'], 2), '\ufeffa: 2\n'],
    ['no final line break', 'a: 1', set(['b', 'c'], 2), 'a: 1\nb:\n  c: 2'],
    ['dashes under the key', 'a:\n- 1\n', append(['a'], { b: [2] }), 'a:\n- 1\n- b:\n  - 2\n'],
    ['four spaces', 'a:\n    b: 1\n', set(['c'], { d: { e: 1 } }), 'a:\n    b: 1\nc:\n    d:\n        e: 1\n'],
    [
      'blank lines between items',
      'a:\n  - 1\n\n  - 2\n# end\n',
      append(['a'], 3),
      'a:\n  - 1\n\n  - 2\n\n  - 3\n# end\n',
    ],
    ['[ ]', 'a: [1, 2] # c\n', append(['a'], 'x y'), 'a: [1, 2, "x y"] # c\n'],
    ['{ }', 'a: { b: 1 }\n', set(['a', 'c'], [1]), 'a: { b: 1, c: [1] }\n'],
    [
      'comments of what comes after',
      'a:\n  b: 1\n# next\nc: 2\n',
      set(['a', 'd'], 3),
      'a:\n  b: 1\n  d: 3\n# next\nc: 2\n',
    ],
    ['comments below a key', 'a: # one\n  # two\n  - 1\n', set(['a'], null), 'a: null # one\n  # two\n'],
    ['an empty list', 'a: [] # c\nb: 1\n', append(['a'], 1), 'a: # c\n  - 1\nb: 1\n'],
    [
      'what a new mapping has in common',
      'a:\n  b: 1 # b\n  c: 2 # c\n',
      set(['a'], { b: 1, c: 3, d: 4 }),
      'a:\n  b: 1 # b\n  c: 3 # c\n  d: 4\n',
    ],
    ['a quoted new key', 'a: 1\n', set(['two words'], true), 'a: 1\n"two words": true\n'],
    ['items taken out', '- a: 1\n  b: 2\n- c\n', remove([0, 'a']), '- b: 2\n- c\n'],
    ['the last item', 'a:\n  - 1 # x\nb: 2\n', remove(['a', 0]), 'a: []\nb: 2\n'],
    ['a pair in { }', 'a: {b: 1, c: 2}\n', remove(['a', 'c']), 'a: {b: 1}\n'],
    [
      'a comment that a block would take in',
      'a:\n  b: 1\n    # deep\n',
      set(['a', 'c'], 'x\ny\n'),
      'a:\n  b: 1\n  c: "x\\ny\\n"\n    # deep\n',
    ],
    ['white space behind a kept text', 'a: |+\n\n  ', append(['b'], 'x'), 'a: |+\n\nb:\n  - x'],
    ['a kept text', 'a: |+\n  x\nb: 1\n\nc: 2\n', remove(['b']), 'a: |+\n  x\nc: 2\n'],
  ])('%s', (_name, text, edit, result) => {
    expect(yaml.edit(text, [edit])).toBe(result);
  });
});

describe('edit refuses', () => {
  it.each<[string, string, YamlEdit, string]>([
    ['text that cannot be read', 'a: &x 1\n', set(['a'], 1), 'yaml.invalid'],
    ['text that is too large', `a: ${'x'.repeat(1024 * 1024)}`, set(['a'], 1), 'yaml.invalid'],
    ['a pair in a text', 'a: b\n', set(['a', 'b'], 1), 'input.invalid'],
    ['an item far behind the end', 'a: [1]\n', set(['a', 2], 1), 'input.invalid'],
    ['an item of a mapping', 'a: {}\n', set(['a', 0], 1), 'input.invalid'],
    ['appending to a text', 'a: b\n', append(['a'], 1), 'input.invalid'],
    ['removing everything', 'a: b\n', remove([]), 'input.invalid'],
    ['control characters', 'a: b\n', set(['a'], '\u001b'), 'input.invalid'],
    ['__proto__', 'a: b\n', set(['__proto__'], 1), 'input.invalid'],
    ['keys that look the same', '\u00e9: b\n', set(['e\u0301'], 1), 'input.invalid'],
  ])('%s', (_name, text, edit, code) => {
    expect(() => yaml.edit(text, [edit])).toThrow(expect.objectContaining({ code }));
  });

  it('with the place of the problem', () => {
    expect(() => yaml.edit('a: 1\nb: *c\n', [])).toThrow('Line 2, column 4: Aliases');
  });
});

describe('any edit of any document gives exactly the data and leaves all other lines', () => {
  const holds = (make: (random: Random) => string): void => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = new Random(seed);
        const text = make(random);
        const reading = yaml.read(Buffer.from(text));
        if (!reading.ok) return;
        const edit = anyEdit(random, reading.value);
        expect(faultOf(text, edit), JSON.stringify({ text, edit })).toBeUndefined();
      }),
      { numRuns: runs },
    );
  };
  it('in many styles', () => holds(handWritten));
  it('in text that is almost YAML', () => holds(nearYaml));
  it('in a real file with changes', () => holds((random) => mutate(random, example, random.below(3))));
});
