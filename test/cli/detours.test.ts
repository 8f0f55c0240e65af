import { beforeAll, describe, expect, test } from 'vitest';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';

let fixture: Repository;
let id: string;

beforeAll(async () => {
  fixture = await makeRepository();
  id = await fixture.request();
});

/** Puts a text in the place of another in the record, by hand. */
function rewrite(repository: Repository, who: Who, from: string, to: string, push = true): string {
  const path = repository.pathOf(id);
  const text = `${repository.show(path)}\n`;
  if (!text.includes(from)) throw new Error(`${from} is not in the record`);
  return repository.commit(who, { files: { [path]: text.replace(from, to) }, push });
}

/** A copy in which somebody changed the version, and somebody changed it back. */
function detour(editor: Who, reverter: Who, left = ''): { repository: Repository; edit: string; back: string } {
  const repository = fixture.copy();
  const edit = rewrite(repository, editor, '2.1.0', '6.6.6');
  const back = rewrite(repository, reverter, 'version: "6.6.6"', `version: "2.1.0"${left}`);
  return { repository, edit, back };
}

async function audited(repository: Repository): Promise<[string, string][]> {
  const { findings } = (await repository.rgz('vera', 'audit', '--json')).json as {
    findings: { rule: string; commit: string }[];
  };
  return findings.map(({ rule, commit }) => [rule, commit]);
}

describe('an edit by somebody who may not', () => {
  test('keeps the request from being decided on while it is there', async () => {
    const repository = fixture.copy();
    const edit = rewrite(repository, 'vera', '2.1.0', '6.6.6');
    const ran = await repository.rgz('carl', 'approve', id, '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.foreign-edit']);
    expect(ran.error.remedy[0]).toBe(`somebody who may, and decides nothing here: git revert ${edit.slice(0, 12)}`);
  });

  test.each([
    ['by who asked for it', 'dora', ''],
    ['by themselves', 'vera', ''],
    ['with a comment that stays', 'dora', ' # as it was'],
  ] as const)('that was taken back %s does not: only the trail tells of it', async (_, reverter, left) => {
    const { repository, edit, back } = detour('vera', reverter, left);
    (await repository.rgz('carl', 'approve', id)).orThrow();
    const foreign: [string, string][] = [['policy.not-allowed', edit]];
    if (reverter === 'vera') foreign.push(['policy.not-allowed', back]);
    expect((await audited(repository)).sort()).toEqual(foreign.sort());
    const log = (await repository.rgz('vera', 'log', id, '--json')).json as { action: string; by: string }[];
    expect(log.map(({ action }) => action)).toEqual(['created', 'edited by hand', 'edited by hand', 'approved']);
  });

  test('that was taken back long ago does not either', async () => {
    const repository = fixture.copy();
    for (let count = 0; count < 20; count += 1)
      repository.commit('dora', { files: { 'notes.txt': `${count}\n` }, push: false });
    const edit = rewrite(repository, 'vera', '2.1.0', '6.6.6', false);
    rewrite(repository, 'dora', '6.6.6', '2.1.0', false);
    for (let count = 20; count < 40; count += 1)
      repository.commit('dora', { files: { 'notes.txt': `${count}\n` }, push: false });
    repository.git('push', '-q', 'origin', 'main');
    (await repository.rgz('carl', 'approve', id)).orThrow();
    expect(await audited(repository)).toEqual([['policy.not-allowed', edit]]);
  });
});

describe('whoever changed the spec and saw it taken back', () => {
  test.each([
    ['had no right then', 'dan', 'dora'],
    ['had the right', 'cleo', 'dora'],
    ['took it back themselves', 'cora', 'cora'],
    ['only took back what another had changed', 'dora', 'cleo'],
  ] as const)('has had a hand in it, and does not decide: who %s', async (_, editor, reverter) => {
    const { repository } = detour(editor, reverter);
    const who = reverter === 'dora' ? editor : reverter;
    (await repository.rgz('ada', 'policy', 'grant', `${who}@example.com`, '--role', 'cpi-admin')).orThrow();
    const before = await audited(repository);
    const ran = await repository.rgz(who, 'approve', id, '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.own-request']);
    const approved = repository.copy();
    (await approved.rgz('carl', 'approve', id)).orThrow();
    expect(await audited(approved)).toEqual(before);
    const path = repository.pathOf(id);
    const forged = `${approved.show(path)}\n`.replaceAll('carl@example.com', `${who}@example.com`);
    const commit = repository.commit(who, { files: { [path]: forged } });
    expect(await audited(repository)).toContainEqual(['policy.own-request', commit]);
  });
});
