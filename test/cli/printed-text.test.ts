import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { recordPath, recordText, requestFlags, specOf } from '../kit/requests.ts';

/** A colour, a window title, a bell, a C1 sequence, and text that runs backwards. */
const nasty = '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u009b2J \u202eevil\u202c';
/** Everything that a terminal would act on. */
const acted = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const id = 'PR-2026-0007';

let repository: Repository;

beforeAll(async () => {
  repository = await makeRepository();
});

describe('a value with terminal escapes or backward text is refused, and nothing is written', () => {
  test.each([
    ['the justification', requestFlags({ justification: `New payment flow ${nasty}` }), 'justification'],
    ['the release notes', requestFlags({ releaseNotes: nasty }), 'releaseNotes'],
    ['the rollback plan', requestFlags({ rollbackPlan: nasty }), 'rollbackPlan'],
    ['the version', requestFlags({ target: `api/payment-api@1${nasty}` }), 'target.version'],
    ['the tenant', requestFlags({ tenant: nasty }), 'tenant'],
    ['only backward text', requestFlags({ justification: 'New payment flow \u202eevil\u202c' }), 'justification'],
  ])('%s', async (_, flags, name) => {
    const before = repository.head();
    const ran = await repository.rgz('dora', 'request', 'create', ...flags, '--json');
    expect([ran.code, ran.stdout, repository.head()]).toEqual([3, '', before]);
    expect(JSON.stringify([ran.error.message, ran.error.explanations])).toContain(name);
    expect(ran.error.remedy).not.toEqual([]);
    expect(ran.stderr.trimEnd()).not.toMatch(acted);
  });

  test.each([
    ['a comment', ['approve', '--comment', nasty]],
    ['a reason', ['reject', '--reason', `not good enough ${nasty}`]],
    ['a reason to cancel', ['request', 'cancel', '--reason', nasty]],
    ['an edit', ['request', 'edit', '--set', `request.rollbackPlan=${nasty}`]],
  ])('%s', async (_, args) => {
    const made = await repository.request();
    const before = repository.head();
    const who = args[0] === 'request' ? 'dora' : 'carl';
    const ran = await repository.rgz(who, ...args, made);
    expect([ran.code, ran.stdout, repository.head()]).toEqual([3, '', before]);
    expect(ran.stderr).toContain('control character');
    expect(ran.stderr).not.toMatch(acted);
  });
});

describe('what is in the repository already is printed without what a terminal would act on', () => {
  let copy: Repository;

  beforeAll(() => {
    copy = repository.copy();
    copy.commit('dora', {
      files: {
        [recordPath({ id })]: recordText({ id, justification: 'zero\u200bwidth \u{e0041} in a justification' }),
      },
      author: { name: `Dora ${nasty}`, email: `dora\u202e${'\u009b'}2J@example.com` },
      message: `by hand ${nasty}`,
    });
    copy.commit('dora', {
      files: {
        'requests/prod/2026/01/PR-2026-0008.yaml': stringify({
          apiVersion: 'rgz.dev/v1',
          kind: 'PromotionRequest',
          metadata: {},
          spec: specOf({ justification: nasty }),
        }),
        'requests/prod/2026/01/\u202eodd\u009b2J.yaml': 'x: 1\n',
      },
    });
  });

  test.each([
    [['request', 'list']],
    [['show', id]],
    [['log', id]],
    [['explain', id]],
    [['show', 'PR-2026-0008']],
    [['check']],
    [['audit']],
    [['show', nasty]],
    [[nasty]],
    [['request', nasty]],
    [['request', 'list', nasty]],
    [['request', 'list', `--${nasty}`]],
    [['policy', 'show', nasty]],
    [['policy', 'grant', nasty, '--role', 'cpi']],
    [['request', 'list', '-C', nasty]],
  ])('rgz %j', async (args) => {
    for (const flags of [[], ['--json']]) {
      const ran = await copy.rgz('ada', ...flags, ...args);
      expect(`${ran.stdout}${ran.stderr}`).not.toMatch(acted);
      expect(ran.stdout + ran.stderr).not.toBe('');
      expect(ran.code).toBeLessThan(70);
    }
  });
});
