import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { patternWords } from '../../../src/adapters/schemas/pattern-words.ts';

const folder = fileURLToPath(new URL('../../../schemas/', import.meta.url));

function patternsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'pattern' && typeof inner === 'string' ? [inner] : patternsIn(inner),
  );
}

test('every pattern of every schema is put into words', () => {
  const patterns = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => patternsIn(JSON.parse(readFileSync(folder + file, 'utf8'))));
  expect(patterns.length).toBeGreaterThan(10);
  expect(patterns.filter((pattern) => patternWords(pattern).includes(pattern))).toEqual([]);
});
