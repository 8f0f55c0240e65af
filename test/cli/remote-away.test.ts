import { renameSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeRepository, type Repository } from '../kit/repository.ts';

/** A repository whose remote was there a moment ago, with a pending request by dora. */
async function cutOff(): Promise<{ repository: Repository; id: string }> {
  const repository = await makeRepository();
  const id = await repository.request();
  renameSync(repository.remote ?? '', `${repository.remote}.away`);
  return { repository, id };
}

describe('while the remote does not answer', () => {
  test.each([
    ['show', 'PR-2026-0999'],
    ['approve', 'PR-2026-0999'],
    ['explain', 'PR-2026-0999'],
    ['log', 'PR-2026-0999'],
    ['audit', 'PR-2026-0999'],
    ['request', 'cancel', 'PR-2026-0999'],
    ['request', 'rollback', 'PR-2026-0999'],
  ])('an unknown id may be known elsewhere, and that is said: %s %s', async (...args) => {
    const { repository } = await cutOff();
    const ran = await repository.rgz('carl', ...args, '--json');
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([3, '', 'record.unknown']);
    expect(ran.error.explanations).toContainEqual({
      rule: 'git.unreachable',
      message: expect.stringMatching(/^The remote origin cannot be reached: .*; so this is as of the last fetch$/),
    });
    expect(ran.error.remedy).toEqual(['rgz request list', 'git fetch origin']);
    const text = await repository.rgz('carl', ...args);
    expect(text.stderr).toContain('as of the last fetch');
  });

  test('so is a refusal that a newer state could take back', async () => {
    const { repository, id } = await cutOff();
    const ran = await repository.rgz('vera', 'approve', id, '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.not-allowed']);
    expect(ran.error.explanations).toContainEqual(expect.objectContaining({ rule: 'git.unreachable' }));
    expect(ran.error.remedy[0]).toMatch(/^ask carl@example.com/);
    expect(ran.error.remedy.at(-1)).toBe('git fetch origin');
  });

  test('what is known is still shown', async () => {
    const { repository, id } = await cutOff();
    expect((await repository.rgz('carl', 'show', id)).code).toBe(0);
  });
});

test('where the remote answers, or there is none, an unknown id is unknown', async () => {
  for (const remote of [true, false]) {
    const repository = await makeRepository({ remote });
    const ran = await repository.rgz('carl', 'show', 'PR-2026-0999', '--json');
    expect([ran.code, ran.error.code, ran.error.explanations]).toEqual([3, 'record.unknown', undefined]);
  }
});
