import { afterEach, describe, expect, it } from 'vitest';
import { openAwxDeployer } from '../../../../src/adapters/deployers/awx/index.ts';
import type { Job } from '../../../../src/ports/deployer.ts';
import type { FaultRule } from '../../../emulator/awx/faults.ts';
import { aJob, owner } from './a-job.ts';
import { AwxStage, token } from './stage.ts';

let stage: AwxStage;
afterEach(() => stage.close());

describe('a launch', () => {
  it('carries the request in the variables, and the attempt to the log of AWX', async () => {
    stage = await AwxStage.start({ templates: [{ name: 'deploy', extra_vars: { region: 'eu' } }] });
    const deployer = await stage.open();
    const { job } = aJob(stage);
    const launch = await deployer.launch(job);
    const [made] = stage.emulator.world.jobs;
    const id = made?.id;
    expect(launch).toEqual({
      kind: 'started',
      jobId: `job/${id}`,
      url: `${stage.emulator.url}/#/jobs/playbook/${id}/output`,
    });
    const { rgz_record_base64, ...variables } = made?.variables ?? {};
    expect(variables).toEqual({
      region: 'eu',
      rgz_request_id: 'PR-2026-0007',
      rgz_attempt: 'PR-2026-0007-1-k3x9',
      rgz_tenant: 'tenant-finance',
      rgz_environment: 'prod',
      rgz_target_type: 'api',
      rgz_target_name: 'payment-api',
      rgz_target_version: '2.1.0+build.7',
    });
    const { status, ...approved } = job.record;
    expect(JSON.parse(Buffer.from(`${rgz_record_base64}`, 'base64').toString())).toEqual(approved);
    expect(made?.requestId).toBe('PR-2026-0007-1-k3x9');
  });

  it('leaves nothing in the variables that Ansible could evaluate, sent or decoded', async () => {
    stage = await AwxStage.start();
    const deployer = await stage.open();
    const hostile = '{{ lookup("pipe", "id") }} {% for a in b %} {# c #} {{{ d }}} fine { {x} }';
    const record = { metadata: { labels: { '{{ key }}': hostile } }, spec: { list: [hostile, 1, null] } };
    await deployer.launch(aJob(stage, { record }).job);
    const { variables } = stage.emulator.world.jobs[0] ?? {};
    const decoded = Buffer.from(`${variables?.rgz_record_base64}`, 'base64').toString();
    expect(JSON.stringify(variables)).not.toMatch(/\{[{%#]/);
    expect(decoded).not.toMatch(/\{[{%#]\s*[^"]/);
    const safe = '{ { lookup("pipe", "id") }} { % for a in b %} { # c #} { { { d }}} fine { {x} }';
    expect(JSON.parse(decoded)).toMatchObject({
      metadata: { labels: { '{ { key }}': safe } },
      spec: { list: [safe, 1, null] },
    });
  });

  const names: [string, Partial<Job>][] = [
    ['a version', { target: { type: 'api', name: 'payment-api', version: '{{ 7*7 }}' } }],
    ['a tenant', { tenant: "x'; id" }],
    ['an attempt', { attempt: 'a b' }],
    ['an empty environment', { environment: '' }],
  ];
  it.each(names)('is refused where %s holds a sign that could mean something', async (_, more) => {
    stage = await AwxStage.start();
    const deployer = await stage.open();
    expect(await deployer.launch(aJob(stage, more).job)).toMatchObject({ kind: 'refused', retry: false });
    expect(stage.emulator.world.jobs).toEqual([]);
  });

  it("keeps the template's own tags beside the attempt's", async () => {
    stage = await AwxStage.start({
      templates: [{ name: 'deploy', asks: { skip_tags: true }, skip_tags: 'slow, never' }],
    });
    await (await stage.open()).launch(aJob(stage).job);
    expect(stage.emulator.world.jobs[0]?.skip_tags).toBe('slow,never,rgz-PR-2026-0007-1-k3x9');
  });

  it('hands no tags to a workflow, which would give them to its jobs in place of theirs', async () => {
    const workflows = [{ name: 'roll out', nodes: ['deploy'], asks: { skip_tags: true } }];
    stage = await AwxStage.start({ workflows }, { workflow: 'roll out' });
    await (await stage.open()).launch(aJob(stage).job);
    expect(stage.emulator.world.jobs[0]?.skip_tags).toBe('');
  });

  it('warns of credentials that travel without encryption', async () => {
    stage = await AwxStage.start();
    const journal = (entry: { event: string; message: string }) => stage.logged.push(entry);
    for (const url of [
      'http://awx.example.com:8052',
      'https://awx.example.com',
      'http://[::1]:8052',
      'http://localhost/',
    ]) {
      openAwxDeployer({ settings: { type: 'awx', url, template: 'deploy' }, secret: token, clock: stage, journal });
    }
    expect(stage.logged).toEqual([
      {
        level: 'warn',
        event: 'awx.not-private',
        message: expect.stringMatching(/RGZ_AWX_TOKEN goes to awx.example.com/),
      },
    ]);
  });

  const faults: [FaultRule, object, number][] = [
    [{ fault: 'lost-answer' }, { kind: 'started' }, 1],
    [{ fault: 'half-answer' }, { kind: 'started' }, 1],
    [{ fault: 'bad-gateway-after' }, { kind: 'started' }, 1],
    [{ fault: 'gateway-timeout-after' }, { kind: 'started' }, 1],
    [{ fault: 'slow', seconds: 3 }, { kind: 'unsure', lookAfter: 10 }, 0],
    [{ fault: 'down' }, { kind: 'unsure', lookAfter: 10 }, 0],
    [{ fault: 'bad-gateway' }, { kind: 'unsure', lookAfter: 10 }, 0],
    [{ fault: 'unavailable' }, { kind: 'unsure' }, 0],
    [{ fault: 'migrating' }, { kind: 'unsure' }, 0],
    [{ fault: 'throttled', seconds: 20 }, { kind: 'refused', retry: true, retryAfter: 20 }, 0],
    [{ fault: 'expired-token' }, { kind: 'refused', retry: true }, 0],
    [{ fault: 'migrating', on: 'read' }, { kind: 'refused', retry: true }, 0],
  ];
  it.each(faults)('that meets %o', async (fault, outcome, starts) => {
    stage = await AwxStage.start({ faults: [fault] });
    const deployer = await stage.open();
    const { job } = aJob(stage);
    expect(await deployer.launch(job)).toMatchObject(outcome);
    expect(await stage.starts(job.attempt)).toBe(starts);
    expect(JSON.stringify(stage.logged)).not.toContain(token);
    await deployer.close();
  });

  it('that AWX refuses for good is told in its words', async () => {
    const survey = [{ variable: 'rgz_target_version', type: 'text', required: true, max: 3 }] as const;
    stage = await AwxStage.start({ templates: [{ name: 'deploy', survey }] });
    expect(await (await stage.open()).launch(aJob(stage).job)).toEqual({
      kind: 'refused',
      retry: false,
      error: expect.stringMatching(
        /\(400\): variables_needed_to_start: 'rgz_target_version' value 2.1.0\+build.7 is too large/,
      ),
    });
  });

  it('with a token that may only read waits for a better one', async () => {
    const users = [{ username: 'rgz', password: 'x', superuser: true, tokens: [{ token, scope: 'read' }] }] as const;
    stage = await AwxStage.start({ users });
    expect(await (await stage.open()).launch(aJob(stage).job)).toMatchObject({ kind: 'refused', retry: true });
  });

  it('takes the template that has the name now', async () => {
    stage = await AwxStage.start();
    const deployer = await stage.open();
    await deployer.ready();
    const { world } = stage.emulator;
    const [old] = world.templates;
    if (old !== undefined) old.name = 'deploy the old way';
    const renewed = world.addTemplate({ name: 'deploy' });
    await deployer.launch(aJob(stage).job);
    expect(world.jobs[0]?.template).toBe(renewed);
    world.templates.length = 0;
    const again = aJob(stage, { attempt: 'PR-2026-0007-2-a' });
    expect(await deployer.launch(again.job)).toMatchObject({ kind: 'refused', retry: true });
  });

  it('that was stripped of its variables is cancelled, and fails', async () => {
    stage = await AwxStage.start({ faults: [{ fault: 'ignored-fields' }], pace: { cancel: 5 } });
    const deployer = await stage.open();
    const launch = await deployer.launch(aJob(stage).job);
    if (launch.kind !== 'started') throw new Error(launch.kind);
    expect(launch.jobId).toMatch(/^job\/\d+\/fields-ignored$/);
    expect(stage.logged).toMatchObject([{ event: 'awx.fields-ignored', attempt: 'PR-2026-0007-1-k3x9' }]);
    expect(await deployer.poll(launch.jobId, owner)).toEqual({ kind: 'running' });
    await stage.pass(6);
    expect(await deployer.poll(launch.jobId, owner)).toEqual({
      kind: 'failed',
      error: expect.stringMatching(/left fields out/),
    });
    expect(stage.emulator.world.jobs[0]?.status).toBe('canceled');
  });

  it('that was stripped and could not be cancelled in time leaves its outcome unknown', async () => {
    stage = await AwxStage.start({
      hold: false,
      faults: [{ fault: 'ignored-fields' }, { fault: 'down', on: 'cancel' }],
    });
    const deployer = await stage.open();
    const launch = await deployer.launch(aJob(stage).job);
    if (launch.kind !== 'started') throw new Error(launch.kind);
    expect(await deployer.poll(launch.jobId, owner)).toMatchObject({ kind: 'unknown' });
  });
});
