import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attempt, Deployer, Found, Job, Launch, Owner, Progress } from '../../src/ports/deployer.ts';

/** A deployer with the world behind it, as a test stages it. */
export interface DeployerStage {
  /** Opens the deployer as a process that was just started does. What runs behind it goes on. */
  open(): Promise<Deployer>;
  /** The moment it is for the deployer. ISO in UTC. */
  now(): string;
  /** Lets time pass for the deployer and what is behind it. Real processes get a moment to move on. */
  pass(seconds: number): Promise<void>;
  /** How often the world has started this attempt. */
  starts(attempt: string): Promise<number>;
  /** Lets the job of an attempt, which holds until then, print this and end. */
  finish(attempt: string, how: 'well' | 'badly', output?: string): Promise<void>;
  /** The clones in which attempts are held, where that matters to the deployer. */
  instances?: readonly string[];
  /** The job id of something that was never started. */
  strange: string;
  /** What is to be launched, where not everything can be. */
  job?(attempt: string, lease: string): Job;
  /** A launch is over when it answers: nothing of it ever runs, and nothing of it can be cancelled. */
  immediate?: true;
  /** Nothing outside knows of a launch: whoever starts anew finds none, and launches again. */
  forgets?: true;
  /** What no text may ever hold. */
  secret?: string;
  /** The next launch is carried out at once, and the answer is lost. */
  loseAnswer?(): void;
  /** The next launch does not arrive, and the caller cannot tell. */
  loseCall?(): void;
  /** The next launch arrives so many seconds later, and the caller is told nothing. */
  delayCall?(seconds: number): void;
  /** Nothing answers until `up`. */
  down?(): Promise<void>;
  up?(): Promise<void>;
  close(): Promise<void>;
}

const leaseSeconds = 180;

/** What every deployer has to hold, whatever is behind it. */
export function deployerContract(name: string, build: () => Promise<DeployerStage>): void {
  describe(`the deployer contract: ${name}`, () => {
    let stage: DeployerStage;
    let deployer: Deployer;
    let number = 0;

    beforeEach(async () => {
      stage = await build();
      deployer = await stage.open();
    });
    afterEach(async () => {
      await deployer.close();
      await stage.close();
    });

    /** A new attempt, claimed now. */
    function claim(): { job: Job; attempt: Attempt } {
      const attempt = `PR-2026-0001-${++number}-${number.toString(36).padStart(8, '0')}`;
      const claimedAt = stage.now();
      const lease = later(claimedAt, leaseSeconds);
      const job = stage.job?.(attempt, lease) ?? jobOf(attempt, lease);
      return { job, attempt: { attempt, claimedAt, lease, instances: stage.instances ?? [] } };
    }

    /** The deployer as it is after a crash. */
    async function restart(): Promise<void> {
      await deployer.close();
      deployer = await stage.open();
    }

    async function settle(jobId: string, owner: Owner): Promise<Progress> {
      for (;;) {
        const progress = await deployer.poll(jobId, owner);
        if (progress.kind !== 'running') return progress;
        await stage.pass(1);
      }
    }

    /** Looks until it is sure; tells how many seconds that took. */
    async function lookUntilSure(attempt: Attempt): Promise<{ found: Found; seconds: number }> {
      for (let seconds = 0; ; ) {
        const found = await deployer.find(attempt);
        if (found.kind !== 'unsure') return { found, seconds };
        expect(found.lookAfter).toBeGreaterThan(0);
        expect(seconds).toBeLessThan(3600);
        await stage.pass(found.lookAfter);
        seconds += found.lookAfter;
      }
    }

    it('is ready', async () => {
      expect(await deployer.ready()).toEqual({ kind: 'ready' });
    });

    it('starts a job once and tells how it goes', async () => {
      const { job, attempt } = claim();
      const { jobId } = started(await deployer.launch(job));
      expect(jobId).toMatch(/^[\w./:@+-]{1,256}$/);
      if (!stage.immediate) expect(await deployer.poll(jobId, attempt)).toEqual({ kind: 'running' });
      await stage.finish(job.attempt, 'well');
      expect(await settle(jobId, attempt)).toMatchObject({ kind: 'succeeded' });
      expect(await settle(jobId, attempt)).toMatchObject({ kind: 'succeeded' });
      expect(await stage.starts(job.attempt)).toBe(1);
    });

    it('tells why a job failed, with the end of its output', async ({ skip }) => {
      if (stage.immediate) return skip('a failure is the answer to the launch');
      const { job, attempt } = claim();
      const { jobId } = started(await deployer.launch(job));
      const lines = Array.from({ length: 3000 }, (_, at) => `line ${at} of the output\n`);
      await stage.finish(job.attempt, 'badly', `${lines.join('')}\u001b[31mthe last words\u001b[0m\n`);
      const progress = await settle(jobId, attempt);
      if (progress.kind !== 'failed') throw new Error(`expected a failure, got ${JSON.stringify(progress)}`);
      expect(progress.error).not.toBe('');
      expect(progress.log).toContain('the last words');
      expect(progress.log).not.toContain('\u001b');
      expect(progress.log).not.toContain('line 0 of');
      expect(Buffer.byteLength(progress.log ?? '')).toBeLessThanOrEqual(8192);
    });

    it('keeps secrets out of what it tells', async ({ skip }) => {
      if (stage.immediate) return skip('there is no output');
      const { job, attempt } = claim();
      const { jobId } = started(await deployer.launch(job));
      const { secret = 'correct horse battery' } = stage;
      await stage.finish(job.attempt, 'badly', `the environment is password=${secret}, ${stage.secret ?? ''}\nbye\n`);
      const told = JSON.stringify(await settle(jobId, attempt));
      expect(told).toContain('bye');
      expect(told).not.toContain(secret);
    });

    it('gives every attempt its own job', async () => {
      const claims = [claim(), claim(), claim()];
      const launched = await Promise.all(claims.map(({ job }) => deployer.launch(job)));
      const ids = launched.map((launch) => started(launch).jobId);
      expect(new Set(ids).size).toBe(3);
      for (const { job } of claims) await stage.finish(job.attempt, 'well');
      for (const [at, { attempt }] of claims.entries()) {
        expect(await deployer.find(attempt)).toMatchObject({ kind: 'found', jobId: ids[at] });
      }
    });

    it('finds what was carried out again after a crash', async ({ skip }) => {
      if (!stage.immediate) return skip('what it starts runs on');
      const { job, attempt } = claim();
      const { jobId } = started(await deployer.launch(job));
      await restart();
      const found = stage.forgets ? { kind: 'absent' } : { kind: 'found', jobId };
      expect((await lookUntilSure(attempt)).found).toEqual(found);
      expect(started(await deployer.launch({ ...job, lease: later(stage.now(), leaseSeconds) })).jobId).toBe(jobId);
      expect(await settle(jobId, attempt)).toMatchObject({ kind: 'succeeded' });
      expect(await stage.starts(job.attempt)).toBe(1);
    });

    it('finds a running and an ended job again after a crash', async ({ skip }) => {
      if (stage.immediate) return skip('nothing of it runs');
      const { job, attempt } = claim();
      const { jobId } = started(await deployer.launch(job));
      await restart();
      expect(await deployer.find(attempt)).toMatchObject({ kind: 'found', jobId });
      expect(await deployer.poll(jobId, attempt)).toEqual({ kind: 'running' });
      await stage.finish(job.attempt, 'badly', 'so be it\n');
      await restart();
      expect(await settle(jobId, attempt)).toMatchObject({ kind: 'failed' });
      expect(await deployer.find(attempt)).toMatchObject({ kind: 'found', jobId });
      expect(await stage.starts(job.attempt)).toBe(1);
    });

    it('tells in the end that an attempt was never started, and starts it then', async () => {
      const { job, attempt } = claim();
      await restart();
      expect((await lookUntilSure(attempt)).found).toEqual({ kind: 'absent' });
      const again = { ...job, lease: later(stage.now(), leaseSeconds) };
      started(await deployer.launch(again));
      expect(await stage.starts(job.attempt)).toBe(1);
      await stage.finish(job.attempt, 'well');
    });

    it('sends no call after the lease', async () => {
      const { job, attempt } = claim();
      await stage.pass(leaseSeconds + 1);
      expect(await deployer.launch(job)).toMatchObject({ kind: 'refused', retry: true });
      expect(await stage.starts(job.attempt)).toBe(0);
      expect((await lookUntilSure(attempt)).found).toEqual({ kind: 'absent' });
    });

    it('does not take one attempt for another whose name begins alike', async () => {
      const { job, attempt } = claim();
      started(await deployer.launch(job));
      await stage.finish(job.attempt, 'well');
      const shorter = { ...attempt, attempt: attempt.attempt.slice(0, -1) };
      const longer = { ...attempt, attempt: `${attempt.attempt}0` };
      for (const other of [shorter, longer]) expect((await lookUntilSure(other)).found).toEqual({ kind: 'absent' });
    });

    it('cancels a job, and says when there is nothing to cancel', async ({ skip }) => {
      if (stage.immediate) return skip('there is nothing to cancel');
      const { job, attempt } = claim();
      const { jobId } = started(await deployer.launch(job));
      expect(await deployer.poll(jobId, attempt)).toEqual({ kind: 'running' });
      expect(await deployer.cancel(jobId, attempt)).toEqual({ kind: 'cancelling' });
      expect(await settle(jobId, attempt)).toMatchObject({ kind: 'failed' });
      expect(await deployer.cancel(jobId, attempt)).toEqual({ kind: 'over' });
    });

    it('does not know a job that was never there', async () => {
      const { attempt } = claim();
      const strange = { ...attempt, attempt: stage.strange };
      for (const owner of stage.forgets ? [attempt] : [attempt, strange]) {
        expect(await deployer.poll(stage.strange, owner)).toMatchObject({ kind: 'unknown' });
        expect(await deployer.poll('no such id', owner)).toMatchObject({ kind: 'unknown' });
        expect(await deployer.cancel(stage.strange, owner)).toEqual({ kind: 'over' });
      }
    });

    it('neither believes nor ends the job of another attempt', async () => {
      const [{ job, attempt }, { attempt: other }] = [claim(), claim()];
      const { jobId } = started(await deployer.launch(job));
      expect(await deployer.poll(jobId, other)).toMatchObject({ kind: 'unknown' });
      expect(await deployer.cancel(jobId, other)).toEqual({ kind: 'over' });
      if (!stage.immediate) expect(await deployer.poll(jobId, attempt)).toEqual({ kind: 'running' });
      await stage.finish(job.attempt, 'well');
      expect(await settle(jobId, attempt)).toMatchObject({ kind: 'succeeded' });
      expect(await deployer.poll(jobId, other)).toMatchObject({ kind: 'unknown' });
    });

    it('finds the job whose launch was never answered', async ({ skip }) => {
      if (stage.loseAnswer === undefined) return skip('a launch of this deployer has its answer in itself');
      const { job, attempt } = claim();
      stage.loseAnswer();
      const launch = await deployer.launch(job);
      expect(['unsure', 'started']).toContain(launch.kind);
      await restart();
      expect((await lookUntilSure(attempt)).found).toMatchObject({ kind: 'found' });
      expect(await stage.starts(job.attempt)).toBe(1);
      await stage.finish(job.attempt, 'well');
    });

    it('takes a launch that got lost for absent, and not at once', async ({ skip }) => {
      if (stage.loseCall === undefined) return skip('a launch of this deployer cannot get lost');
      const { job, attempt } = claim();
      stage.loseCall();
      expect(await deployer.launch(job)).toMatchObject({ kind: 'unsure' });
      const { found, seconds } = await lookUntilSure(attempt);
      expect(found).toEqual({ kind: 'absent' });
      expect(seconds).toBeGreaterThanOrEqual(leaseSeconds);
      expect(await stage.starts(job.attempt)).toBe(0);
    });

    it('waits for a launch that arrives late', async ({ skip }) => {
      if (stage.delayCall === undefined) return skip('a launch of this deployer cannot arrive late');
      const { job, attempt } = claim();
      stage.delayCall(115);
      expect(await deployer.launch(job)).toMatchObject({ kind: 'unsure' });
      expect((await lookUntilSure(attempt)).found).toMatchObject({ kind: 'found' });
      expect(await stage.starts(job.attempt)).toBe(1);
      await stage.finish(job.attempt, 'well');
    });

    it('says so when nothing answers, and goes on when something does', async ({ skip }) => {
      if (stage.down === undefined) return skip('this deployer is always there');
      const { job, attempt } = claim();
      const { jobId } = started(await deployer.launch(job));
      const other = claim();
      await stage.down();
      expect(await deployer.ready()).toMatchObject({ kind: 'unreachable' });
      expect(await deployer.launch(other.job)).toMatchObject({ kind: 'refused', retry: true });
      expect(await deployer.find(attempt)).toMatchObject({ kind: 'unsure' });
      expect(await deployer.poll(jobId, attempt)).toMatchObject({ kind: 'unreachable' });
      const cancelled = { kind: stage.immediate ? 'over' : 'unreachable' };
      expect(await deployer.cancel(jobId, attempt)).toMatchObject(cancelled);
      await stage.up?.();
      expect(await deployer.ready()).toEqual({ kind: 'ready' });
      expect(await deployer.find(attempt)).toMatchObject({ kind: 'found', jobId });
      expect(await stage.starts(other.job.attempt)).toBe(0);
      await stage.finish(job.attempt, 'well');
      expect(await settle(jobId, attempt)).toMatchObject({ kind: 'succeeded' });
    });
  });
}

function later(moment: string, seconds: number): string {
  return new Date(Date.parse(moment) + seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function started(launch: Launch): { jobId: string } {
  if (launch.kind !== 'started') throw new Error(`expected a start, got ${JSON.stringify(launch)}`);
  return launch;
}

function jobOf(attempt: string, lease: string): Job {
  return {
    attempt,
    lease,
    files: [],
    read: async () => Buffer.alloc(0),
    request: 'PR-2026-0001',
    tenant: 'tenant-finance',
    environment: 'prod',
    target: { type: 'api', name: 'payment-api', version: '2.1.0' },
    record: {
      apiVersion: 'rgz.dev/v1',
      kind: 'PromotionRequest',
      metadata: { id: 'PR-2026-0001', tenant: 'tenant-finance' },
      spec: { request: { justification: 'it says {{ lookup("pipe", "id") }} and $(id)' } },
    },
  };
}
