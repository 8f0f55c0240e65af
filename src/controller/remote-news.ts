import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import { delayAfter } from '../reconcile/back-off.ts';
import type { Pass } from './controller.ts';
import type { ControllerDeps } from './controller-deps.ts';
import { ExpectedNews } from './expected-news.ts';

const outages: ReadonlySet<string> = new Set([
  'git.unreachable',
  'git.unwritable',
  'git.push-refused',
  'git.push-lost',
]);

/** Over as soon as a fetch goes through; the others only when a commit does. */
const seenByFetch: ReadonlySet<string> = new Set(['git.unreachable', 'git.unwritable']);

const freshMs = 2_000;

/** Asks the remote for news: at its interval, at once where news is expected, and ever more rarely while it does not answer. */
export class RemoteNews {
  readonly #deps: ControllerDeps;
  readonly #pollMs: number;
  #failures = 0;
  readonly #expected = new ExpectedNews();
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

  /** Somebody moved the branch, or may have; perhaps it is told to where. */
  expect(commit?: Oid): void {
    this.#expected.add(commit);
  }

  /** A pass went through. A remote that took no commits is well again when it takes one, or when there is nothing to do. */
  passed({ tip, written, behind, plan }: Pick<Pass, 'tip' | 'written' | 'behind' | 'plan'>): void {
    this.#expected.see(tip);
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
    const due = now >= this.#nextAt || (this.#failures === 0 && (await this.#mayBeNews()));
    if (!due) return this.#failures === 0;
    this.#expected.clear();
    try {
      await git.refresh();
    } catch (error) {
      this.failed(error);
      return false;
    }
    if (this.trouble !== undefined && seenByFetch.has(this.trouble.code)) this.#recover('the remote answers again');
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

  /** A webhook tells of a push of this controller's own as well, and often before the push is over. */
  async #mayBeNews(): Promise<boolean> {
    if (!this.#expected.some) return false;
    const tip = await this.#deps.git.tipCommit('write');
    if (tip !== undefined) this.#expected.see(tip);
    return this.#expected.some;
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
