import { openAwxDeployer } from '../../../../src/adapters/deployers/awx/index.ts';
import type { AwxDeployer } from '../../../../src/generated/types/config.v1.ts';
import type { DeployerStage } from '../../../contracts/deployer.ts';
import { AwxEmulator } from '../../../emulator/awx/emulator.ts';
import type { EmulatorOptions } from '../../../emulator/awx/options.ts';

export const token = 'sup3r-s3cret-t0ken';
const password = 'pass w0rd of rgz';

/** An emulated AWX and deployers on it, with one clock that only the test moves. */
export class AwxStage implements DeployerStage {
  readonly emulator: AwxEmulator;
  readonly logged: { event: string; message: string }[] = [];
  readonly strange = 'job/4711';
  readonly secret: string;
  readonly #settings: Omit<AwxDeployer, 'type' | 'url'>;
  /** How far the deployer's clock is ahead, in seconds. */
  ahead = 0;
  #now = Date.parse('2026-11-23T08:00:00Z');

  private constructor(options: EmulatorOptions, settings: Omit<AwxDeployer, 'type' | 'url'>) {
    const user = { username: 'rgz', password, superuser: true, tokens: [{ token }] };
    this.emulator = new AwxEmulator({ hold: true, users: [user], ...options }, { now: () => this.#now });
    this.#settings = settings;
    this.secret = settings.auth === 'basic' ? password : token;
  }

  static async start(
    options: EmulatorOptions = {},
    settings: Omit<AwxDeployer, 'type' | 'url'> = { template: 'deploy' },
  ) {
    const stage = new AwxStage(options, settings);
    await stage.emulator.start();
    return stage;
  }

  async open(secret: string | undefined = this.secret) {
    return openAwxDeployer({
      settings: { type: 'awx', url: this.emulator.url, ...this.#settings },
      secret,
      clock: { now: () => new Date(this.#now + this.ahead * 1000).toISOString() },
      journal: (entry) => this.logged.push(entry),
      timeouts: { read: 2000, write: 2000 },
    });
  }

  now(): string {
    return new Date(this.#now).toISOString();
  }

  async pass(seconds: number): Promise<void> {
    this.#now += seconds * 1000;
    this.emulator.clockwork.advance();
  }

  async starts(attempt: string): Promise<number> {
    return this.emulator.log.launches(attempt);
  }

  async finish(attempt: string, how: 'well' | 'badly', output = ''): Promise<void> {
    this.emulator.finish(attempt, { status: how === 'well' ? 'successful' : 'failed', output });
  }

  loseAnswer(): void {
    this.emulator.faults.add({ fault: 'lost-answer' });
  }

  loseCall(): void {
    this.emulator.faults.add({ fault: 'down' });
  }

  delayCall(seconds: number): void {
    this.emulator.faults.add({ fault: 'late', seconds });
  }

  down(): Promise<void> {
    return this.emulator.down();
  }

  up(): Promise<void> {
    return this.emulator.up();
  }

  close(): Promise<void> {
    return this.emulator.close();
  }
}
