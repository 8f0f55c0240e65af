import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/adapters/records/load.ts';
import { yaml } from '../../src/adapters/yaml/index.ts';
import { isObject, type Json, type JsonObject } from '../../src/domain/json.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { subjectOf } from '../../src/domain/subject.ts';
import { draft, event, withHistory } from './example.ts';

const key = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,8}$/);
const text = fc.string({ unit: fc.constantFrom(...'aZ09 :#-_\'"\\|>&*!?{}[],éß€😀\n') });
const number = fc.oneof(fc.integer(), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
const { spec } = fc.letrec<{ spec: JsonObject; value: Json }>((tie) => ({
  spec: fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('spec'),
  ),
}));
const chances = fc.infiniteStream(fc.nat({ max: 999 }));

function recordOf(value: JsonObject): RecordData {
  return { ...draft(), spec: value };
}

function read(source: string): RecordData {
  const reading = yaml.read(Buffer.from(source));
  if (!reading.ok) throw new Error(`${JSON.stringify(reading.problems)}\n${source}`);
  return reading.value as unknown as RecordData;
}

/** The same record in flow style, with its keys, blanks, line breaks and comments wherever chance puts them. */
function otherLayout(value: Json, chance: () => number): string {
  const gap = () => ['', ' ', '\n', '  # a comment: {not: data}\n', '\n\n   '][chance() % 5] ?? '';
  if (Array.isArray(value)) {
    return `[${gap()}${value.map((each) => `${otherLayout(each, chance)}${gap()}`).join(`,${gap()}`)}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const pairs = Object.keys(value)
    .map((name) => ({ name, at: chance() }))
    .sort((left, right) => left.at - right.at)
    .map(({ name }) => `${JSON.stringify(name)}: ${gap()}${otherLayout(value[name] ?? null, chance)}${gap()}`);
  return `{${gap()}${pairs.join(`,${gap()}`)}}`;
}

/** The spec with one value somewhere in it replaced, added or removed. */
function changed(value: JsonObject, chance: () => number): JsonObject {
  const names = Object.keys(value);
  const name = names[chance() % Math.max(1, names.length)];
  const inner = name === undefined ? undefined : value[name];
  if (name === undefined || chance() % 4 === 0) return { ...value, added: 'new' };
  if (chance() % 3 === 0) return Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
  if (isObject(inner)) return { ...value, [name]: changed(inner, chance) };
  if (Array.isArray(inner)) return { ...value, [name]: [...inner, null] };
  if (typeof inner === 'string') return { ...value, [name]: `${inner} ` };
  if (typeof inner === 'number') return { ...value, [name]: inner === 0 ? 1 : -inner };
  return { ...value, [name]: inner === true ? 'true' : true };
}

describe('the digest', () => {
  test('is the same in block style, whatever the order, the layout and the comments', () => {
    fc.assert(
      fc.property(spec, chances, (value, stream) => {
        const record = recordOf(value);
        const written = yaml.write(JSON.parse(JSON.stringify(record)), 'yaml-language-server: $schema=x.json');
        const commented = `# before\n${written}\n# after\n`;
        const other = otherLayout(JSON.parse(JSON.stringify(record)), () => stream.next().value);
        expect(digestOf(read(commented))).toBe(digestOf(record));
        expect(digestOf(read(other))).toBe(digestOf(record));
      }),
    );
  });

  test('changes with any change of the spec', () => {
    fc.assert(
      fc.property(spec, chances, (value, stream) => {
        const other = changed(value, () => stream.next().value);
        expect(digestOf(recordOf(other))).not.toBe(digestOf(recordOf(value)));
      }),
    );
  });

  test.each([
    ['id', { metadata: { ...draft().metadata, id: 'PR-2026-0002' } }],
    ['tenant', { metadata: { ...draft().metadata, tenant: 'tenant-retail' } }],
    ['kind', { kind: 'Checklist' }],
  ])('changes with the %s', (_what, change) => {
    expect(digestOf({ ...draft(), ...change })).not.toBe(digestOf(draft()));
  });

  test('speaks of nothing else', () => {
    const metadata = { ...draft().metadata, createdBy: 'else@example.com', createdAt: '2026-01-01T00:00:00Z' };
    const other = { ...draft(), apiVersion: 'other.example/v1', metadata: { ...metadata, labels: { a: 'b' } } };
    expect(digestOf(withHistory(other, event(other, 'created')))).toBe(digestOf(draft()));
  });

  test('is one that anybody can work out', () => {
    expect(digestOf(draft())).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(
      subjectOf({ kind: 'K', metadata: { ...draft().metadata, id: 'I', tenant: 'T' }, spec: { b: 1, a: [] } }),
    ).toBe('{"id":"I","kind":"K","spec":{"a":[],"b":1},"tenant":"T"}');
  });
});
