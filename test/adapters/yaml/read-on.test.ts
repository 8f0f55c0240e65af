import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFast } from '../../../src/adapters/yaml/read-fast.ts';
import { readOn } from '../../../src/adapters/yaml/read-on.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import { handWritten } from './documents.ts';
import { nearYaml } from './grammar.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';

// RGZ_FUZZ=300000 npx vitest run test/adapters/yaml/read-on.test.ts
const runs = Number(process.env.RGZ_FUZZ ?? 1500);
const example = readFileSync(new URL('../../fixtures/yaml/promotion-request.yaml', import.meta.url), 'utf8');

/** A text, and others that each come of the one before. */
function agreesOn(make: (random: Random) => string): void {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = new Random(seed);
      let text = make(random);
      let known = readOn(Buffer.from(text));
      for (let turn = 0; turn < 4; turn += 1) {
        text = mutate(random, text);
        const bytes = Buffer.from(text);
        if (random.below(40) === 0 && bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
        const next = readOn(bytes, known);
        const whole = readFast(bytes);
        expect(next?.value).toEqual(whole);
        expect(JSON.stringify(next?.value)).toBe(JSON.stringify(whole));
        known = next ?? known;
      }
    }),
    { numRuns: runs },
  );
}

describe('reading on from a known text gives what reading it whole gives', () => {
  it('in text that is YAML or almost', () => agreesOn(nearYaml));
  it('in documents in many styles', () => agreesOn(handWritten));
  it('in a real file', () => agreesOn(() => example));
  it('where something is put behind it', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = new Random(seed);
        const text = handWritten(random);
        const longer = Buffer.from(`${text}${random.below(2) === 0 ? '' : '\n'}${nearYaml(random)}`);
        expect(readOn(longer, readOn(Buffer.from(text)))?.value).toEqual(readFast(longer));
      }),
      { numRuns: runs },
    );
  });
});

describe('what two texts begin with', () => {
  const known = readOn(Buffer.from(example));
  const before = (known?.value ?? {}) as JsonObject;

  it('is read once, and shared', () => {
    const grown = example.replace(/\nstatus:\n {2}state: \w+/, '\nstatus:\n  state: other');
    expect(grown).not.toBe(example);
    const after = readOn(Buffer.from(grown), known)?.value as JsonObject;
    expect(after).toEqual(readFast(Buffer.from(grown)));
    expect(after.spec).toBe(before.spec);
    expect(after.metadata).toBe(before.metadata);
  });

  it('is not shared where it only looks alike', () => {
    const other = example.replace('\nspec:', '\nspec: # ');
    const value = readOn(Buffer.from(other), known)?.value as JsonObject | undefined;
    expect(value).toEqual(readFast(Buffer.from(other)));
    expect(value?.spec).not.toBe(before.spec);
  });

  it.each([
    ['a: 1\nb: 2\n', 'a: 1\nb: 2\na: 3\n'],
    ['a: 1\nb: 2\n', 'a: 1\nb'],
    ['a: 1\nb: 2\n', 'a: 1\nb:2\n'],
    ['a: |\n  x\nb: 2\n', 'a: |\n  x\n b: 2\n'],
    ['a:\nb: 2\n', 'a:\n- 1\nb: 2\n'],
    ['a:\nbc: 2\n', 'a:\nb\n'],
    ['2: x\n1: y\n', '2: x\n1: z\n'],
    ['a: 1\nb: 2\n', 'a: 1\nb: 2\r\nc: 3\r'],
    ['a: 1\nb: 2\n', 'a: 1\nb: 2\n...\n'],
  ])('%j and %j', (one, other) => {
    const bytes = Buffer.from(other);
    expect(readOn(bytes, readOn(Buffer.from(one)))?.value).toEqual(readFast(bytes));
  });
});
