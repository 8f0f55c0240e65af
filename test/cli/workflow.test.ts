import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeFolder, runGit } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { rgzOnPath } from '../kit/server-hook.ts';

interface Step {
  name?: string;
  uses?: string;
  with?: Record<string, unknown>;
  if?: string;
  env?: Record<string, string>;
  run?: string;
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const workflow = parse(read('templates/repository/.github/workflows/rgz.yml'));
const steps: Step[] = workflow.jobs.records.steps;

/** Runs the steps for an event as a runner would: in a clone of all branches, detached at the commit that is tested. */
function runSteps(repository: Repository, event: 'push' | 'pull_request', at: string, base: string, head: string) {
  const folder = join(repository.root, `runner-${event}-${at.slice(0, 8)}`);
  const base0 = repository.env('vera');
  const env = { ...base0, PATH: `${rgzOnPath(repository.root)}:${base0.PATH}`, CI: 'true' };
  runGit(repository.root, env, ['clone', '-q', '--no-checkout', repository.remote ?? '', folder]);
  runGit(folder, env, ['fetch', '-q', repository.work, '+refs/pull/*:refs/remotes/pull/*']);
  runGit(folder, env, ['checkout', '-q', '--detach', at]);
  const mine = steps.filter((step) => step.run?.startsWith('rgz ') && (step.if?.includes(`'${event}'`) ?? true));
  return mine.map(({ run = '', env: more = {} }) => {
    const filled = Object.entries(more).map(([key, value]) => [
      key,
      value
        .replace(/\$\{\{ github\.event\.pull_request\.base\.sha \}\}/, base)
        .replace(/\$\{\{ github\.event\.pull_request\.head\.sha \}\}/, head),
    ]);
    const options = { cwd: folder, env: { ...env, ...Object.fromEntries(filled) }, encoding: 'utf8' as const };
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', run], options);
    return { run, status, stdout, stderr };
  });
}

/** A pull request of one commit, and the merge that GitHub would test. */
function pullRequest(repository: Repository, files: Record<string, string>) {
  const base = repository.head();
  const head = repository.commit('dora', { files, push: false });
  const merge = repository.commitIndex('dora', { parents: [base, head], push: false, message: 'Merge' });
  repository.git('update-ref', 'refs/pull/1/merge', merge);
  repository.git('update-ref', 'refs/heads/main', base);
  repository.git('reset', '-q', '--hard', base);
  return { base, head, merge };
}

describe('the workflow that rgz init writes', () => {
  test('pins what it uses, reads the whole history, and may only read', () => {
    for (const { uses } of steps.filter((step) => step.uses !== undefined))
      expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
    expect(steps[0]?.with).toEqual({ 'fetch-depth': 0, 'persist-credentials': false });
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(steps.filter((step) => step.run?.includes('${{'))).toEqual([]);
    expect(workflow.env).toEqual({ RGZ_PACKAGE: expect.stringMatching(/^\$\{\{ vars\.RGZ_PACKAGE \}\}$/) });
  });

  test('says what to set while it is not told where rgz comes from, and installs nothing then', () => {
    const { run = '' } = steps.find((step) => step.name === 'Install rgz') ?? {};
    const env = { HOME: makeFolder(), PATH: makeFolder(), RGZ_PACKAGE: '' };
    const ran = spawnSync('/bin/bash', ['-e', '-c', run], { cwd: makeFolder(), env, encoding: 'utf8' });
    expect([ran.status, ran.stderr]).toEqual([1, '']);
    expect(ran.stdout).toMatch(/^::error title=rgz cannot be installed::Set the variable RGZ_PACKAGE /);
  });

  test('lies in a new repository, beside the hooks', async () => {
    const repository = await makeRepository({ remote: false });
    for (const path of ['.github/workflows/rgz.yml', '.rgz/hooks/pre-receive', '.rgz/hooks/pre-commit'])
      expect(`${repository.show(path)}\n`).toBe(read(`templates/repository/${path}`));
    expect((await repository.rgz('vera', 'check')).stdout).toContain('nothing to say');
  });

  test('turns a bad change red on its own line, and lets a good one pass', async () => {
    const repository = await makeRepository({ identity: 'signed' });
    const id = await repository.request();
    const path = repository.pathOf(id);
    const text = repository.show(path);
    const bad = pullRequest(repository, { [path]: text.replace('state: pending', 'state: approved') });
    const [refused, ...more] = runSteps(repository, 'pull_request', bad.merge, bad.base, bad.head);
    expect(more.map(({ status }) => status)).toEqual([1]);
    expect(refused?.status).toBe(1);
    const line = text.split('\n').indexOf('  state: pending') + 1;
    expect(refused?.stdout).toContain(`::error file=${path},line=${line},col=10,title=status.state-differs::`);
    const good = pullRequest(repository, { [path]: text.replace('payment flow', 'payment process') });
    const passed = runSteps(repository, 'pull_request', good.merge, good.base, good.head);
    const clean = (what: string) => expect.objectContaining({ status: 0, stdout: `${what} checked, nothing to say\n` });
    expect(passed).toEqual([clean('1 commit and 1 record'), clean('1 record')]);
  });

  test('checks and audits what was pushed', async () => {
    const repository = await makeRepository();
    const id = await repository.request();
    const head = repository.head();
    expect(runSteps(repository, 'push', head, head, head).map(({ status }) => status)).toEqual([0, 0]);
    const path = repository.pathOf(id);
    const text = repository.show(path);
    repository.commit('dan', {
      files: { [path]: `${text}\n`.replace('impactAssessment: low', 'impactAssessment: high') },
    });
    const undone = repository.commit('dan', { files: { [path]: `${text}\n` } });
    const [check, audit] = runSteps(repository, 'push', undone, head, undone);
    expect([check?.status, audit?.status]).toEqual([0, 1]);
    expect(audit?.stdout).toContain('[policy.not-allowed]');
  });
});
