import { expect, test } from 'vitest';
import { jsonJournal } from '../../../src/adapters/log/index.ts';
import type { JournalEntry } from '../../../src/ports/journal.ts';

/** The lines that entries come to. */
function linesOf(...entries: readonly JournalEntry[]): string[] {
  const lines: string[] = [];
  const journal = jsonJournal((line) => lines.push(line));
  for (const entry of entries) journal(entry);
  return lines;
}

const transition: JournalEntry = {
  level: 'info',
  event: 'deployed',
  message: 'PR-2026-0001: deployed (fake/1)',
  record: 'PR-2026-0001',
  attempt: 'PR-2026-0001-1-k3x9ab',
  commit: 'a'.repeat(40),
};

test('a transition is one line that names its record, attempt and commit', () => {
  const [line = '', ...more] = linesOf(transition);
  expect(more).toEqual([]);
  expect(JSON.parse(line)).toEqual({ ...transition, time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) });
});

test.each(['info', 'warn', 'error'] as const)('the level %s is told by its name', (level) => {
  const [line = ''] = linesOf({
    level,
    event: 'outage',
    message: 'the remote did not answer',
    code: 'git.unreachable',
  });
  expect(JSON.parse(line)).toMatchObject({ level, code: 'git.unreachable' });
});

test.each([
  'https://rgz:hunter2hunter2@git.example.com/records.git did not answer',
  'AWX said: Authorization: Bearer abcdefghijklmnop',
  'password=correct-horse',
  'token ghp_abcdefghijklmnopqrstuv',
])('a secret in %j is not told, in whichever field it stands', (text) => {
  const [line = ''] = linesOf({ level: 'warn', event: 'outage', message: text, code: text, record: text });
  expect(line).not.toMatch(/hunter2|abcdefghij|correct-horse/);
  expect(line.match(/\[secret\]/g)).toHaveLength(3);
});

test('what a job, a commit or a file could say makes no second line, and nothing a terminal acts on', () => {
  const hostile =
    'end\r\n{"level":"info","event":"deployed"}\u001b]0;owned\u0007\u001b[2J\u009b2J\u2028\u202eabc\u0000\ud800';
  const lines = linesOf({ ...transition, message: hostile, record: hostile, attempt: hostile, commit: hostile });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[ -~\ufffd]+\n$/);
  const { message, record } = JSON.parse(lines[0] ?? '');
  expect(message).toBe('end {"level":"info","event":"deployed"}2J abc\ufffd');
  expect(record).toBe(message);
});

test('a text without an end is cut', () => {
  const [line = ''] = linesOf({ ...transition, message: 'x'.repeat(1_000_000) });
  expect(line.length).toBeLessThan(5_000);
});
