import type { StopScope } from '../domain/stops.ts';
import { RgzError } from '../errors/rgz-error.ts';

export interface ScopeFlags {
  environment?: string;
  tenant?: string;
}

/** What is to be stopped, or let go on: one environment, one tenant, or everything. */
export function scopeOf(verb: 'stop' | 'resume', { environment, tenant }: ScopeFlags): StopScope {
  if (environment !== undefined && tenant !== undefined) {
    const why = verb === 'stop' ? ' --reason <text>' : '';
    throw new RgzError('usage.invalid', `--environment and --tenant together would ${verb} two things`, {
      remedy: [`rgz ${verb} --environment ${environment}${why}`, `rgz ${verb} --tenant ${tenant}${why}`],
    });
  }
  return { ...(environment === undefined ? {} : { environment }), ...(tenant === undefined ? {} : { tenant }) };
}
