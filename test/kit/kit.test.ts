import { describe, expect, test } from 'vitest';
import { makeRepository } from './repository.ts';

describe.each(['author', 'signed'] as const)('a repository with identity: %s', (identity) => {
  test('holds the cast, and one request goes through it with a clean audit', async () => {
    const repository = await makeRepository({ identity });
    const id = await repository.request();
    const approved = await repository.rgz('carl', 'approve', id, '--json');
    expect(approved.json).toMatchObject({ status: { state: 'approved', approvedBy: 'carl@example.com' } });
    const audit = (await repository.rgz('vera', 'audit', '--json')).json;
    expect(audit).toMatchObject({ ok: true, commits: 4, records: 1, signed: identity === 'signed' ? 4 : 0 });
    expect(repository.git('rev-parse', 'origin/main')).toBe(repository.head());
  });
});

test('copies are apart, and one without a remote has none', async () => {
  const [left, right] = await Promise.all([makeRepository({ remote: false }), makeRepository({ remote: false })]);
  await left.request();
  expect(left.remote).toBeUndefined();
  expect(left.git('log', '--oneline').split('\n')).toHaveLength(3);
  expect(right.git('log', '--oneline').split('\n')).toHaveLength(2);
});
