/** A job of AWX as records name it: `job/12`, `workflow-job/12`, and with what its launch showed to be wrong with it. */
export interface JobRef {
  type: 'job' | 'workflow';
  id: number;
  /** The launch left something out, so the job is to be cancelled. */
  flawed: boolean;
}

const form = /^(job|workflow-job)\/([1-9]\d{0,14})(\/fields-ignored)?$/;

export function jobIdOf({ type, id, flawed }: JobRef): string {
  return `${type === 'job' ? 'job' : 'workflow-job'}/${id}${flawed ? '/fields-ignored' : ''}`;
}

export function readJobId(text: string): JobRef | undefined {
  const [, type, id, flaw] = form.exec(text) ?? [];
  if (id === undefined) return undefined;
  return { type: type === 'job' ? 'job' : 'workflow', id: Number(id), flawed: flaw !== undefined };
}

/** Where the API has it. */
export function jobPath({ type, id }: JobRef): string {
  return `${type === 'job' ? 'jobs' : 'workflow_jobs'}/${id}`;
}

/** Where people look at it. */
export function jobPage(site: string, { type, id }: JobRef): string {
  return `${site}/#/jobs/${type === 'job' ? 'playbook' : 'workflow'}/${id}/output`;
}
