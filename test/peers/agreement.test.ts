import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Policy as PolicyFile } from '../../src/generated/types/policy.v1.ts';
import { makeFolder, runGit } from '../kit/folder.ts';
import { makeRepository } from '../kit/repository.ts';
import { gitVerdicts } from './git-verdicts.ts';
import { fates, makeSigners, mixedCommits } from './mixed-commits.ts';

const absent = spawnSync('ssh-keygen', ['-?'], { input: '' }).error !== undefined;
if (absent) console.warn('Agreement with Git skipped: ssh-keygen cannot be run here.');
const count = Number(process.env.RGZ_AGREEMENT_COMMITS ?? 5_000);

interface Event {
  commit: string;
  signature: string;
  signer: string | null;
}

test.skipIf(absent)(
  `of ${count} commits, rgz audit finds good what git log finds good`,
  async () => {
    const repository = await makeRepository({ identity: 'signed', remote: false });
    const path = repository.pathOf(await repository.request());
    const policy = parse(repository.show('.rgz/policy.yaml')) as PolicyFile;
    const signers = makeSigners(
      makeFolder(),
      policy.people.map(({ emails }) => emails[0] ?? ''),
    );
    policy.version += 1;
    for (const [at, person] of policy.people.entries()) person.keys?.push(signers[at]?.line ?? '');
    repository.commit('ada', { files: { '.rgz/policy.yaml': stringify(policy) } });
    const text = `${repository.show(path)}\n`;
    const trees = ['# one\n', '# two\n', '# three\n'].map((remark) => {
      repository.commit('dora', { files: { [path]: `${remark}${text}` } });
      return repository.git('rev-parse', 'HEAD^{tree}');
    });
    const parent = repository.head();
    const at = Number(repository.git('log', '-1', '--format=%ct')) - count;
    const { pack, head, fateOf } = mixedCommits(count, { parent, trees, at, signers });
    runGit(repository.work, repository.env('ada'), ['index-pack', '--stdin'], pack);
    repository.git('update-ref', 'refs/heads/main', head);

    const allowed = (await repository.rgz('vera', 'policy', 'allowed-signers')).orThrow().stdout;
    const file = join(repository.root, 'allowed-signers');
    writeFileSync(file, allowed);
    // Git writes each signature into a file for ssh-keygen.
    const env = { ...repository.env('vera'), TMPDIR: makeFolder() };
    const asked = { cwd: repository.work, env, signers: file };
    const byGit = await gitVerdicts(asked, parent, head, availableParallelism());

    const exported = await repository.rgz('vera', 'audit', 'export', '--since', parent, '--format', 'json');
    const { events } = exported.json as { events: Event[] };
    const byRgz = new Map(
      events.map(({ commit, signature, signer }) => [commit, signature === 'good' && signer !== null]),
    );
    expect([byGit.size, byRgz.size]).toEqual([count, count]);

    const differing = [...fateOf]
      .filter(([commit]) => (byGit.get(commit) === 'G') !== byRgz.get(commit))
      .map(([commit, fate]) => `${fate}: Git says ${byGit.get(commit)}, rgz ${byRgz.get(commit)}`);
    expect([...new Set(differing)]).toEqual([]);
    const good = [...fateOf].filter(([commit]) => byRgz.get(commit));
    expect(new Set(good.map(([, fate]) => fate))).toEqual(
      new Set([
        'good',
        'by the key of somebody else',
        'beside one for the other object format',
        'before the committer',
      ]),
    );
    expect(new Set(fateOf.values()).size).toBe(Math.min(Object.keys(fates).length, count));
  },
  1_800_000,
);
