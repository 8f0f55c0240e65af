import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { type CommandSetup, commandDeployer } from '../../../src/adapters/deployers/command/index.ts';
import type { Attempt, Deployer, Job, Owner, Progress } from '../../../src/ports/deployer.ts';
import { makeFolder, writeUnder } from '../../kit/folder.ts';

/** A program that notes its start and holds until it is told how to end. */
const patientProgram = `#!/bin/sh
mkfifo "$STAGE/$RGZ_ATTEMPT.waiting" && mv "$STAGE/$RGZ_ATTEMPT.waiting" "$STAGE/$RGZ_ATTEMPT.gate"
echo started >>"$STAGE/$RGZ_ATTEMPT.starts"
read -r how <"$STAGE/$RGZ_ATTEMPT.gate"
cat "$STAGE/$RGZ_ATTEMPT.output"
[ "$how" = well ]
`;

/** A clone's folder of jobs, a program that obeys, and a clock that stands still. */
export class CommandStage {
  readonly root = makeFolder();
  readonly state = join(this.root, 'rgz', 'jobs');
  readonly instance = 'clone-a';
  readonly instances = [this.instance];
  readonly strange = 'PR-2026-0009-1-gone';
  readonly secret = 'hunter2-hunter2';
  readonly setup: CommandSetup;
  #now = Date.parse('2026-11-21T12:00:00Z');

  constructor(more: Partial<CommandSetup> = {}) {
    mkdirSync(join(this.root, 'stage'));
    const program = writeUnder(this.root, 'patient.sh', patientProgram, 0o755);
    this.setup = {
      command: [program],
      state: this.state,
      cwd: this.root,
      env: { PATH: process.env.PATH, STAGE: join(this.root, 'stage'), RGZ_AWX_TOKEN: this.secret },
      withheld: ['RGZ_AWX_TOKEN'],
      instance: this.instance,
      clock: { now: () => this.now() },
      send: (pid, signal) => process.kill(pid, signal),
      ...more,
    };
  }

  async open(more: Partial<CommandSetup> = {}): Promise<Deployer> {
    const deployer = commandDeployer({ ...this.setup, ...more });
    await deployer.ready();
    return deployer;
  }

  now(): string {
    return `${new Date(this.#now).toISOString().slice(0, 19)}Z`;
  }

  async pass(seconds: number): Promise<void> {
    this.#now += seconds * 1000;
    await moment(2);
  }

  /** A program that has been started is given the time to say so. */
  async starts(attempt: string): Promise<number> {
    const file = join(this.root, 'stage', `${attempt}.starts`);
    if (this.wasStarted(attempt)) await until(() => existsSync(file));
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').length : 0;
  }

  async finish(attempt: string, how: 'well' | 'badly', output = ''): Promise<void> {
    const gate = join(this.root, 'stage', `${attempt}.gate`);
    await until(() => existsSync(gate));
    writeFileSync(join(this.root, 'stage', `${attempt}.output`), output);
    await appendFile(gate, `${how}\n`);
  }

  async close(): Promise<void> {
    for (const { pid } of this.supervisors()) {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {}
    }
  }

  wasStarted(attempt: string): boolean {
    return this.supervisors().some((each) => each.attempt === attempt);
  }

  /** The supervisors that are known in the folder of jobs. */
  supervisors(): { attempt: string; pid: number }[] {
    if (!existsSync(this.state)) return [];
    return readdirSync(this.state).flatMap((attempt) => {
      const folder = join(this.state, attempt);
      const starts = attempt === 'since' ? [] : readdirSync(folder).filter((name) => /^start\.\d+$/.test(name));
      const marks = starts.map((name) => Number(readFileSync(join(folder, name), 'utf8').split('\n')[0]));
      return marks.filter(Boolean).map((pid) => ({ attempt, pid }));
    });
  }

  pidOf(attempt: string): number {
    const pid = this.supervisors().find((each) => each.attempt === attempt)?.pid;
    if (pid === undefined) throw new Error(`${attempt} was not started`);
    return pid;
  }

  claim(attempt = 'PR-2026-0001-1-abc'): { job: Job; attempt: Attempt } {
    const claimedAt = this.now();
    const lease = `${new Date(this.#now + 180_000).toISOString().slice(0, 19)}Z`;
    return {
      attempt: { attempt, claimedAt, lease, instances: this.instances },
      job: {
        attempt,
        lease,
        files: [],
        read: async () => Buffer.alloc(0),
        request: 'PR-2026-0001',
        tenant: 'tenant-finance',
        environment: 'prod',
        target: { type: 'api', name: 'payment-api', version: '2.1.0' },
        record: { kind: 'PromotionRequest', spec: { text: 'it says $(id) and `id`; ' } },
      },
    };
  }

  /** Whose a job is, which is called like its attempt. */
  owner(attempt: string): Owner {
    return { attempt, instances: this.instances };
  }

  /** Asks until the job is over. */
  async settle(deployer: Deployer, jobId: string): Promise<Exclude<Progress, { kind: 'running' }>> {
    for (;;) {
      const progress = await deployer.poll(jobId, this.owner(jobId));
      if (progress.kind !== 'running') return progress;
      await moment(2);
    }
  }

  read(name: string): Promise<string> {
    return readFile(join(this.root, 'stage', name), 'utf8');
  }
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await moment(2);
}
