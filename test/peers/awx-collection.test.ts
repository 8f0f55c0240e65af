import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock/index.ts';
import { openAwxDeployer } from '../../src/adapters/deployers/awx/index.ts';
import type { Job } from '../../src/ports/deployer.ts';
import { AwxEmulator } from '../emulator/awx/emulator.ts';

const absent = ['ansible-playbook', 'ansible-doc'].some((tool) => spawnSync(tool, ['--version']).error !== undefined);
const collection = absent ? undefined : spawnSync('ansible-doc', ['-t', 'module', '-s', 'awx.awx.job_launch']).status;
const skipped = collection !== 0;
if (skipped) console.warn('AWX peers skipped: ansible-playbook or its collection awx.awx cannot be run here.');

const token = 'peer-token';

/** What a playbook said of its last task, as Ansible's own JSON has it. */
interface Said {
  failed: boolean;
  msg?: string;
  id: number;
  status?: string;
  changed: boolean;
  [key: string]: unknown;
}

describe.skipIf(skipped)('beside the collection awx.awx and Ansible', () => {
  let folder = '';
  let emulator: AwxEmulator;
  let number = 0;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rgz-peer-awx-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeEach(async () => {
    await emulator?.close();
    const command = (playbook: string) => {
      const file = join(folder, playbook);
      return [
        'ansible-playbook',
        '-i',
        'localhost,',
        '-c',
        'local',
        file,
        '-e',
        '@{extra_vars}',
        '-e',
        `out=${folder}/out`,
      ];
    };
    emulator = new AwxEmulator({
      users: [{ username: 'rgz', password: 'a pass word', superuser: true, tokens: [{ token }] }],
      templates: [
        { name: 'deploy', command: command('deploy.yml'), asks: { skip_tags: true, limit: true } },
        { name: 'deploy', organization: 'Elsewhere', command: ['false'] },
        { name: 'break', command: command('break.yml') },
        { name: 'last', command: ['sleep', '600'] },
        { name: 'closed', asks: { variables: false } },
        { name: 'sliced', slices: 2 },
      ],
      workflows: [
        { name: 'roll out', nodes: ['deploy', 'sliced'] },
        { name: 'go wrong', nodes: ['break', 'deploy'] },
      ],
    });
    await emulator.start();
  });
  afterAll(() => emulator?.close());

  const deploy = `
- hosts: localhost
  gather_facts: false
  tasks:
    - ansible.builtin.set_fact:
        record: "{{ rgz_record_base64 | b64decode | from_json }}"
      when: rgz_record_base64 is defined
    - ansible.builtin.copy:
        content: "{{ record.spec.justification | default('') }} {{ rgz_target_version | default('none') }}"
        dest: "{{ out }}"
`;

  async function run(file: string, env: Record<string, string>): Promise<Said> {
    const surroundings = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      LC_ALL: 'C.UTF-8',
      ANSIBLE_STDOUT_CALLBACK: 'json',
      ANSIBLE_LOCALHOST_WARNING: 'false',
      ANSIBLE_DEPRECATION_WARNINGS: 'false',
      CONTROLLER_HOST: emulator.url,
      CONTROLLER_OAUTH_TOKEN: token,
      ...env,
    };
    const args = ['-i', 'localhost,', '-c', 'local', file];
    const { stdout } = await promisify(execFile)('ansible-playbook', args, { env: surroundings, cwd: folder }).catch(
      (error: { stdout: string; stderr: string }) => {
        if (!error.stdout?.includes('"plays"')) throw new Error(`${error.stdout}\n${error.stderr}`);
        return error;
      },
    );
    const { plays } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
      plays: { tasks: { hosts: { localhost: Said } }[] }[];
    };
    const said = plays.at(-1)?.tasks.at(-1)?.hosts.localhost;
    if (said === undefined) throw new Error(stdout);
    return said;
  }

  /** Runs one module of the collection. */
  function module(name: string, parameters: object, env: Record<string, string> = {}): Promise<Said> {
    number += 1;
    const file = join(folder, `drive-${number}.yml`);
    writeFileSync(join(folder, 'deploy.yml'), deploy);
    writeFileSync(
      join(folder, 'break.yml'),
      deploy.replace('tasks:', "tasks:\n    - ansible.builtin.fail: {msg: 'it broke'}"),
    );
    const task = { [`awx.awx.${name}`]: parameters };
    writeFileSync(file, JSON.stringify([{ hosts: 'localhost', gather_facts: false, tasks: [task] }]));
    return run(file, env);
  }

  const wait = { wait: true, interval: 0.2 };

  it('job_launch runs a playbook and waits for it', async () => {
    const extra_vars = { rgz_target_version: '2.1.0' };
    const said = await module('job_launch', {
      name: 'deploy',
      organization: 'Default',
      extra_vars,
      skip_tags: ['a', 'b'],
      ...wait,
    });
    expect(said).toMatchObject({ changed: true, status: 'successful' });
    expect(readFileSync(join(folder, 'out'), 'utf8')).toBe(' 2.1.0');
    expect(emulator.world.jobs[0]).toMatchObject({ id: said.id, skip_tags: 'a,b', status: 'successful' });
    expect(emulator.world.jobs[0]?.output).toMatch(/PLAY RECAP/);
    expect(said.failed ?? false).toBe(false);
  });

  it('job_launch takes a user with a password, by a token that it gives back', async () => {
    const env = { CONTROLLER_OAUTH_TOKEN: '', CONTROLLER_USERNAME: 'rgz', CONTROLLER_PASSWORD: 'a pass word' };
    expect(await module('job_launch', { name: 'sliced' }, env)).toMatchObject({ changed: true, status: 'pending' });
    expect(emulator.world.tokens).toHaveLength(1);
    const wrong = await module('job_launch', { name: 'sliced' }, { ...env, CONTROLLER_PASSWORD: 'b' });
    expect(wrong).toMatchObject({ failed: true, msg: expect.stringMatching(/Failed to get token: HTTP Error 401/) });
  });

  it('job_launch tells of a playbook that failed, a template that is not there or not sure, and what it must not send', async () => {
    const broken = await module('job_launch', { name: 'break', ...wait });
    expect(broken).toMatchObject({
      failed: true,
      status: 'failed',
      msg: expect.stringMatching(/The Job - break, failed/),
    });
    expect(emulator.world.jobs[0]?.output).toMatch(/it broke/);
    const missing = await module('job_launch', { name: 'nothing' });
    expect(missing).toMatchObject({ failed: true, msg: 'Unable to find job template by name nothing' });
    const twice = await module('job_launch', { name: 'deploy' });
    expect(twice).toMatchObject({ failed: true, msg: expect.stringMatching(/returned 2 items, expected 1/) });
    const closed = await module('job_launch', { name: 'closed', extra_vars: { a: 1 } });
    expect(closed).toMatchObject({ failed: true, errors: [expect.stringMatching(/extra_vars was specified but/)] });
  });

  it('job_cancel ends a program that runs, and job_wait tells so', async () => {
    const { id } = await module('job_launch', { name: 'last' });
    expect(await module('job_cancel', { job_id: id })).toMatchObject({ changed: true });
    const waited = await module('job_wait', { job_id: id, interval: 0.2, timeout: 60 });
    expect(waited).toMatchObject({ failed: true, status: 'canceled', id });
    expect(await module('job_cancel', { job_id: id })).toMatchObject({ changed: false });
    expect(await module('job_cancel', { job_id: id, fail_if_not_running: true })).toMatchObject({ failed: true });
    const unknown = await module('job_wait', { job_id: 4711 });
    expect(unknown).toMatchObject({ failed: true, msg: expect.stringMatching(/4711; that ID does not exist/) });
  });

  it('job_list goes through all pages and filters', async () => {
    const [template] = emulator.world.templates.filter(({ name }) => name === 'closed');
    if (template === undefined) throw new Error('there is no template');
    const prompts = { job_tags: '', limit: '', labels: [], slices: 1, launchType: 'manual', requestId: '' } as const;
    for (let at = 0; at < 30; at += 1) {
      const skip_tags = at === 17 ? 'rgz-PR-2026-0001-1-a' : '';
      emulator.clockwork.launch({ template, by: emulator.world.users[0], variables: {}, skip_tags, ...prompts });
    }
    const all = await module('job_list', { status: 'successful', all_pages: true });
    expect(all).toMatchObject({ count: 30, next: null });
    expect(all.results).toHaveLength(30);
    const page = await module('job_list', { page: 2 });
    expect(page.results).toHaveLength(5);
    const tagged = await module('job_list', {
      query: { skip_tags__contains: 'rgz-PR-2026-0001-1-a', launch_type: 'manual' },
    });
    expect(tagged).toMatchObject({ count: 1, results: [{ skip_tags: 'rgz-PR-2026-0001-1-a' }] });
    const hidden = await module('job_list', { query: { extra_vars__contains: 'a' } });
    expect(hidden).toMatchObject({ failed: true, msg: expect.stringMatching(/HTTP 403/) });
  });

  it('workflow_launch runs one job after the other, and stops at one that fails', async () => {
    const extra_vars = { rgz_target_version: '3.0.0' };
    const good = await module('workflow_launch', { name: 'roll out', extra_vars, interval: 0.2 });
    expect(good).toMatchObject({ status: 'successful' });
    expect(emulator.world.jobs.map(({ name, type, launchType }) => [name, type, launchType])).toEqual([
      ['roll out', 'workflow_job', 'manual'],
      ['deploy', 'job', 'workflow'],
      ['sliced', 'workflow_job', 'workflow'],
      ['sliced', 'job', 'workflow'],
      ['sliced', 'job', 'workflow'],
    ]);
    const bad = await module('workflow_launch', { name: 'go wrong', interval: 0.2 });
    expect(bad).toMatchObject({ failed: true, msg: expect.stringMatching(/go wrong, failed/) });
    const last = await module('job_wait', { job_id: bad.id as number, job_type: 'workflow_jobs' });
    expect(last).toMatchObject({ failed: true, status: 'failed' });
  });

  it('what a requester wrote is never evaluated, however a playbook reads it', async () => {
    const trap = (name: string) => `{{ lookup('pipe', 'touch ${join(folder, name)}; echo evaluated') }}`;
    await module('job_list', {});
    const deployer = openAwxDeployer({
      settings: { type: 'awx', url: emulator.url, template: 'deploy', organization: 'Default' },
      secret: token,
      clock: systemClock,
      journal: () => undefined,
    });
    const job = jobWith(trap('trapped'));
    const launch = await deployer.launch(job);
    const jobId = launch.kind === 'started' ? launch.jobId : '';
    const owner = { attempt: job.attempt, instances: [] };
    await expect.poll(() => deployer.poll(jobId, owner), { timeout: 60_000 }).toEqual({ kind: 'succeeded' });
    await deployer.close();
    expect(readFileSync(join(folder, 'out'), 'utf8')).toBe(`{ ${trap('trapped').slice(1)} 2.1.0`);
    expect(existsSync(join(folder, 'trapped'))).toBe(false);

    const bare = Buffer.from(JSON.stringify({ spec: { justification: trap('bare') } })).toString('base64');
    const said = await module('job_launch', {
      name: 'deploy',
      organization: 'Default',
      extra_vars: { rgz_record_base64: bare },
      ...wait,
    });
    expect(said.status).toBe('successful');
    expect(existsSync(join(folder, 'bare')), 'the same text as it stands is evaluated').toBe(true);
  });
});

function jobWith(justification: string): Job {
  return {
    attempt: 'PR-2026-0001-1-a',
    request: 'PR-2026-0001',
    tenant: 'tenant-finance',
    environment: 'prod',
    target: { type: 'api', name: 'payment-api', version: '2.1.0' },
    record: { metadata: { id: 'PR-2026-0001' }, spec: { justification } },
    files: [],
    read: async () => Buffer.alloc(0),
    lease: new Date(Date.now() + 180_000).toISOString(),
  };
}
