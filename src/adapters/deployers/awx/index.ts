import type { AwxDeployer } from '../../../generated/types/config.v1.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Deployer } from '../../../ports/deployer.ts';
import type { Journal } from '../../../ports/journal.ts';
import { type Http, openHttp } from '../../http/index.ts';
import { unusableDeployer } from '../unusable-deployer.ts';
import { AwxApi } from './api.ts';
import type { Awx } from './awx.ts';
import { AwxClock } from './awx-clock.ts';
import { cancelOwnJob } from './cancel-job.ts';
import { checkReadiness } from './check-readiness.ts';
import { type Credentials, credentialsOf, secretVariableOf } from './credentials.ts';
import { findJob } from './find-job.ts';
import { TemplateFinder } from './find-template.ts';
import { readJobId } from './job-id.ts';
import { launchJob } from './launch-job.ts';
import { pollJob } from './poll-job.ts';

export { secretVariableOf } from './credentials.ts';

export interface AwxOptions {
  settings: AwxDeployer;
  /** What the environment variable holds that the settings name; undefined where it is not set. */
  secret: string | undefined;
  clock: Pick<Clock, 'now'>;
  journal: Journal;
  /** In place of the machine's own connections. */
  http?: Http;
  /** Milliseconds that a call may take which reads, and one which launches or cancels. */
  timeouts?: { read: number; write: number };
}

const usualTimeouts = { read: 30_000, write: 60_000 };

/** Launches a job template or a workflow of AWX. Nothing is asked of AWX before the first call. */
export function openAwxDeployer(options: AwxOptions): Deployer {
  const credentials = credentialsOf(options.settings, options.secret);
  if ('reason' in credentials) return unusableDeployer(credentials);
  const { http = openHttp() } = options;
  const awx = assemble(options, http, credentials);
  warnOfPlainHttp(options);
  return {
    ready: () => checkReadiness(awx),
    launch: (job) => launchJob(awx, job),
    find: (attempt) => findJob(awx, attempt),
    poll: async (jobId, { attempt }) => {
      const ref = readJobId(jobId);
      if (ref !== undefined) return pollJob(awx, ref, attempt);
      return { kind: 'unknown', reason: `"${awx.api.tidy(jobId)}" names no job of AWX` };
    },
    cancel: async (jobId, { attempt }) => {
      const ref = readJobId(jobId);
      return ref === undefined ? { kind: 'over' } : cancelOwnJob(awx, ref, attempt);
    },
    close: () => http.close(),
  };
}

function assemble(options: AwxOptions, http: Http, { authorization, secret }: Credentials): Awx {
  const { settings, timeouts = usualTimeouts, journal } = options;
  const { url, apiPath = '/api/v2', workflow, template = '', organization } = settings;
  const { requestLimitSeconds: commitSeconds = 125 } = settings;
  const site = url.replace(/\/$/, '');
  const base = `${site}${apiPath.replace(/\/+$/, '')}`;
  const api = new AwxApi({ http, base, authorization, secret, clock: new AwxClock(options.clock), timeouts });
  const type = workflow === undefined ? 'job' : 'workflow';
  const wanted = {
    type,
    name: workflow ?? template,
    organization,
    base,
    variable: secretVariableOf(settings),
  } as const;
  return { api, finder: new TemplateFinder(api, wanted), wanted, site, commitSeconds, journal };
}

function warnOfPlainHttp({ settings, journal }: AwxOptions): void {
  const { protocol, hostname } = new URL(settings.url);
  if (protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return;
  const message = `what is in ${secretVariableOf(settings)} goes to ${hostname} without encryption; set url to https`;
  journal({ level: 'warn', event: 'awx.not-private', message });
}
