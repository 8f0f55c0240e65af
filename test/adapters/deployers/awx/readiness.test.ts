import { afterEach, describe, expect, it } from 'vitest';
import { redact } from '../../../../src/errors/redact.ts';
import type { AwxDeployer } from '../../../../src/generated/types/config.v1.ts';
import type { FaultRule } from '../../../emulator/awx/faults.ts';
import type { EmulatorOptions, TemplateOptions } from '../../../emulator/awx/options.ts';
import { aJob, owner } from './a-job.ts';
import { AwxStage, token } from './stage.ts';

let stage: AwxStage;
afterEach(() => stage.close());

async function readyWith(options: EmulatorOptions, settings?: Omit<AwxDeployer, 'type' | 'url'>, secret?: string) {
  stage = await AwxStage.start(options, settings);
  const deployer = await stage.open(secret);
  const readiness = await deployer.ready();
  await deployer.close();
  return readiness;
}

describe('whether a launch would get anywhere', () => {
  const flawed: [string, TemplateOptions, RegExp, RegExp][] = [
    ['takes no variables', { name: 'deploy', asks: { variables: false } }, /not take variables/, /Prompt on launch/],
    ['has no inventory', { name: 'deploy', inventory: false }, /without an inventory/, /its own inventory/],
    [
      'asks what nobody answers',
      { name: 'deploy', survey: [{ variable: 'colour', type: 'text', required: true }] },
      /survey question "colour"/,
      /required/,
    ],
    [
      'makes a password of the attempt',
      { name: 'deploy', survey: [{ variable: 'rgz_attempt', type: 'password', required: true }] },
      /password of rgz_attempt/,
      /one for text/,
    ],
  ];
  it.each(flawed)('a template that %s is broken', async (_, template, reason, remedy) => {
    expect(await readyWith({ templates: [template] })).toEqual({
      kind: 'broken',
      reason: expect.stringMatching(reason),
      remedy: expect.stringMatching(remedy),
    });
  });

  it('a survey that asks for what rgz sends is fine', async () => {
    const survey = [
      { variable: 'rgz_target_version', type: 'text', required: true },
      { variable: 'notes', type: 'text', required: false },
    ] as const;
    expect(await readyWith({ templates: [{ name: 'deploy', survey }] })).toEqual({ kind: 'ready' });
  });

  it('a workflow is checked like a template', async () => {
    const workflows = [{ name: 'roll out', nodes: ['deploy'], asks: { variables: false } }];
    expect(await readyWith({ workflows }, { workflow: 'roll out' })).toMatchObject({ kind: 'broken' });
  });

  it('a template that nobody has, or that the user may not launch, is broken', async () => {
    const users = [{ username: 'rgz', password: 'x', tokens: [{ token }], may: ['other'] }];
    const none = { kind: 'broken', reason: expect.stringMatching(/sees no job template "deploy"/) };
    expect(await readyWith({ users })).toMatchObject(none);
    await stage.close();
    expect(await readyWith({ templates: [] })).toMatchObject(none);
    await stage.close();
    expect(await readyWith({}, { template: 'deploy', organization: 'Elsewhere' })).toMatchObject(none);
  });

  it('a name that two organizations use needs the organization', async () => {
    const templates = ['North', 'South'].map((organization) => ({ name: 'deploy', organization }));
    expect(await readyWith({ templates })).toMatchObject({
      kind: 'broken',
      reason: expect.stringMatching(/more than one/),
      remedy: expect.stringMatching(/set organization/),
    });
    await stage.close();
    expect(await readyWith({ templates }, { template: 'deploy', organization: 'South' })).toEqual({ kind: 'ready' });
  });

  it('a name made of digits is a name', async () => {
    const templates = [{ name: '2' }, { name: '3' }];
    expect(await readyWith({ templates }, { template: '3' })).toEqual({ kind: 'ready' });
  });

  it('the wrong address of the API is broken', async () => {
    expect(await readyWith({ apiPath: '/api/v2' }, { template: 'deploy', apiPath: '/api/v2/v3' })).toMatchObject({
      kind: 'broken',
      remedy: expect.stringMatching(/apiPath/),
    });
  });

  const secrets: [string, string, Omit<AwxDeployer, 'type' | 'url'>, RegExp][] = [
    ['an unknown token', 'not-the-token', { template: 'deploy' }, /does not accept the credentials in RGZ_AWX_TOKEN/],
    ['no token', '', { template: 'deploy', secretVariable: 'MY_TOKEN' }, /MY_TOKEN is not set/],
    ['a token with a line end', `${token}\n`, { template: 'deploy' }, /a line end/],
    ['a wrong password', 'nope', { template: 'deploy', auth: 'basic', username: 'rgz' }, /does not accept/],
    ['no user name', 'nope', { template: 'deploy', auth: 'basic' }, /no username/],
  ];
  it.each(secrets)('%s is broken, and nothing is given up for it', async (_, secret, settings, reason) => {
    stage = await AwxStage.start({}, settings);
    const deployer = await stage.open(secret);
    const { job, attempt } = aJob(stage);
    const readiness = await deployer.ready();
    expect(readiness).toMatchObject({
      kind: 'broken',
      reason: expect.stringMatching(reason),
      remedy: expect.any(String),
    });
    const told = 'reason' in readiness ? readiness.reason : '';
    expect(redact(told)).toBe(told);
    if (secret !== '') expect(JSON.stringify(readiness)).not.toContain(secret.trim());
    expect(await deployer.launch(job)).toMatchObject({ kind: 'refused', retry: true });
    expect(await deployer.find(attempt)).toMatchObject({ kind: 'unsure' });
    expect(await deployer.poll('job/7', owner)).toMatchObject({ kind: 'unreachable' });
    expect(await deployer.cancel('job/7', owner)).toMatchObject({ kind: 'unreachable' });
  });

  it('a token that has expired is broken from then on', async () => {
    const users = [
      { username: 'rgz', password: 'x', superuser: true, tokens: [{ token, expires: '2026-11-23T08:01:00Z' }] },
    ];
    stage = await AwxStage.start({ users });
    const deployer = await stage.open();
    expect(await deployer.ready()).toEqual({ kind: 'ready' });
    await stage.pass(61);
    expect(await deployer.ready()).toMatchObject({ kind: 'broken', reason: expect.stringMatching(/RGZ_AWX_TOKEN/) });
  });

  it('clocks that differ too much are broken', async () => {
    stage = await AwxStage.start();
    const deployer = await stage.open();
    for (const ahead of [-90, 90]) {
      stage.ahead = ahead;
      const reason = expect.stringMatching(ahead > 0 ? /9\d s ahead of/ : /\d\d s behind/);
      expect(await deployer.ready()).toMatchObject({ kind: 'broken', reason, remedy: expect.stringMatching(/NTP/) });
      expect(await deployer.launch(aJob(stage).job)).toMatchObject({ kind: 'refused', retry: true });
    }
    stage.ahead = 20;
    expect(await deployer.ready()).toEqual({ kind: 'ready' });
  });

  const away: [FaultRule, RegExp][] = [
    [{ fault: 'migrating', on: 'read' }, /database is migrated/],
    [{ fault: 'bad-gateway', on: 'read' }, /502/],
    [{ fault: 'down', on: 'read' }, /closed the connection/],
    [{ fault: 'half-answer', on: 'read' }, /closed the connection/],
    [{ fault: 'slow', on: 'read', seconds: 3 }, /within 2 s/],
  ];
  it.each(away)('%o passes', async (fault, reason) => {
    stage = await AwxStage.start({ faults: [fault] });
    const deployer = await stage.open();
    expect(await deployer.ready()).toMatchObject({ kind: 'unreachable', reason: expect.stringMatching(reason) });
    expect(await deployer.ready()).toEqual({ kind: 'ready' });
    await deployer.close();
  });

  it.each(['throttled', 'unavailable'] as const)('%s: nothing is asked until the time that was told', async (fault) => {
    stage = await AwxStage.start({ faults: [{ fault, on: 'any', seconds: 40 }] });
    const deployer = await stage.open();
    expect(await deployer.ready()).toMatchObject({ kind: 'unreachable', retryAfter: 40 });
    await stage.pass(10);
    expect(await deployer.poll('job/7', owner)).toMatchObject({ kind: 'unreachable', retryAfter: 30 });
    await stage.pass(31);
    expect(await deployer.ready()).toEqual({ kind: 'ready' });
  });
});
