import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editFast } from '../../../src/adapters/yaml/edit-fast.ts';
import { parseFast } from '../../../src/adapters/yaml/fast/parse-fast.ts';
import { yaml } from '../../../src/adapters/yaml/index.ts';
import { parse } from '../../../src/adapters/yaml/strict/parse.ts';
import type { YamlEdit } from '../../../src/ports/yaml.ts';
import { handWritten } from './documents.ts';
import { anyEdit } from './edit-check.ts';
import { nearYaml } from './grammar.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';

// RGZ_FUZZ=300000 npx vitest run test/adapters/yaml/edit-fast.test.ts
const runs = Number(process.env.RGZ_FUZZ ?? 1000);
const example = readFileSync(new URL('../../fixtures/yaml/promotion-request.yaml', import.meta.url), 'utf8');

function forAll(make: (random: Random) => string, holds: (text: string, random: Random) => void): void {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = new Random(seed);
      holds(make(random), random);
    }),
    { numRuns: runs },
  );
}

/** Every key in the same order, so that nothing is left out of what is compared. */
function hasSameTree(text: string): void {
  const fast = parseFast(text);
  if (fast === undefined) return;
  const strict = parse(text);
  expect(JSON.stringify(fast)).toBe(JSON.stringify('tree' in strict ? strict.tree : strict.problems));
}

function hasSameEdit(text: string, random: Random): void {
  const tree = parseFast(text);
  if (tree === undefined) return;
  const edits = [anyEdit(random, tree.value)];
  const fast = outcome(() => editFast(text, edits));
  if (fast !== undefined) expect(fast).toBe(outcome(() => yaml.edit(text, edits)));
}

function outcome(work: () => string | undefined): string | undefined {
  try {
    return work();
  } catch (error) {
    return String(error);
  }
}

describe('the fast tree is the strict one, ranges and all, of every text it takes', () => {
  it('that is YAML or almost', () => forAll(nearYaml, hasSameTree));
  it('that is such with changes', () => forAll((random) => mutate(random, nearYaml(random)), hasSameTree));
  it('in many styles', () => forAll(handWritten, hasSameTree));
  it('in many styles with changes', () => forAll((random) => mutate(random, handWritten(random)), hasSameTree));
  it('that is a real file with changes', () => forAll((random) => mutate(random, example), hasSameTree));
});

describe('the fast editor gives what the strict one gives, wherever it gives anything', () => {
  it('in text that is YAML or almost', () => forAll(nearYaml, hasSameEdit));
  it('in documents in many styles', () => forAll(handWritten, hasSameEdit));
  it('in a real file with changes', () => forAll((random) => mutate(random, example), hasSameEdit));
});

describe('the fast editor', () => {
  const decision: YamlEdit[] = [
    { op: 'set', path: ['status', 'state'], value: 'approved' },
    { op: 'set', path: ['status', 'approvedBy'], value: 'jean@example.com' },
    { op: 'append', path: ['status', 'history'], value: { action: 'approved', at: '2026-01-01T00:00:00Z' } },
  ];

  it('makes the edits of a decision', () => {
    expect(editFast(example, decision)).toBe(yaml.edit(example, decision));
  });

  it.each(['a: [1, 2]\n', 'a:\r\n  b: 1\r\n', '\ufeffa: 1\n', 'a: |+\n  x\n\nb: 1\n', 'a: &x 1\n', 'a: "\\e"\n'])(
    'leaves %j to the strict one',
    (text) => {
      expect(editFast(text, [{ op: 'set', path: ['b'], value: 2 }])).toBeUndefined();
    },
  );
});
