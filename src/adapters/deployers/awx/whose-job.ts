import type { JsonObject } from '../../../domain/json.ts';
import { variablesOf } from './attempt-tag.ts';
import type { Awx } from './awx.ts';

/**
 * Whose a job is that AWX shows under the number of an attempt's job. `stripped`: AWX took the launch and dropped what it
 * was for, because the template was changed just then. `another`: the number means another job, as on another AWX, or on
 * one that was put back from a backup.
 */
export function whoseIs(
  { wanted }: Pick<Awx, 'wanted'>,
  job: JsonObject,
  attempt: string,
): 'own' | 'stripped' | 'another' {
  const variables = variablesOf(job);
  if (variables === undefined || variables.rgz_attempt === attempt) return 'own';
  return 'rgz_attempt' in variables || job.name !== wanted.name ? 'another' : 'stripped';
}
