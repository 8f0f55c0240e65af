import type { Pass } from '../../controller/controller.ts';
import type { Running } from '../../controller/start.ts';
import type { StateCounts } from '../../controller/state-counts.ts';
import { LaunchWaits, vitalsOf } from '../../controller/vitals.ts';
import type { JournalEntry } from '../../ports/journal.ts';
import { Metrics } from './registry.ts';

/** Keeps the figures of one controller: some as things happen, the others when they are asked for. */
export class ControllerMetrics {
  readonly #metrics = new Metrics();
  readonly #waits = new LaunchWaits();
  readonly #startedAt: number;
  #conflicts = 0;

  constructor({ controller, version, now }: { controller: string; version: string; now: number }) {
    this.#startedAt = now;
    this.#metrics.set('rgz_controller_info', 1, { controller, version });
  }

  hear({ event }: JournalEntry): void {
    this.#metrics.add('rgz_events_total', 1, { event });
  }

  see(pass: Pass): void {
    this.#metrics.observe('rgz_pass_duration_seconds', pass.took / 1000);
    for (const seconds of this.#waits.in(pass)) this.#metrics.observe('rgz_launch_latency_seconds', seconds);
  }

  called(webhook: string, answer: 'heard' | 'ignored' | 'refused'): void {
    this.#metrics.add('rgz_webhook_calls_total', 1, { webhook, answer });
  }

  /** All of them, as Prometheus reads them. */
  async text(running: Running, counts: StateCounts, now: number): Promise<{ type: string; text: string }> {
    const metrics = this.#metrics;
    const { pass, remoteUp, cloneWritable, deployers, pushConflicts, callsUnderWay } = vitalsOf(running, now);
    metrics.set('rgz_remote_up', remoteUp ? 1 : 0);
    metrics.set('rgz_clone_writable', cloneWritable ? 1 : 0);
    metrics.set('rgz_calls_under_way', callsUnderWay);
    metrics.add('rgz_push_conflicts_total', pushConflicts - this.#conflicts);
    this.#conflicts = pushConflicts;
    metrics.clear('rgz_deployer_up');
    for (const { name, up } of deployers) metrics.set('rgz_deployer_up', up ? 1 : 0, { deployer: name });
    metrics.set('rgz_last_pass_age_seconds', pass?.age ?? (now - this.#startedAt) / 1000);
    if (pass !== undefined) {
      metrics.set('rgz_quarantined', pass.quarantined);
      metrics.set('rgz_line_held', pass.lineHeld ? 1 : 0);
      metrics.clear('rgz_held');
      for (const [gate, count] of pass.held) metrics.set('rgz_held', count, { gate });
      await this.#countRecords(counts, pass.tip);
    }
    return { type: metrics.contentType, text: await metrics.text() };
  }

  async #countRecords(counts: StateCounts, tip: string): Promise<void> {
    const counted = await counts.at(tip).catch(() => []);
    this.#metrics.clear('rgz_records');
    for (const { kind, state, count } of counted) this.#metrics.set('rgz_records', count, { kind, state });
  }
}
