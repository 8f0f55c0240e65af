import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Policy as PolicyFile } from '../../src/generated/types/policy.v1.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { makeSshKey } from '../kit/ssh-keys.ts';

const policyPath = '.rgz/policy.yaml';

/** A policy in which the keys of one person are others. */
function withKeys(repository: Repository, email: string, keys: [string, ...string[]]): Record<string, string> {
  const policy = parse(repository.show(policyPath)) as PolicyFile;
  policy.version += 1;
  for (const person of policy.people) if (person.emails.includes(email)) person.keys = keys;
  return { [policyPath]: stringify(policy) };
}

test('rgz log and rgz explain name who signed, by the keys of that time', async () => {
  const repository = await makeRepository({ identity: 'signed', remote: false });
  const id = await repository.request();
  const path = repository.pathOf(id);
  const stray = makeSshKey();
  const edited = `${repository.show(path)}\n`.replace('impactAssessment: low', 'impactAssessment: medium');
  repository.commit('dora', { files: { [path]: edited }, key: stray });
  const back = edited.replace('impactAssessment: medium', 'impactAssessment: low');
  repository.commit('dora', { files: { [path]: back } });
  (await repository.rgz('carl', 'approve', id)).orThrow();
  const dora = [repository.key('dora').publicLine, stray.publicLine] as const;
  repository.commit('ada', { files: withKeys(repository, 'dora@example.com', [...dora]) });
  repository.commit('ada', { files: withKeys(repository, 'carl@example.com', [makeSshKey().publicLine]) });

  const told = [
    { action: 'created', signature: 'good', signer: 'dora@example.com', proven: true },
    { action: 'edited by hand', signature: 'good', signer: null, proven: false },
    { action: 'edited by hand', signature: 'good', signer: 'dora@example.com', proven: true },
    { action: 'approved', signature: 'good', signer: 'carl@example.com', proven: true, unverified: false },
  ];
  expect((await repository.rgz('vera', 'log', id, '--json')).json).toMatchObject(told);
  expect((await repository.rgz('vera', 'explain', id, '--json')).json).toMatchObject({ history: told });
  const log = (await repository.rgz('vera', 'log', id)).stdout.split('\n');
  expect(log.filter((line) => line.includes('✗ unknown key'))).toHaveLength(1);
  expect(log.at(-2)).toContain('✓ carl@example.com');
  const explained = (await repository.rgz('vera', 'explain', id)).stdout;
  expect(explained).toContain('  edited by hand by dora@example.com  ✗ unknown key  ');
  expect(explained).toContain('  approved by carl@example.com  ✓ carl@example.com  ');
});

test('nothing is claimed of who made what came with the adoption', async () => {
  const other = await makeRepository({ identity: 'signed', remote: false });
  const id = await other.request();
  const text = other.show(other.pathOf(id));
  const repository = await makeRepository({ identity: 'signed', remote: false });
  const tree = repository.git('rev-parse', 'HEAD^{tree}');
  repository.git('update-ref', '-d', 'refs/heads/main');
  repository.git('rm', '-rqf', '.');
  const before = repository.commit('dora', { files: { [other.pathOf(id)]: `${text}\n` }, parents: [] });
  repository.git('read-tree', '-m', tree);
  repository.git('checkout-index', '-af');
  repository.commit('ada', { files: { [other.pathOf(id)]: `${text}\n` }, parents: [before] });
  const log = await repository.rgz('vera', 'log', id);
  expect(log.stdout).toContain('– before adoption');
  const entry = { action: 'created', commit: before, signature: 'good', signer: null, proven: false, unverified: true };
  expect((await repository.rgz('vera', 'log', id, '--json')).json).toMatchObject([entry]);
});
