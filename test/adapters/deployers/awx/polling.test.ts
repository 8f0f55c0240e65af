import { afterEach, describe, expect, it } from 'vitest';
import type { Deployer } from '../../../../src/ports/deployer.ts';
import type { EmulatorOptions } from '../../../emulator/awx/options.ts';
import { aJob, owner } from './a-job.ts';
import { AwxStage } from './stage.ts';

let stage: AwxStage;
afterEach(() => stage.close());

async function launched(options: EmulatorOptions): Promise<{ deployer: Deployer; jobId: string; attempt: string }> {
  stage = await AwxStage.start(options);
  const deployer = await stage.open();
  const { job } = aJob(stage);
  const launch = await deployer.launch(job);
  if (launch.kind !== 'started') throw new Error(JSON.stringify(launch));
  return { deployer, jobId: launch.jobId, attempt: job.attempt };
}

describe('polling a job', () => {
  it('follows it through the queue', async () => {
    const { deployer, jobId } = await launched({ hold: false, pace: { delay: 10, duration: 10 } });
    for (let at = 0; at < 2; at += 1) {
      expect(await deployer.poll(jobId, owner)).toEqual({ kind: 'running' });
      await stage.pass(9);
    }
    await stage.pass(3);
    expect(await deployer.poll(jobId, owner)).toEqual({ kind: 'succeeded' });
  });

  it('takes the id of what was deployed from the statistics of the playbook', async () => {
    const { deployer, jobId, attempt } = await launched({});
    stage.emulator.finish(attempt, { status: 'successful', artifacts: { rgz_deployment_id: 'deploy-abc123' } });
    expect(await deployer.poll(jobId, owner)).toEqual({ kind: 'succeeded', deploymentId: 'deploy-abc123' });
  });

  it.each([
    ['failed', 'it was to fail', /job \d+ \(deploy\) failed: 1 host failed/],
    ['error', '', /job \d+ \(deploy\) could not be run: the container did not start/],
    ['canceled', '', /job \d+ \(deploy\) was cancelled in AWX/],
  ] as const)('tells of one that ended as %s', async (status, output, error) => {
    const { deployer, jobId, attempt } = await launched({});
    stage.emulator.finish(attempt, {
      status,
      output,
      ...(status === 'error' ? { explanation: 'the container did not start' } : {}),
    });
    expect(await deployer.poll(jobId, owner)).toMatchObject({ kind: 'failed', error: expect.stringMatching(error) });
  });

  it.each([
    'Task was marked as running but was not present in the job queue, so it has been marked as failed.',
    'Task was marked as running at system start up. The system must have not shut down properly, so it has been marked as failed.',
    'Job reaped due to instance shutdown',
  ])('does not take a job that AWX lost for one that failed: %s', async (explanation) => {
    const { deployer, jobId, attempt } = await launched({});
    stage.emulator.finish(attempt, { status: 'failed', explanation, output: 'half the work\n' });
    const unknown = { kind: 'unknown', reason: expect.stringContaining(explanation), log: 'half the work\n' };
    expect(await deployer.poll(jobId, owner)).toEqual(unknown);
  });

  it('does not take a slice that AWX lost for one that failed', async () => {
    const { deployer, jobId } = await launched({ hold: false, faults: [{ fault: 'sliced' }, { fault: 'reaped' }] });
    expect(jobId).toMatch(/^workflow-job\//);
    expect(await deployer.poll(jobId, owner)).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(/AWX lost job/),
    });
  });

  it('waits until all output is saved, and not for ever', async () => {
    const { deployer, jobId, attempt } = await launched({ pace: { events: 20 } });
    stage.emulator.finish(attempt, { status: 'failed', output: 'bye\n' });
    expect(await deployer.poll(jobId, owner)).toEqual({ kind: 'running' });
    await stage.pass(21);
    expect(await deployer.poll(jobId, owner)).toMatchObject({ kind: 'failed', log: 'bye\n' });
    stage.emulator.world.pace.events = 1_000_000;
    const { job, attempt: second } = aJob(stage, { attempt: 'PR-2026-0007-2-b' });
    const again = await deployer.launch(job);
    stage.emulator.finish(job.attempt, { status: 'failed', output: 'and again\n' });
    await stage.pass(61);
    if (again.kind === 'started')
      expect(await deployer.poll(again.jobId, second)).toMatchObject({ kind: 'failed', log: 'and again\n' });
  });

  it('has the end of an output that is too long to show', async () => {
    const { deployer, jobId, attempt } = await launched({});
    const output = `${'x'.repeat(99)}\n`.repeat(15_000);
    stage.emulator.finish(attempt, { status: 'failed', output: `${output}the end\n` });
    const progress = await deployer.poll(jobId, owner);
    const log = progress.kind === 'failed' ? (progress.log ?? '') : '';
    expect(log).toMatch(/^x{99}\n/);
    expect(log).toMatch(/x\nthe end\n$/);
    expect(log.length).toBeGreaterThan(8000);
  });

  it('tells which job of a workflow failed, with its output', async () => {
    stage = await AwxStage.start(
      {
        templates: [{ name: 'prepare' }, { name: 'switch' }],
        workflows: [{ name: 'roll out', nodes: ['prepare', 'switch'] }],
      },
      { workflow: 'roll out' },
    );
    const deployer = await stage.open();
    const { job } = aJob(stage);
    const launch = await deployer.launch(job);
    const jobId = launch.kind === 'started' ? launch.jobId : '';
    stage.emulator.finish(job.attempt, { status: 'successful' });
    expect(await deployer.poll(jobId, owner)).toEqual({ kind: 'running' });
    stage.emulator.finish(job.attempt, { status: 'failed', output: 'no way to switch\n' });
    expect(await deployer.poll(jobId, owner)).toEqual({
      kind: 'failed',
      error: expect.stringMatching(
        /\(roll out\) failed: No error handling.*; job \d+ \(switch\) failed: 1 host failed/,
      ),
      log: 'no way to switch\n',
    });
  });

  it('says so when AWX has deleted the job, forbids to see it, or has a status of its own', async () => {
    const { deployer, jobId } = await launched({});
    const [job] = stage.emulator.world.jobs;
    if (job === undefined) throw new Error('there is no job');
    Object.assign(job, { status: 'mislaid' });
    expect(await deployer.poll(jobId, owner)).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(/mislaid/),
    });
    stage.emulator.faults.add({ fault: 'expired-token', on: 'read' });
    expect(await deployer.poll(jobId, owner)).toMatchObject({ kind: 'unreachable' });
    stage.emulator.world.jobs.length = 0;
    expect(await deployer.poll(jobId, owner)).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(/any more/),
    });
  });

  it('neither believes nor cancels another job that has come to have its number', async () => {
    const { deployer, jobId } = await launched({});
    const [job] = stage.emulator.world.jobs;
    if (job === undefined) throw new Error('there is no job');
    for (const other of [
      { name: 'deploy', variables: { rgz_attempt: 'PR-2026-0008-1-x' } },
      { name: 'nightly backup', variables: {} },
    ]) {
      Object.assign(job, other);
      expect(await deployer.poll(jobId, owner)).toMatchObject({
        kind: 'unknown',
        reason: expect.stringMatching(/another one/),
      });
      expect(await deployer.cancel(jobId, owner)).toEqual({ kind: 'over' });
    }
    expect(job.status).toBe('running');
  });
});
