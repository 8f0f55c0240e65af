import { isObject, type JsonObject } from '../../../domain/json.ts';
import type { Progress } from '../../../ports/deployer.ts';
import type { Awx } from './awx.ts';
import type { JobRef } from './job-id.ts';
import { jobOutput } from './job-output.ts';

/** Jobs that AWX has lost sight of: it marks them as failed, and they may have done all, or be running yet. */
const reaped = /Task was marked as \w+ (but was not present in the job queue|at system start up)|reaped due to/i;
const looked = 5;

/** Why a job did not succeed, with the end of its output; of a workflow, that of the first of its jobs that failed. */
export async function explainFailure(awx: Awx, ref: JobRef, job: JsonObject): Promise<Progress> {
  const failed = ref.type === 'workflow' ? await failedJobs(awx, ref) : [];
  const all = [job, ...failed];
  const [first] = failed;
  const printer = ref.type === 'job' ? ref.id : first?.type === 'job' ? Number(first.id) : undefined;
  const output = printer === undefined ? '' : await jobOutput(awx.api, printer);
  const log = output === '' ? {} : { log: output };
  const lost = all.find((each) => reaped.test(`${each.job_explanation}`));
  if (lost !== undefined) {
    const reason = `AWX lost job ${lost.id}, which may have done its work: ${awx.api.tidy(`${lost.job_explanation}`)}`;
    return { kind: 'unknown', reason, ...log };
  }
  const words = all.map(wordsOn).filter((text) => text !== '');
  return { kind: 'failed', error: awx.api.tidy(words.join('; ')), ...log };
}

function wordsOn(job: JsonObject): string {
  const { id, name, status, job_explanation: explanation, result_traceback: traceback } = job;
  const what = status === 'canceled' ? 'was cancelled in AWX' : status === 'error' ? 'could not be run' : 'failed';
  const last = typeof traceback === 'string' ? (traceback.trim().split('\n').at(-1) ?? '') : '';
  const why = [explanation, last, hostsOf(job)].filter((text) => typeof text === 'string' && text !== '');
  return [`job ${id} (${name}) ${what}`, ...why].join(': ');
}

function hostsOf({ host_status_counts: counts }: JsonObject): string {
  if (!isObject(counts)) return '';
  const told = (['failures', 'dark'] as const).map((key) => [counts[key], key === 'dark' ? 'unreachable' : 'failed']);
  return told
    .filter(([count]) => typeof count === 'number' && count > 0)
    .map(([count, word]) => `${count} ${count === 1 ? 'host' : 'hosts'} ${word}`)
    .join(', ');
}

/** The first jobs of a workflow that did not succeed, as AWX shows each by itself. */
async function failedJobs({ api }: Awx, { id }: JobRef): Promise<readonly JsonObject[]> {
  const answer = await api.get(`workflow_jobs/${id}/workflow_nodes`, { order_by: 'id', page_size: 200 });
  if (answer.kind !== 'ok' || !Array.isArray(answer.json.results)) return [];
  const jobs: JsonObject[] = [];
  for (const node of answer.json.results.filter(isObject)) {
    const job = isObject(node.summary_fields) ? node.summary_fields.job : undefined;
    if (!isObject(job) || !['failed', 'error', 'canceled'].includes(`${job.status}`)) continue;
    const path = job.type === 'workflow_job' ? 'workflow_jobs' : 'jobs';
    const shown = await api.get(`${path}/${job.id}`);
    jobs.push(shown.kind === 'ok' ? shown.json : job);
    if (jobs.length === looked) break;
  }
  return jobs;
}
