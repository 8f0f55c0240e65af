import { expect, test } from 'vitest';
import { journalLine } from '../../../src/cli/render/journal-line.ts';
import { paint } from '../../../src/cli/render/paint.ts';

const plain = { paint: paint(false), quiet: false };

test.each([
  ['info', '· a job ended\n'],
  ['warn', '! a job ended\n'],
  ['error', '✗ a job ended\n'],
] as const)('%s has a sign of its own', (level, line) => {
  expect(journalLine({ level, event: 'outage', message: 'a job ended' }, plain)).toBe(line);
});

test('quiet leaves what is amiss', () => {
  const quiet = { ...plain, quiet: true };
  const told = (['info', 'warn', 'error'] as const).map((level) =>
    journalLine({ level, event: 'outage', message: 'm' }, quiet),
  );
  expect(told).toEqual(['', '! m\n', '✗ m\n']);
});

test('a text from outside stays one line, and nothing in it acts on the terminal', () => {
  const line = journalLine({ level: 'warn', event: 'outage', message: 'a\nb\u001b[2J\u001b]0;t\u0007\u202ec' }, plain);
  expect(line).toBe('! a bc\n');
});
