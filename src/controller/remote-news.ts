import { RgzError } from '../errors/rgz-error.ts';
import { delayAfter } from '../reconcile/back-off.ts';
import type { Pass } from './controller.ts';
import type { ControllerDeps } from './controller-deps.ts';

const outages: ReadonlySet<string> = new Set(['git.unreachable', 'git.push-refused', 'git.push-lost']);

const freshMs = 2_000;

/** Asks the remote for news: at its interval, at once where news is expected, and ever more rarely while it does not answer. */
export class RemoteNews {
  readonly #deps: ControllerDeps;
  readonly #pollMs: number;
  #failures = 0;
  #expected = true;
  #nextAt = 0;
  #confirmedAt = Number.NEGATIVE_INFINITY;
  trouble: RgzError | undefined;

  constructor(deps: ControllerDeps, pollMs: number) {
    this.#deps = deps;
    this.#pollMs = pollMs;
  }

  /** When the remote is to be asked next. Milliseconds. */
  get nextAt(): number {
    return this.#deps.git.remote === undefined ? Number.POSITIVE_INFINITY : this.#nextAt;
  }

  /** Whether the known tip was the remote's a moment ago. */
  get fresh(): boolean {
    return this.#deps.git.remote === undefined || this.#deps.clock.milliseconds() - this.#confirmedAt < freshMs;
  }

  /** Somebody moved the branch, or may have. */
  expect(): void {
    this.#expected = true;
  }

  /** A pass went through. A remote that took no commits is well again when it takes one, or when there is nothing to do. */
  passed({ written, behind, plan }: Pick<Pass, 'written' | 'behind' | 'plan'>): void {
    if (written > 0) this.#confirm();
    if (behind) this.expect();
    const well = written > 0 || plan.effects.length === 0;
    if (well && this.#failures > 0) this.#recover('the remote takes commits again');
  }

  /** False while the remote does not answer: then nothing is decided on what may be old. */
  async refresh(): Promise<boolean> {
    const { git, clock } = this.#deps;
    if (git.remote === undefined) return true;
    const now = clock.milliseconds();
    const due = now >= this.#nextAt || (this.#expected && this.#failures === 0);
    if (!due) return this.#failures === 0;
    this.#expected = false;
    try {
      await git.refresh();
    } catch (error) {
      this.failed(error);
      return false;
    }
    if (this.trouble?.code === 'git.unreachable') this.#recover('the remote answers again');
    this.#confirm();
    this.#nextAt = now + this.#pollMs * (0.9 + clock.chance() / 5);
    return true;
  }

  /** Throws again what is no outage. */
  failed(error: unknown): void {
    const { clock, journal } = this.#deps;
    if (!(error instanceof RgzError) || !outages.has(error.code)) throw error;
    this.#failures += 1;
    this.trouble = error;
    this.#nextAt = clock.milliseconds() + delayAfter(this.#failures, clock.chance());
    journal({ level: 'warn', event: 'outage', message: error.message, code: error.code });
  }

  /** The known tip is the remote's at this moment. */
  #confirm(): void {
    this.#confirmedAt = this.#deps.clock.milliseconds();
  }

  #recover(message: string): void {
    this.#failures = 0;
    this.trouble = undefined;
    this.#deps.journal({ level: 'info', event: 'remote-back', message });
  }
}
