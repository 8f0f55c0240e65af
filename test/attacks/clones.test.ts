import { beforeAll, expect, test } from 'vitest';
import { makeFolder, writeUnder } from '../kit/folder.ts';
import type { Repository } from '../kit/repository.ts';
import { Forge } from './forge.ts';
import { makeLegitimate } from './legitimate.ts';

let base: Awaited<ReturnType<typeof makeLegitimate>>;

beforeAll(async () => {
  base = await makeLegitimate('sha1');
});

/** A copy in which somebody may lie, whose branch is at a commit of the forge of the copy. */
function copy(): { repository: Repository; forge: Forge } {
  const repository = base.forge.repository.copy();
  return { repository, forge: new Forge(repository) };
}

const rulesOf = (json: unknown) => (json as { findings: { rule: string }[] }).findings.map((each) => each.rule);

test('of a shallow clone nothing is claimed', async () => {
  const { repository } = copy();
  const folder = makeFolder();
  repository.git('clone', '-q', '--depth=2', `file://${repository.work}`, `${folder}/shallow`);
  const cwd = `${folder}/shallow`;
  for (const args of [['audit'], ['check', '--range', 'HEAD~1..HEAD']]) {
    const { code, error } = await repository.run('vera', [...args, '--json'], { cwd });
    expect([code, error.code]).toEqual([6, 'git.shallow']);
  }
});

test('a replace ref does not put a better history before the real one', async () => {
  const { repository, forge } = copy();
  const files = forge.step(base.base.open, 'carl', 'approved');
  const forged = forge.commit({ by: 'dan', author: { name: 'Carl', email: 'carl@example.com' }, files });
  const genuine = forge.commit({ by: 'carl', files });
  repository.git('update-ref', 'refs/heads/main', forged);
  repository.git('replace', forged, genuine);
  const { code, json } = await repository.rgz('vera', 'audit', '--json');
  expect([code, rulesOf(json)]).toEqual([1, ['trail.wrong-signer']]);
});

test('a graft does not leave out what it was made to leave out', async () => {
  const { repository, forge } = copy();
  const { open, own } = base.base;
  const forged = forge.commit({
    by: 'dan',
    author: { name: 'Carl', email: 'carl@example.com' },
    files: forge.step(open, 'carl', 'approved'),
  });
  const later = forge.commit({ by: 'cora', on: forged, files: forge.step(own, 'cora', 'approved') });
  repository.git('update-ref', 'refs/heads/main', later);
  for (const graft of [`${later} ${forge.head}`, later]) {
    writeUnder(repository.work, '.git/info/grafts', `${graft}\n`);
    const { code, json } = await repository.rgz('vera', 'audit', '--json');
    expect([code, rulesOf(json)]).toEqual([1, ['trail.wrong-signer']]);
  }
});

test('the audit of one record tells of the merge that took its decision away', async () => {
  const { repository, forge } = copy();
  const { open } = base.base;
  const approved = forge.commit({ by: 'carl', files: forge.step(open, 'carl', 'approved') });
  const merge = forge.commit({ by: 'dora', on: [forge.head, approved], after: 20 });
  repository.git('update-ref', 'refs/heads/main', merge);
  const { code, json } = await repository.rgz('vera', 'audit', open, '--json');
  expect([code, rulesOf(json)]).toEqual([1, ['merge.mixed']]);
});

test('the audit of one record tells of a commit that was forged, whatever else the commit touched first', async () => {
  const { repository, forge } = copy();
  const { approved, own } = base.base;
  const files = {
    [forge.path(approved)]: `# seen\n${forge.text(forge.path(approved))}`,
    [forge.path(own)]: `# seen\n${forge.text(forge.path(own))}`,
  };
  repository.git('update-ref', 'refs/heads/main', forge.commit({ by: 'dora', key: null, files }));
  for (const id of [approved, own]) {
    const { code, json } = await repository.rgz('vera', 'audit', id, '--json');
    expect([code, rulesOf(json)]).toEqual([1, ['trail.unsigned']]);
  }
});
