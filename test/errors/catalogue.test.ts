import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { catalogue, type ErrorCode, type ErrorEntry, exitCodeOf } from '../../src/errors/catalogue.ts';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const entries = Object.entries(catalogue) as [ErrorCode, ErrorEntry][];

function sources(): readonly string[] {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && entry.name !== 'catalogue.ts')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** The codes that stand in quotes nowhere in these texts. */
function unused(codes: readonly string[], texts: readonly string[]): readonly string[] {
  return codes.filter((code) => !texts.some((text) => text.includes(`'${code}'`)));
}

describe('the catalogue', () => {
  test('holds no code that nothing answers with', () => {
    expect(
      unused(
        entries.map(([code]) => code),
        sources(),
      ),
    ).toEqual([]);
  });

  test('would be told of a code that nothing answers with', () => {
    expect(unused(['git.failed', 'git.never'], ["throw new RgzError('git.failed', …)"])).toEqual(['git.never']);
  });

  test.each(entries)('%s has a plain dotted name and one sentence or more', (code, { meaning }) => {
    expect(code).toMatch(/^[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)?$/);
    expect(meaning).toMatch(/^\S.*[.]$/);
  });

  test.each(entries)('%s ends the process with the exit code of its family', (code, { exit }) => {
    const family = code.split('.')[0] ?? '';
    const families: Record<string, readonly number[]> = {
      usage: [2],
      listen: [2],
      identity: [2],
      yaml: [3],
      schema: [3],
      // What another record has is refused, as a policy refuses.
      record: [code === 'record.claimed' ? 4 : 3],
      input: [3],
      config: [3],
      state: [4],
      repository: [6],
      git: [6],
      bug: [70],
      interrupted: [130],
      // An unusable policy is an invalid file; everything else that the policy says is a refusal.
      policy: [code === 'policy.invalid' ? 3 : code === 'policy.unproven' ? 6 : 4],
    };
    expect(families[family] ?? [1, 3, 4, 5, 6]).toContain(exit);
    expect(exitCodeOf(code)).toBe(exit);
  });

  test('keeps the codes and exit codes that scripts rely on', () => {
    const relied: Partial<Record<ErrorCode, number>> = {
      'policy.own-request': 4,
      'policy.not-allowed': 4,
      'state.not-pending': 4,
      'schema.invalid': 3,
      'record.unknown': 3,
      'git.push-lost': 6,
      'usage.missing': 2,
      bug: 70,
      interrupted: 130,
    };
    expect(Object.keys(relied).map((code) => [code, exitCodeOf(code as ErrorCode)])).toEqual(Object.entries(relied));
  });

  test('calls only that retryable which may come out otherwise by itself', () => {
    const retryable = entries.filter(([, { retryable }]) => retryable).map(([code]) => code);
    expect(retryable).toContain('git.push-lost');
    expect(retryable.filter((code) => [2, 3, 4, 70, 130].includes(exitCodeOf(code)))).toEqual([]);
  });
});
