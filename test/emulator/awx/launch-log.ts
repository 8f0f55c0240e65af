import { appendFileSync } from 'node:fs';
import type { Job } from './world.ts';

/** One line of what really happened, whoever was told of it. */
export interface LogLine {
  at: string;
  event: 'launched' | 'started' | 'finished';
  job: number;
  type: Job['type'];
  template: string;
  launchType: Job['launchType'];
  /** The workflow job that it is part of. */
  parent?: number;
  status?: string;
  attempt?: string;
  request?: string;
  /** Environment, tenant, type and name. */
  target?: string;
  version?: string;
}

/** The emulator's own account of every launch, start and end, in order. Lines are only ever added. */
export class LaunchLog {
  readonly #file: string | undefined;
  readonly #lines: LogLine[] = [];
  /** The variables of a job as its caller sent them, whatever AWX made of them. */
  readonly #sent = new Map<Job, Readonly<Record<string, unknown>>>();

  constructor(file: string | undefined) {
    this.#file = file;
  }

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** Every line of a job tells what was `sent` when it was launched. */
  add(at: number, event: LogLine['event'], job: Job, sent = this.#sent.get(job) ?? job.variables): void {
    this.#sent.set(job, sent);
    const text = (name: string) => (typeof sent[name] === 'string' ? { value: sent[name] } : undefined);
    const parts = ['rgz_environment', 'rgz_tenant', 'rgz_target_type', 'rgz_target_name'].map(
      (name) => text(name)?.value,
    );
    const line: LogLine = {
      at: new Date(at).toISOString(),
      event,
      job: job.id,
      type: job.type,
      template: job.name,
      launchType: job.launchType,
      ...(job.parent === undefined ? {} : { parent: job.parent.id }),
      ...(event === 'finished' ? { status: job.status } : {}),
      ...optional('attempt', text('rgz_attempt')?.value),
      ...optional('request', text('rgz_request_id')?.value),
      ...optional('target', parts.includes(undefined) ? undefined : parts.join('/')),
      ...optional('version', text('rgz_target_version')?.value),
    };
    this.#lines.push(line);
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  /** How often an attempt was launched. More than once is what must never be. */
  launches(attempt: string): number {
    return this.#lines.filter(
      (line) => line.event === 'launched' && line.launchType === 'manual' && line.attempt === attempt,
    ).length;
  }
}

function optional<K extends string>(key: K, value: string | undefined): { [key in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: string });
}
