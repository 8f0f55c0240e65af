import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FAST_BYTES } from '../../../src/adapters/yaml/limits.ts';
import { readFast } from '../../../src/adapters/yaml/read-fast.ts';
import { read } from '../../../src/adapters/yaml/strict/read.ts';
import { disagreement } from './agreement.ts';
import { handWritten } from './documents.ts';
import { nearYaml } from './grammar.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';

// RGZ_FUZZ=300000 npx vitest run test/adapters/yaml/read-fast.test.ts
const runs = Number(process.env.RGZ_FUZZ ?? 1500);
const example = readFileSync(new URL('../../fixtures/yaml/promotion-request.yaml', import.meta.url));

function fast(text: string): unknown {
  return readFast(Buffer.from(text));
}

function agreesOn(make: (random: Random) => string): void {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = new Random(seed);
      const bytes = Buffer.from(make(random));
      if (random.below(40) === 0 && bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
      expect(disagreement(bytes)).toBeUndefined();
    }),
    { numRuns: runs },
  );
}

describe('the fast reader agrees with the strict one on all it takes', () => {
  it('in text that is YAML or almost', () => agreesOn(nearYaml));
  it('in such text with changes', () => agreesOn((random) => mutate(random, nearYaml(random))));
  it('in documents in many styles', () => agreesOn(handWritten));
  it('in those with changes', () => agreesOn((random) => mutate(random, handWritten(random))));
  it('in a real file with changes', () => agreesOn((random) => mutate(random, example.toString())));
  it('in any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(disagreement(bytes)).toBeUndefined();
        expect(() => read(bytes)).not.toThrow();
      }),
      { numRuns: runs },
    );
  });
});

describe('the fast reader takes', () => {
  it('the example, with and without CRLF', () => {
    expect(readFast(example)).toMatchObject({ kind: 'PromotionRequest', status: { history: [{}, {}, {}] } });
    expect(fast(example.toString().replaceAll('\n', '\r\n'))).toEqual(readFast(example));
  });

  it.each([
    ["a: 1\nb:\n  c: \"x\" # y\n  d: 'it''s'\n", { a: 1, b: { c: 'x', d: "it's" } }],
    ['- a\n- b: 1\n  c: 2\n-\n- - x\n  - y\n', ['a', { b: 1, c: 2 }, null, ['x', 'y']]],
    ['a:\n- 1\n- 2\nb: 3\n', { a: [1, 2], b: 3 }],
    [
      'a: |\n  x\n\n   y\nb: |-\n  x\nc: |+\n  x\n\nd: >\n  x\n  y\n\n  z\n',
      { a: 'x\n\n y\n', b: 'x', c: 'x\n\n', d: 'x y\nz\n' },
    ],
    ['a: []\nb: {}\nc: [x, "y", 1]\nd: { e: [f] }\n', { a: [], b: {}, c: ['x', 'y', 1], d: { e: ['f'] } }],
    ['---\n# c\nk:\n', { k: null }],
    ['"two words": "\\u00e9\\n"\n\u00e9: ~\n', { 'two words': 'é\n', é: null }],
    ['text', 'text'],
  ])('%j', (text, value) => {
    expect(fast(text)).toEqual(value);
  });
});

describe('the fast reader leaves to the strict one', () => {
  it.each([
    '',
    '# c\n',
    'a: 1\na: 2\n',
    'a: b\n  c\n',
    'a: &x 1\n',
    'a:\tb\n',
    '? a\n',
    '__proto__: 1\n',
    '"<<": 1\n',
    'e\u0301: 1\n',
    '\ufeffa: 1\n',
    'a: |2\n   x\n',
    'a: 1\n---\nb: 1\n',
  ])('%j', (text) => {
    expect(fast(text)).toBeUndefined();
  });

  it('large files', () => {
    expect(fast(`a: ${'x'.repeat(MAX_FAST_BYTES)}`)).toBeUndefined();
  });
});

it('the fast reader does without the yaml package', async () => {
  const entry = new URL('../../../src/adapters/yaml/read-fast.ts', import.meta.url).pathname;
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
  });
  expect(Object.keys(metafile.inputs).filter((each) => each.includes('node_modules'))).toEqual([]);
});
