import type { Summary } from './summary.ts';

export interface Stats {
  pending: number;
  approvedToday: number;
  rejectedToday: number;
  deployedThisWeek: number;
}

/** Counts for a dashboard. Days and weeks are UTC; a week begins on Monday. */
export class StatsCount {
  readonly #stats: Stats = { pending: 0, approvedToday: 0, rejectedToday: 0, deployedThisWeek: 0 };
  readonly #day: number;
  readonly #week: number;

  constructor(now: string) {
    const moment = new Date(now);
    this.#day = Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());
    this.#week = this.#day - ((moment.getUTCDay() + 6) % 7) * 86_400_000;
  }

  add(summary: Summary): void {
    if (summary.state === 'pending') this.#stats.pending += 1;
    if (since(summary.approvedAt, this.#day)) this.#stats.approvedToday += 1;
    if (since(summary.rejectedAt, this.#day)) this.#stats.rejectedToday += 1;
    if (since(summary.deployedAt, this.#week)) this.#stats.deployedThisWeek += 1;
  }

  get total(): Stats {
    return { ...this.#stats };
  }
}

function since(at: string | undefined, start: number): boolean {
  return at !== undefined && Date.parse(at) >= start;
}
