import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';
import { recordPath, recordText, requestFlags } from '../kit/requests.ts';
import { makeSshKey } from '../kit/ssh-keys.ts';

let fixture: Repository;
/** Requested by carl, who may approve what others request; by dora. */
let own: string;
let other: string;

beforeAll(async () => {
  fixture = await makeRepository();
  own = await fixture.request('carl');
  other = await fixture.request('dora');
});

/** Carl, under whatever address, may neither approve nor reject, and nothing is written; somebody else still may. */
async function expectBarred(
  repository: Repository,
  id: string,
  email = 'carl@example.com',
  who: Who = 'carl',
): Promise<void> {
  const before = repository.head();
  const env = { GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_EMAIL: email };
  for (const args of [
    ['approve', id],
    ['reject', id, '--reason', 'not good enough yet'],
  ]) {
    const ran = await repository.run(who, [...args, '--json'], { env });
    expect([args[0], ran.code, ran.stdout, ran.error.code]).toEqual([args[0], 4, '', 'policy.own-request']);
    expect(ran.error.remedy[0]).toMatch(/^ask .*cleo@example\.com/);
  }
  expect(repository.head()).toBe(before);
  (await repository.rgz('cleo', 'approve', id)).orThrow();
}

/** A change of the spec by hand that fits the schema. */
function edited(repository: Repository, id: string): Record<string, string> {
  const path = repository.pathOf(id);
  return { [path]: `${repository.show(path)}\n`.replace('Revert to v2.0.0', 'Go back to v2.0.0') };
}

describe('who requested it does not decide on it', () => {
  test.each([
    ['the very address', 'carl@example.com'],
    ['other case', 'Carl@Example.COM'],
    ['a second address', 'carl@home.example'],
    ['a second address in other case', 'CARL@HOME.EXAMPLE'],
    ['full-width letters', 'ｃａｒｌ＠ｅｘａｍｐｌｅ．ｃｏｍ'],
    ['mathematical letters', '𝖼𝖺𝗋𝗅@example.com'],
    ['a zero-width space', 'ca\u200brl@example.com'],
    ['a soft hyphen', 'carl\u00ad@example.com'],
    ['a variation selector', 'carl\ufe0f@example.com'],
    ['a tag character', 'carl\u{e0061}@example.com'],
  ])('under %s', async (_, email) => {
    await expectBarred(fixture.copy(), own, email);
  });

  test.each([
    ['a Cyrillic letter', 'c\u0430rl@example.com'],
    ['an accent', 'c\u00e1rl@example.com'],
    ['a part of the address that some servers drop', 'carl+approver@example.com'],
  ])('an address with %s is nobody the policy knows', async (_, email) => {
    const ran = await fixture.run('carl', ['approve', own, '--json'], {
      env: { GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_EMAIL: email },
    });
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([4, '', 'policy.not-allowed']);
  });

  test('who requested it under another spelling neither', async () => {
    const repository = fixture.copy();
    const args = ['request', 'create', ...requestFlags()];
    const ran = await repository.run('carl', args, { env: { GIT_AUTHOR_EMAIL: 'ＣＡＲＬ@home.example' } });
    await expectBarred(repository, ran.orThrow().stdout.trim());
  });

  test('a record by hand that names somebody else as its requester does not help', async () => {
    const repository = fixture.copy();
    const id = 'PR-2026-0700';
    repository.commit('carl', { files: { [recordPath({ id })]: recordText({ id, createdBy: 'dora@example.com' }) } });
    await expectBarred(repository, id);
  });
});

describe('who edited the spec does not decide on it', () => {
  test('by command', async () => {
    const repository = fixture.copy();
    (await repository.rgz('carl', 'request', 'edit', other, '--set', 'request.impactAssessment=high')).orThrow();
    await expectBarred(repository, other);
  });

  test('by command, under a second address', async () => {
    const repository = fixture.copy();
    const args = ['request', 'edit', other, '--set', 'request.impactAssessment=high'];
    (await repository.run('carl', args, { env: { GIT_AUTHOR_EMAIL: 'carl@home.example' } })).orThrow();
    await expectBarred(repository, other);
  });

  test('by hand', async () => {
    const repository = fixture.copy();
    repository.commit('carl', { files: edited(repository, other) });
    await expectBarred(repository, other);
  });

  test('also where the edit was taken back', async () => {
    const repository = fixture.copy();
    const path = repository.pathOf(other);
    const before = `${repository.show(path)}\n`;
    repository.commit('carl', { files: edited(repository, other) });
    repository.commit('dora', { files: { [path]: before } });
    await expectBarred(repository, other);
  });

  test('by hand, in somebody else’s name', async () => {
    const repository = fixture.copy();
    const author = { name: 'Dora Dev', email: 'dora@example.com' };
    repository.commit('carl', { files: edited(repository, other), author });
    await expectBarred(repository, other);
  });

  test.each(['carl@example.com', 'CARL@home.example', 'ｃａｒｌ@example.com'])('as co-author %s', async (coAuthor) => {
    const repository = fixture.copy();
    repository.commit('dora', { files: edited(repository, other), coAuthors: [coAuthor] });
    await expectBarred(repository, other);
  });

  test('a comment is no edit of the spec', async () => {
    const repository = fixture.copy();
    const path = repository.pathOf(other);
    repository.commit('carl', { files: { [path]: `${repository.show(path)}\n# seen\n` } });
    expect((await repository.rgz('carl', 'approve', other)).code).toBe(0);
  });
});

describe('a second key is the same person', () => {
  test('who requested it with one key does not decide on it with the other', async () => {
    const repository = await makeRepository({ identity: 'signed' });
    const second = makeSshKey();
    const { people, ...policy } = repository.policyData() as { people: { emails: string[]; keys: string[] }[] };
    for (const each of people) if (each.emails.includes('carl@example.com')) each.keys.push(second.publicLine);
    repository.commit('ada', { files: { '.rgz/policy.yaml': stringify({ ...policy, people, version: 3 }) } });
    const id = await repository.request('carl');
    const key = writeUnder(repository.root, 'second', second.privateText, 0o600);
    writeUnder(repository.root, 'second.pub', `${second.publicLine}\n`);
    const config = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.signingkey', GIT_CONFIG_VALUE_0: `${key}.pub` };
    const before = repository.head();
    for (const email of ['carl@example.com', 'carl@home.example']) {
      const ran = await repository.run('carl', ['approve', id, '--json'], {
        env: { ...config, GIT_AUTHOR_EMAIL: email },
      });
      expect([ran.code, ran.error.code]).toEqual([4, 'policy.own-request']);
    }
    expect(repository.head()).toBe(before);
    const theirs = await repository.request('dora');
    (await repository.run('carl', ['approve', theirs], { env: config })).orThrow();
    expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true });
  });

  test('nor under another’s address: the key tells who it is', async () => {
    const repository = await makeRepository({ identity: 'signed' });
    const id = await repository.request('carl');
    const ran = await repository.run('carl', ['approve', id, '--json'], {
      env: { GIT_AUTHOR_EMAIL: 'cleo@example.com' },
    });
    expect(ran.code).toBe(4);
    expect(['policy.own-request', 'policy.unknown-key']).toContain(ran.error.code);
  });
});
