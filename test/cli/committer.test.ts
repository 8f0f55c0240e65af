import { beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';

let fixture: Repository;
let id: string;
let critical: string;

beforeAll(async () => {
  fixture = await makeRepository();
  id = await fixture.request();
  critical = await fixture.request('dora', { impact: 'critical' });
});

const committedBy = (email: string) => ({ env: { GIT_COMMITTER_EMAIL: email, GIT_COMMITTER_NAME: 'Somebody' } });
const github = 'noreply@github.com';

/** The approval of `author` as somebody else would commit it by hand. */
async function approvalBy(repository: Repository, author: Who, committer: Who): Promise<void> {
  const copy = repository.copy();
  (await copy.rgz(author, 'approve', id)).orThrow();
  const path = repository.pathOf(id);
  repository.commit(author, { files: { [path]: `${copy.show(path)}\n` }, committer });
}

async function auditOf(repository: Repository): Promise<string[]> {
  const { findings } = (await repository.rgz('vera', 'audit', '--json')).json as { findings: { rule: string }[] };
  return findings.map((each) => each.rule);
}

describe('whoever commits a decision in another’s name', () => {
  test.each(['dora@example.com', 'DORA@home.example'])('must not have asked for it: %s', async (email) => {
    const before = fixture.head();
    for (const args of [
      ['approve', id],
      ['reject', id, '--reason', 'not good enough yet'],
    ]) {
      const ran = await fixture.run('carl', [...args, '--json'], committedBy(email));
      expect([ran.code, ran.stdout, ran.error.code]).toEqual([4, '', 'policy.own-request']);
      expect(ran.error.message).toContain(`${email}, who commits in the name of carl@example.com, requested ${id}`);
      expect(ran.error.remedy[0]).toBe('carl@example.com commits as well: git config user.email carl@example.com');
    }
    expect(fixture.head()).toBe(before);
  });

  test('is found by the audit too', async () => {
    const repository = fixture.copy();
    await approvalBy(repository, 'carl', 'dora');
    expect(await auditOf(repository)).toEqual(['policy.own-request']);
    const other = fixture.copy();
    await approvalBy(other, 'carl', 'cora');
    expect(await auditOf(other)).toEqual([]);
  });

  test('must not be the one who voted before', async () => {
    const repository = fixture.copy();
    (await repository.rgz('carl', 'approve', critical)).orThrow();
    const ran = await repository.run('cleo', ['approve', critical, '--json'], committedBy('carl@home.example'));
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.already-decided']);
    expect(ran.error.message).toContain('carl@example.com has approved');
    expect(ran.error.message).toContain('commits in the name of cleo@example.com');
  });

  test('has cast a vote with it, and no second one', async () => {
    const repository = fixture.copy();
    (await repository.run('carl', ['approve', critical], committedBy('cleo@example.com'))).orThrow();
    const ran = await repository.rgz('cleo', 'approve', critical, '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.already-decided']);
    expect(ran.error.message).toContain('carl@example.com has approved');
    expect(ran.error.message).toContain('by a commit of cleo@example.com');
    (await repository.rgz('cora', 'approve', critical)).orThrow();
    expect(await auditOf(repository)).toEqual([]);
  });
});

describe('a forge that commits for whoever is logged in', () => {
  test('is nobody: it may commit requests, edits and decisions of all', async () => {
    const repository = await makeRepository();
    const create = await repository.run(
      'dora',
      ['request', 'create', '-f', '-', '--tenant', 'tenant-finance', '--json'],
      {
        ...committedBy(github),
        input: stringify(parse(fixture.show(fixture.pathOf(critical))).spec),
      },
    );
    const made = (create.orThrow().json as { metadata: { id: string } }).metadata.id;
    (await repository.run('carl', ['approve', made], committedBy(github))).orThrow();
    (await repository.run('cleo', ['approve', made], committedBy(github))).orThrow();
    expect((await repository.rgz('vera', 'show', made, '--json')).json).toMatchObject({
      derived: { state: 'approved' },
    });
    expect(await auditOf(repository)).toEqual([]);
  });
});
