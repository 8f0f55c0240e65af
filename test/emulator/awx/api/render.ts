import { activeStatuses, type Job, type Label, type Node, type Template, type User } from '../world.ts';

export type Row = Record<string, unknown>;

/** Writes what AWX holds as its API shows it. */
export class Render {
  readonly #base: string;
  readonly #now: () => number;

  constructor(base: string, now: () => number) {
    this.#base = base;
    this.#now = now;
  }

  user(user: User): Row {
    const { id, username, superuser } = user;
    const url = this.url('users', id);
    return {
      id,
      type: 'user',
      url,
      username,
      email: `${username}@example.com`,
      is_superuser: superuser,
      is_system_auditor: false,
    };
  }

  label({ id, name, organization }: Label): Row {
    return { id, type: 'label', url: this.url('labels', id), name, organization: organization.id };
  }

  template(template: Template, viewer: User): Row {
    const { id, type, name, organization } = template;
    const path = type === 'job_template' ? 'job_templates' : 'workflow_job_templates';
    const url = this.url(path, id);
    const may = mayStart(template, viewer);
    const common = {
      id,
      type,
      url,
      related: {
        launch: `${url}launch/`,
        survey_spec: `${url}survey_spec/`,
        ...(type === 'job_template' ? { jobs: `${url}jobs/` } : {}),
      },
      summary_fields: {
        organization: { id: organization.id, name: organization.name },
        user_capabilities: { start: may, edit: viewer.superuser },
      },
      created: '2024-01-01T00:00:00.000000Z',
      modified: '2024-01-01T00:00:00.000000Z',
      name,
      description: '',
      organization: organization.id,
      status: 'never updated',
      limit: template.limit,
      skip_tags: template.skip_tags,
      job_tags: '',
      extra_vars: JSON.stringify(template.extra_vars),
      survey_enabled: template.survey.length > 0,
      allow_simultaneous: template.allow_simultaneous,
      ...asksOf(template),
      webhook_service: '',
    };
    if (type === 'workflow_job_template') return { ...common, inventory: null };
    const scm = { project: 1, playbook: 'deploy.yml', inventory: template.inventory, job_slice_count: template.slices };
    return { ...common, ...scm, job_type: 'run', verbosity: 0 };
  }

  /** What a launch would need. */
  launch(template: Template): Row {
    const { id, name, survey } = template;
    const variables = survey.filter(({ required }) => required).map(({ variable }) => variable);
    const data = { id, name, description: '' };
    const common = {
      can_start_without_user_input: variables.length === 0,
      variables_needed_to_start: variables,
      survey_enabled: survey.length > 0,
      ...asksOf(template),
      defaults: {
        extra_vars: JSON.stringify(template.extra_vars),
        skip_tags: template.skip_tags,
        limit: template.limit,
      },
    };
    if (template.type === 'workflow_job_template') return { ...common, workflow_job_template_data: data };
    return {
      ...common,
      passwords_needed_to_start: [],
      inventory_needed_to_start: template.inventory === null,
      credential_needed_to_start: false,
      job_template_data: data,
    };
  }

  /** Lists leave out what takes long to gather. */
  job(job: Job, place: 'list' | 'detail'): Row {
    const { id, type, template, parent } = job;
    const path = type === 'job' ? 'jobs' : 'workflow_jobs';
    const url = this.url(path, id);
    const masked = new Set(
      (template?.survey ?? []).filter((each) => each.type === 'password').map(({ variable }) => variable),
    );
    const shown = Object.entries(job.variables).map(([name, value]) => [
      name,
      masked.has(name) ? '$encrypted$' : value,
    ]);
    const by =
      job.by === undefined
        ? {}
        : { created_by: { id: job.by.id, username: job.by.username, first_name: '', last_name: '' } };
    const common = {
      id,
      type,
      url,
      related: {
        cancel: `${url}cancel/`,
        relaunch: `${url}relaunch/`,
        labels: `${url}labels/`,
        ...(type === 'job'
          ? { stdout: `${url}stdout/`, notifications: `${url}notifications/` }
          : { workflow_nodes: `${url}workflow_nodes/` }),
      },
      summary_fields: {
        ...by,
        ...(template === undefined
          ? {}
          : {
              organization: { id: template.organization.id, name: template.organization.name },
              [template.type]: { id: template.id, name: template.name },
            }),
        labels: { count: job.labels.length, results: job.labels.map((label) => ({ id: label.id, name: label.name })) },
        ...(parent === undefined ? {} : { source_workflow_job: { id: parent.id, name: parent.name } }),
        user_capabilities: { start: true, delete: true },
      },
      created: micros(job.created),
      modified: micros(job.finished ?? job.started ?? job.created),
      name: job.name,
      description: '',
      unified_job_template: template?.id ?? null,
      launch_type: job.launchType,
      status: job.status,
      failed: ['failed', 'error', 'canceled'].includes(job.status),
      started: micros(job.started),
      finished: micros(job.finished),
      canceled_on: micros(job.canceledOn),
      elapsed: job.started === undefined ? 0 : ((job.finished ?? this.#now()) - job.started) / 1000,
      job_explanation: job.explanation,
      launched_by:
        job.by === undefined
          ? {}
          : { id: job.by.id, name: job.by.username, type: 'user', url: this.url('users', job.by.id) },
      work_unit_id: null,
      organization: template?.organization.id ?? null,
      extra_vars: JSON.stringify(Object.fromEntries(shown)),
      limit: job.limit,
      skip_tags: job.skip_tags,
      job_tags: job.job_tags,
      scm_branch: '',
      inventory: template?.inventory ?? null,
      allow_simultaneous: template?.allow_simultaneous ?? false,
      webhook_service: '',
      webhook_guid: '',
    };
    const traces = place === 'list' ? {} : { job_args: '', job_cwd: '', job_env: {}, result_traceback: '' };
    if (type === 'workflow_job') {
      const sliced = template?.type === 'job_template';
      const of = {
        workflow_job_template: sliced ? null : (template?.id ?? null),
        job_template: sliced ? template.id : null,
      };
      return { ...common, ...of, is_sliced_job: sliced, ...traces };
    }
    const own = {
      job_template: template?.id ?? null,
      job_type: 'run',
      project: 1,
      playbook: 'deploy.yml',
      passwords_needed_to_start: [],
      artifacts: job.artifacts,
      execution_node: job.started === undefined ? '' : 'emulated-node',
      controller_node: job.started === undefined ? '' : 'emulated-node',
      job_slice_number: job.slice.number,
      job_slice_count: job.slice.count,
      diff_mode: false,
    };
    if (place === 'list') return { ...common, ...own };
    const complete = job.finished !== undefined && (job.eventsAt ?? 0) <= this.#now();
    const hosts = job.finished === undefined ? {} : job.status === 'successful' ? { ok: 1 } : { failures: 1 };
    return {
      ...common,
      ...own,
      ...traces,
      event_processing_finished: complete,
      host_status_counts: hosts,
      playbook_counts: { play_count: 1, task_count: 1 },
    };
  }

  node(node: Node, parent: Job): Row {
    const { id, template, job } = node;
    const summary =
      job === undefined
        ? {}
        : {
            job: {
              id: job.id,
              name: job.name,
              status: job.status,
              type: job.type,
              failed: ['failed', 'error', 'canceled'].includes(job.status),
              elapsed: 0,
            },
          };
    const related = job === undefined ? {} : { job: this.url(job.type === 'job' ? 'jobs' : 'workflow_jobs', job.id) };
    return {
      id,
      type: 'workflow_job_node',
      url: this.url('workflow_job_nodes', id),
      related,
      summary_fields: { ...summary, unified_job_template: { id: template.id, name: template.name } },
      job: job?.id ?? null,
      workflow_job: parent.id,
      unified_job_template: template.id,
      do_not_run: job === undefined && !activeStatuses.includes(parent.status),
      identifier: `node-${id}`,
    };
  }

  url(path: string, id: number): string {
    return `${this.#base}/${path}/${id}/`;
  }
}

export function mayStart({ name }: Template, viewer: User): boolean {
  return viewer.superuser || viewer.may.includes(name);
}

function asksOf({ asks, type }: Template): Row {
  const common = {
    ask_variables_on_launch: asks.variables,
    ask_skip_tags_on_launch: asks.skip_tags,
    ask_tags_on_launch: asks.tags,
    ask_limit_on_launch: asks.limit,
    ask_labels_on_launch: asks.labels,
    ask_inventory_on_launch: asks.inventory,
    ask_scm_branch_on_launch: asks.scm_branch,
  };
  if (type === 'workflow_job_template') return common;
  return {
    ...common,
    ask_job_slice_count_on_launch: asks.job_slice_count,
    ask_diff_mode_on_launch: false,
    ask_job_type_on_launch: false,
    ask_verbosity_on_launch: false,
    ask_credential_on_launch: false,
    ask_execution_environment_on_launch: false,
    ask_forks_on_launch: false,
    ask_timeout_on_launch: false,
    ask_instance_groups_on_launch: false,
  };
}

function micros(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString().replace('Z', '000Z');
}
