import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addRemote, createRepository, refuseStrangeUrl } from '../../../src/adapters/git/index.ts';
import { draft, failure, land, Sandbox } from './sandbox.ts';

const hooks = [
  'applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg post-commit',
  'pre-rebase post-checkout post-merge pre-push reference-transaction push-to-checkout pre-auto-gc post-rewrite',
  'fsmonitor-watchman post-index-change proc-receive',
]
  .join(' ')
  .split(' ');

/** Everything a repository's own configuration could name that Git would start. */
function booby(box: Sandbox, folder: string): string {
  const trap = box.write('trap.sh', `#!/bin/sh\necho "$0 $*" >> ${box.path('canary')}\nexit 1\n`, 0o755);
  for (const hook of hooks) box.write(`${folder}/.git/hooks/${hook}`, `#!/bin/sh\n${trap} ${hook}\n`, 0o755);
  const settings: [string, string][] = [
    ['core.fsmonitor', trap],
    ['core.sshCommand', trap],
    ['core.gitProxy', trap],
    ['core.askPass', trap],
    ['core.editor', trap],
    ['core.pager', trap],
    ['core.alternateRefsCommand', trap],
    ['credential.helper', trap],
    ['credential.https://example.com.helper', `!${trap}`],
    ['filter.evil.clean', `${trap} clean`],
    ['filter.evil.smudge', `${trap} smudge`],
    ['filter.evil.process', `${trap} process`],
    ['filter.evil.required', 'true'],
    ['filter.a=b.clean', `${trap} clean`],
    ['filter.a=b.smudge', `${trap} smudge`],
    ['diff.evil.textconv', trap],
    ['diff.evil.command', trap],
    ['diff.external', trap],
    ['merge.evil.driver', trap],
    ['gpg.program', trap],
    ['gpg.ssh.program', trap],
    ['gpg.ssh.defaultKeyCommand', trap],
    ['log.showSignature', 'true'],
    ['push.gpgSign', 'true'],
    ['commit.gpgSign', 'true'],
    ['remote.origin.uploadpack', trap],
    ['remote.origin.receivepack', trap],
    ['remote.origin.mirror', 'true'],
    ['submodule.recurse', 'true'],
    ['push.recurseSubmodules', 'on-demand'],
    ['fetch.recurseSubmodules', 'true'],
    ['protocol.ext.allow', 'always'],
    ['gc.auto', '1'],
    ['uploadpack.packObjectsHook', trap],
  ];
  for (const [key, value] of settings) box.git(folder, 'config', '--local', key, value);
  box.write(`${folder}/.git/info/attributes`, '*.txt filter=a=b\n');
  return trap;
}

const attributes = '*.yaml filter=evil diff=evil merge=evil\n*.txt filter=a=b\n';

describe('a hostile repository', () => {
  it('starts nothing of its own while rgz reads, writes, publishes and follows', async () => {
    const box = new Sandbox();
    box.published('work', { '.gitattributes': attributes, 'a.yaml': '1\n', 'b.yaml': '1\n', 'c.txt': '1\n' });
    booby(box, 'work');
    box.write('work/b.yaml', '1\n');
    const repository = await box.open('work');
    await repository.identity();
    const from = (await repository.tip('write'))?.commit;
    const next = await land(repository, { 'a.yaml': '2\n', 'n.yaml': 'n\n', 'c.txt': '2\n' });
    expect(await repository.syncCheckout(from, next)).toEqual({ kind: 'updated' });
    expect(await repository.refresh()).toBe(true);
    box.git('seed', 'pull', '-q', '../remote.git', 'main');
    box.commit('seed', Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`${index}.yaml`, 'x\n'])));
    box.git('seed', 'push', '-q', '../remote.git', 'main');
    await repository.refresh();
    const last = await land(repository, { 'a.yaml': '3\n' });
    expect(await repository.syncCheckout(next, last)).toEqual({ kind: 'updated' });
    expect((await repository.historyOf(last, 'a.yaml')).length).toBe(3);
    expect(await repository.isAncestor(from ?? '', last)).toBe(true);
    const signed = repository.writeCommit(draft(last, { x: 'x' }), { kind: 'git', key: undefined });
    expect(await failure(signed)).toMatchObject({ code: 'identity.signing-failed' });
    expect(existsSync(box.path('canary'))).toBe(false);
    expect(box.git('remote.git', 'rev-parse', 'main')).toBe(last);
    await failure(() => box.git('work', 'add', '--renormalize', '.'));
    expect(existsSync(box.path('canary')), 'the trap works').toBe(true);
  });

  it('starts nothing without a remote either', async () => {
    const box = new Sandbox();
    box.repository('work', { '.gitattributes': attributes, 'a.yaml': '1\n', 'c.txt': '1\n' });
    booby(box, 'work');
    const repository = await box.open('work', { remote: undefined });
    const next = await land(repository, { 'a.yaml': '2\n', 'n.txt': 'n\n' });
    box.write('work/a.yaml', 'edited\n');
    await repository.syncCheckout(`${next}`, next);
    await repository.healCheckout();
    expect(existsSync(box.path('canary'))).toBe(false);
  });

  it.each(['ext::sh -c "touch %S"', 'evil::x', '-oProxyCommand=x:y'])('is not spoken to over %s', async (url) => {
    const box = new Sandbox();
    box.published();
    const trap = booby(box, 'work');
    box.write('bin/git-remote-evil', `#!/bin/sh\n${trap}\n`, 0o755);
    box.git('work', 'config', 'remote.origin.url', url.replace('%S', box.path('canary')));
    const env = { ...box.env, PATH: `${box.path('bin')}:${box.env.PATH}` };
    const repository = await box.open('work', { env });
    expect(await failure(repository.refresh())).toMatchObject({ exitCode: 6 });
    expect(await failure(land(repository, { a: 'a' }))).toMatchObject({ exitCode: 6 });
    box.git('work', 'config', 'remote.origin.vcs', 'evil');
    expect(await failure(repository.refresh())).toMatchObject({ exitCode: 6 });
    expect(existsSync(box.path('canary'))).toBe(false);
  });

  it('cannot make a read fetch what is missing', async () => {
    const box = new Sandbox();
    box.published();
    booby(box, 'work');
    for (const [key, value] of [
      ['extensions.partialClone', 'origin'],
      ['core.repositoryFormatVersion', '1'],
      ['remote.origin.promisor', 'true'],
    ] as const) {
      box.git('work', 'config', key, value);
    }
    const repository = await box.open('work');
    expect(await failure(repository.readBlob('1'.repeat(40)))).toMatchObject({ code: 'git.failed' });
    expect(existsSync(box.path('canary'))).toBe(false);
  });

  it('cannot redirect Git with the environment of an enclosing command', async () => {
    const box = new Sandbox();
    box.repository('work');
    box.repository('other');
    const env = {
      ...box.env,
      GIT_DIR: box.path('other/.git'),
      GIT_WORK_TREE: box.path('other'),
      GIT_INDEX_FILE: '/nowhere',
    };
    const repository = await box.open('work', { env });
    const next = await land(repository, { a: 'a' });
    await repository.syncCheckout(undefined, next);
    expect(box.git('work', 'rev-parse', 'main')).toBe(next);
    expect(box.git('other', 'rev-list', '--count', 'main')).toBe('1');
  });

  it('cannot smuggle options in with the names of branches and remotes', async () => {
    const box = new Sandbox();
    box.published();
    for (const branch of ['-f', '--upload-pack=x', 'a..b', 'a b', 'x.lock', '', 'a:b', '@{-1}']) {
      expect(await failure(box.open('work', { branch }))).toMatchObject({ code: 'usage.invalid' });
    }
    box.git('work', 'config', 'remote.-x.url', 'u');
    box.git('work', 'config', 'branch.main.remote', '-x');
    expect(await failure(box.open('work'))).toMatchObject({ code: 'git.failed' });
  });
});

describe('a new repository', () => {
  it('is made once, and gets its remote once', async () => {
    const box = new Sandbox();
    const folder = box.path('new/deep');
    await createRepository(folder, box.env);
    await createRepository(folder, box.env);
    expect(await addRemote(folder, box.env, '../remote.git')).toBeTypeOf('function');
    expect(await addRemote(folder, box.env, '../remote.git')).toBeUndefined();
    expect(await failure(addRemote(folder, box.env, 'https://example.com/x.git'))).toMatchObject({
      code: 'repository.exists',
    });
    const repository = await box.open('new/deep');
    expect(repository).toMatchObject({ branch: 'main', remote: 'origin', worktree: folder });
  });

  it('takes only addresses that start nothing', async () => {
    for (const url of ['-x', 'ext::sh', 'evil://x', '', 'fd::7', 'a\nb']) {
      expect(await failure(() => refuseStrangeUrl(url))).toMatchObject({ code: 'usage.invalid' });
    }
    for (const url of ['git@example.com:x/y.git', 'https://example.com/x', '../x.git', '/srv/x', 'ssh://h/x', 'C:\\x'])
      refuseStrangeUrl(url);
  });
});
