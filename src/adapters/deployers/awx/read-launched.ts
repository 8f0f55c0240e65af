import { isObject, type JsonObject } from '../../../domain/json.ts';
import type { JobRef } from './job-id.ts';

/** Which job a launch has made: a sliced template makes a workflow. A field that was ignored is a flaw. */
export function readLaunched(json: JsonObject): { ref: JobRef; ignored: string } | undefined {
  const { job, workflow_job: workflow, ignored_fields: fields } = json;
  const id = job ?? workflow;
  if (typeof id !== 'number') return undefined;
  const ignored = isObject(fields) ? Object.keys(fields).join(', ') : '';
  return { ref: { type: job === id ? 'job' : 'workflow', id, flawed: ignored !== '' }, ignored };
}
