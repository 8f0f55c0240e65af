import { afterEach, describe, expect, it } from 'vitest';
import { aJob, owner } from './a-job.ts';
import { AwxStage } from './stage.ts';

let stage: AwxStage;
afterEach(() => stage.close());

/** Launches by hand, as somebody does in the interface of AWX. */
async function launchByHand(variables: Record<string, unknown>) {
  const { world, clockwork } = stage.emulator;
  const [template] = world.templates;
  if (template === undefined) throw new Error('there is no template');
  const prompts = { skip_tags: '', job_tags: '', limit: '', labels: [], slices: 1 };
  return clockwork.launch({ template, by: world.users[0], variables, launchType: 'manual', requestId: '', ...prompts });
}

describe('looking for the job of an attempt', () => {
  it('leaves out what an operator launched again', async () => {
    stage = await AwxStage.start({ hold: false });
    const deployer = await stage.open();
    const { job, attempt } = aJob(stage);
    const first = await deployer.launch(job);
    const id = stage.emulator.world.jobs[0]?.id;
    const headers = { Authorization: `Bearer ${stage.secret}` };
    await fetch(`${stage.emulator.url}/api/v2/jobs/${id}/relaunch/`, { method: 'POST', headers });
    expect(stage.emulator.world.jobs).toHaveLength(2);
    expect(await deployer.find(attempt)).toEqual({ ...first, kind: 'found' });
  });

  it('takes the first of several, and says that there are several', async () => {
    stage = await AwxStage.start();
    const deployer = await stage.open();
    const { job, attempt } = aJob(stage);
    const first = await deployer.launch(job);
    await launchByHand({ rgz_attempt: job.attempt });
    expect(await deployer.find(attempt)).toEqual({ ...first, kind: 'found' });
    expect(stage.logged).toMatchObject([{ level: 'error', event: 'awx.several-jobs' }]);
  });

  it('sees through hundreds of other jobs', async () => {
    stage = await AwxStage.start();
    const deployer = await stage.open();
    const { job, attempt } = aJob(stage);
    for (let at = 0; at < 230; at += 1) await launchByHand({ rgz_attempt: `other-${at}` });
    const launch = await deployer.launch(job);
    for (let at = 0; at < 30; at += 1) await launchByHand({ rgz_attempt: `another-${at}` });
    expect(await deployer.find(attempt)).toEqual({ ...launch, kind: 'found' });
  });

  it('finds it though the template was renamed, or is gone', async () => {
    stage = await AwxStage.start();
    const deployer = await stage.open();
    const { job, attempt } = aJob(stage);
    const launch = await deployer.launch(job);
    const [made] = stage.emulator.world.jobs;
    if (made !== undefined) made.template = undefined;
    stage.emulator.world.templates.length = 0;
    expect(await deployer.find(attempt)).toEqual({ ...launch, kind: 'found' });
  });

  it('finds a job without variables by its tag, and cancels it', async () => {
    stage = await AwxStage.start({ templates: [{ name: 'deploy', asks: { skip_tags: true } }] });
    const deployer = await stage.open();
    const { attempt } = aJob(stage);
    const stripped = await launchByHand({});
    stripped.skip_tags = `rgz-${attempt.attempt}`;
    const found = await deployer.find(attempt);
    expect(found).toMatchObject({ kind: 'found', jobId: `job/${stripped.id}` });
    expect(await deployer.poll(`job/${stripped.id}`, owner)).toEqual({ kind: 'running' });
    expect(await deployer.poll(`job/${stripped.id}`, owner)).toMatchObject({ kind: 'failed' });
    expect(stripped.status).toBe('canceled');
  });

  it('cannot tell where a job without any attempt could be it', async () => {
    stage = await AwxStage.start();
    const deployer = await stage.open();
    const { attempt } = aJob(stage);
    await launchByHand({ other: 1 });
    await stage.pass(400);
    expect(await deployer.find(attempt)).toMatchObject({
      kind: 'lost',
      reason: expect.stringMatching(/without variables/),
    });
  });

  it('does not mind what others launch without an attempt, or what was launched long before', async () => {
    stage = await AwxStage.start();
    const deployer = await stage.open();
    await launchByHand({});
    await stage.pass(600);
    const { attempt } = aJob(stage);
    const theirs = await launchByHand({});
    theirs.by = stage.emulator.world.addUser({ username: 'operator', password: 'x' });
    await stage.pass(400);
    expect(await deployer.find(attempt)).toEqual({ kind: 'absent' });
  });

  it('waits for a claim of a clock that is ahead, and for a lease that is counted by one that is behind', async () => {
    stage = await AwxStage.start();
    const { attempt } = aJob(stage);
    stage.ahead = -50;
    const deployer = await stage.open();
    await stage.pass(180 + 135);
    expect(await deployer.find(attempt)).toMatchObject({ kind: 'unsure' });
    await stage.pass(50);
    expect(await deployer.find(attempt)).toEqual({ kind: 'absent' });
  });

  it('counts the time that the settings give a request in AWX', async () => {
    stage = await AwxStage.start({}, { template: 'deploy', requestLimitSeconds: 300 });
    const deployer = await stage.open();
    const { attempt } = aJob(stage);
    await stage.pass(180 + 290);
    expect(await deployer.find(attempt)).toMatchObject({ kind: 'unsure' });
    await stage.pass(20);
    expect(await deployer.find(attempt)).toEqual({ kind: 'absent' });
  });

  it('is unsure as long as AWX does not let it look', async () => {
    stage = await AwxStage.start({ faults: [{ fault: 'expired-token', on: 'read' }] });
    const deployer = await stage.open();
    const { attempt } = aJob(stage);
    await stage.pass(1000);
    expect(await deployer.find(attempt)).toMatchObject({ kind: 'unsure', lookAfter: 60 });
    stage.emulator.faults.add({ fault: 'bad-gateway', on: 'read', skip: 1 });
    expect(await deployer.find(attempt)).toMatchObject({ kind: 'unsure' });
  });
});
